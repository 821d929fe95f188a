import { compose } from '../compose.ts';
import { startProductWorker } from '../compose-jobs.ts';
import { openFoundation } from '../foundation.ts';
import { openInstallation } from '../installation.ts';
import { keepArchive } from '../modules/operations/index.ts';
import { createClosing } from '../platform/closing.ts';
import { loadConfig } from '../platform/config.ts';
import { createLog } from '../platform/log.ts';
import { startText } from '../platform/start-texts.ts';
import { untilAborted } from './stop-signal.ts';

/** Runs jobs and nothing else, until told to stop; any number of such processes may stand beside any number of servers. */
export async function runWorker(stop: AbortSignal, say: (line: string) => void): Promise<void> {
  const config = loadConfig();
  const closing = createClosing();
  try {
    const installation = await openInstallation(config, createLog(config.logLevel));
    closing.add(installation.close);
    const foundation = await openFoundation(installation);
    closing.add(foundation.close);
    const settings = { ...config, queueUrl: installation.database.workerUrl };
    const product = compose(foundation, { holdUntilClean: config.processing.holdUntilClean });
    const archive = keepArchive(product);
    closing.add(archive.stop);
    const worker = await startProductWorker(product, settings);
    closing.add(worker.stop);
    say(startText('worker.ready'));
    await untilAborted(stop);
    say(startText('worker.stopping'));
  } finally {
    await closing.closeAll();
  }
}
