// Writes the demonstration. A process of its own: what three months of work leave in memory goes with it.
import { seedDemonstration } from '../demo/seed-demonstration.ts';
import { openFoundation } from '../foundation.ts';
import { openInstallation } from '../installation.ts';
import { createClosing } from '../platform/closing.ts';
import { loadConfig } from '../platform/config.ts';
import { createLog } from '../platform/log.ts';
import { runProgram } from './run-program.ts';
import { listenForStop } from './stop-signal.ts';

await runProgram(async () => {
  // What was begun is rolled back by the database; the next start goes on.
  listenForStop().addEventListener('abort', () => process.exit(130));
  const config = loadConfig();
  if (config.demo === undefined) return;
  const closing = createClosing();
  try {
    const installation = await openInstallation(config, createLog(config.logLevel));
    closing.add(installation.close);
    // Its three months were told to nobody yet: they need not wait for the disk one by one.
    const foundation = await openFoundation(installation, { promises: false });
    closing.add(foundation.close);
    await seedDemonstration(foundation, config.demo);
  } finally {
    await closing.closeAll();
  }
});
