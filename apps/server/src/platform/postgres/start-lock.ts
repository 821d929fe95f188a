import { OperatorError } from '../operator-error.ts';
import { startText } from '../start-texts.ts';
import type { ClusterFolders } from './cluster-folders.ts';
import { waitForLock } from './file-lock.ts';

const patienceSeconds = 180;

/** Does what only one program at a time may do: start the server of a data folder, take it over, stop it. */
export async function underStartLock<Result>(
  folders: ClusterFolders,
  work: () => Promise<Result>,
): Promise<Result> {
  const lock = await waitForLock(folders.startLock, patienceSeconds * 1000);
  if (!lock) {
    throw new OperatorError(startText('lock.busy', { folder: folders.dataDir, seconds: patienceSeconds }));
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}
