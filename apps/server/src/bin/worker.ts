// The worker: what runs in the background, in a process of its own. The same as npx opis worker.
import { runProgram } from './run-program.ts';
import { runWorker } from './run-worker.ts';
import { listenForStop } from './stop-signal.ts';

await runProgram(() => runWorker(listenForStop(), (line) => process.stdout.write(`${line}\n`)));
