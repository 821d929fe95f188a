// The command line: npx opis … ends here.
import { join } from 'node:path';
import { compose, type Product, productCommands } from '../compose.ts';
import { openFoundation } from '../foundation.ts';
import { openInstallation } from '../installation.ts';
import { keysCommands } from '../modules/operations/index.ts';
import { commandText } from '../platform/cli/command-texts.ts';
import { createProgram } from '../platform/cli/create-program.ts';
import { printLine } from '../platform/cli/output.ts';
import { ownStreams } from '../platform/cli/terminal.ts';
import { createClosing } from '../platform/closing.ts';
import { loadConfig } from '../platform/config.ts';
import { createLog } from '../platform/log.ts';
import { restoreCommand } from '../restore-installation.ts';
import { runProgram } from './run-program.ts';
import { runWorker } from './run-worker.ts';
import { listenForStop } from './stop-signal.ts';

await runProgram(async () => {
  const program = createProgram();
  productCommands(program, runOnProduct);
  keysCommands(program, () => join(loadConfig().dataDir, 'keys'), ownStreams);
  restoreCommand(program);
  program
    .command('worker')
    .description(commandText('worker'))
    .action(() => runWorker(listenForStop(), printLine));
  await program.parseAsync();
});

async function runOnProduct(work: (product: Product) => Promise<void>): Promise<void> {
  const stop = listenForStop();
  const closing = createClosing();
  // Interrupted work is rolled back by the database; a server started for this command must not stay behind.
  stop.addEventListener('abort', () => void closing.closeAll().finally(() => process.exit(130)));
  try {
    const installation = await openInstallation(loadConfig(), createLog('warn', 'stderr'));
    closing.add(installation.close);
    const foundation = await openFoundation(installation);
    closing.add(foundation.close);
    await work(compose(foundation));
  } finally {
    await closing.closeAll();
  }
}
