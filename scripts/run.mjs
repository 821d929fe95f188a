// Runs a TypeScript program of this project under the pinned Node 24: node scripts/run.mjs FILE [ARGS]
import { runUnderNode24 } from './node24.mjs';

const [file, ...args] = process.argv.slice(2);
process.exitCode = await runUnderNode24([file, ...args]);
