import { startArchiver } from '../../platform/backup/archiver.ts';
import { enqueue } from '../../platform/jobs/enqueue.ts';
import type { OperationsDeps } from './house.ts';
import { makeCopiesJob } from './operations-jobs.ts';
import { keepArchiveState } from './run-store.ts';

/** Keeps the log flowing into the archive while this process lives; nothing to do without an archive. */
export function keepArchive(deps: OperationsDeps): { stop(): Promise<void> } {
  const { db, clock, log, house } = deps;
  if (house.archiveDir === undefined || house.backupUrl === undefined) return { stop: async () => {} };
  return startArchiver({
    url: house.backupUrl,
    archiveDir: house.archiveDir,
    log,
    report: (news) =>
      keepArchiveState(db, clock.now(), news).catch((error: Error) =>
        log.warn({ reason: error.message }, 'the archive’s state was not written down'),
      ),
    // A log that begins anew can only follow a copy made after it.
    onNewBeginning: () =>
      void enqueue(db, makeCopiesJob, {}, { key: 'copies for a new log' }).catch((error: Error) =>
        log.warn({ reason: error.message }, 'copies were not asked for'),
      ),
  });
}
