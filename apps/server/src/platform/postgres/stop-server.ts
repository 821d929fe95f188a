import { setTimeout as sleep } from 'node:timers/promises';
import { OperatorError } from '../operator-error.ts';
import { startText } from '../start-texts.ts';
import type { ClusterFolders } from './cluster-folders.ts';
import { tryLock } from './file-lock.ts';
import { isPostmaster, readPostmaster } from './postmaster-file.ts';

const stopMinutes = 2;

/** Stops the server unless another program uses it. The caller holds the start lock and has let go of its own use. */
export async function stopWhenUnused(folders: ClusterFolders) {
  const alone = tryLock(folders.useLock, 'exclusive');
  try {
    if (alone) await stopServer(folders.cluster);
  } finally {
    alone?.release();
  }
}

// Fast shutdown: open transactions are rolled back, a checkpoint is written, and only then is the server gone.
async function stopServer(folder: string) {
  const pid = readPostmaster(folder)?.pid;
  if (pid === undefined || !isPostmaster(pid, folder)) return;
  process.kill(pid, 'SIGINT');
  const deadline = performance.now() + stopMinutes * 60_000;
  while (isPostmaster(pid, folder)) {
    if (performance.now() > deadline) {
      throw new OperatorError(startText('postgres.stop-slow', { folder: folder, minutes: stopMinutes }));
    }
    await sleep(20);
  }
}
