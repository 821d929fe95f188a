import type { Log } from '../log.ts';
import { adoptOrLaunch, type RunningServer } from './adopt-or-launch.ts';
import type { ClusterFolders } from './cluster-folders.ts';
import type { FileLock } from './file-lock.ts';
import { isPostmaster } from './postmaster-file.ts';
import type { RunningPlan } from './running-plan.ts';
import { underStartLock } from './start-lock.ts';
import { stopWhenUnused } from './stop-server.ts';

/** A server that runs, and the shared lock that says we use it. */
type Kept = {
  plan: RunningPlan;
  folders: ClusterFolders;
  server: RunningServer;
  use: FileLock | undefined;
  log: Log;
};

const watchMs = 150;

/** Starts the server again whenever it dies, on the same port. The result stops watching and lets go of the server. */
export function keepRunning(kept: Kept): () => Promise<void> {
  const { plan, folders, server, log } = kept;
  let pid = server.pid;
  let recovery: Promise<void> | undefined;
  const watch = setInterval(() => {
    if (recovery || isPostmaster(pid, plan.folder)) return;
    log.error({ pid }, 'database server died, starting it again');
    recovery = recover().finally(() => {
      recovery = undefined;
    });
  }, watchMs).unref();

  async function recover() {
    try {
      pid = (await underStartLock(folders, () => adoptOrLaunch(plan, server.port))).pid;
      log.info({ pid }, 'database server runs again');
    } catch (error) {
      // The next tick tries again: what stands in the way (a full disk) may go away by itself.
      log.error({ err: error }, 'database server does not start');
    }
  }

  return async () => {
    clearInterval(watch);
    await recovery;
    kept.use?.release();
    await underStartLock(folders, () => stopWhenUnused(folders));
  };
}
