#!/usr/bin/env node
// npx opis …: the command line, under Node 24 whatever Node npx runs on.
import { nodeFlags, runUnderNode24 } from './node24.mjs';
import { prepareProgram } from './prepare.mjs';

try {
  const program = prepareProgram('opis');
  process.exitCode = await runUnderNode24([...nodeFlags, program, ...process.argv.slice(2)]);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
