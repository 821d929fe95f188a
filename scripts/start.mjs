// npm start: on a fresh clone it installs, builds, and serves; later it only serves. Node 20 is enough to run this.
import { nodeFlags, runUnderNode24 } from './node24.mjs';
import { prepareProgram } from './prepare.mjs';

try {
  const program = prepareProgram('serve');
  // The channel tells the server when this process is gone, however it went.
  process.exitCode = await runUnderNode24([...nodeFlags, program], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    untilParentEnds: process.env.npm_lifecycle_event === 'start',
  });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
