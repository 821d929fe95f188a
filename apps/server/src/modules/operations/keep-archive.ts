import { startArchiver } from '../../platform/backup/archiver.ts';
import { enqueue } from '../../platform/jobs/enqueue.ts';
import type { OperationsDeps } from './house.ts';
import { keepFiles } from './keep-files.ts';
import { makeCopiesJob } from './operations-jobs.ts';
import { keepArchiveState } from './run-store.ts';

/** Keeps log and new files flowing into the archive while this process lives; nothing to do without an archive. */
export function keepArchive(deps: OperationsDeps): { stop(): Promise<void> } {
  const { archiveDir, backupUrl } = deps.house;
  if (archiveDir === undefined) return { stop: async () => {} };
  const kept = [
    keepFiles(deps, archiveDir),
    ...(backupUrl === undefined ? [] : [keepLog(deps, archiveDir, backupUrl)]),
  ];
  return {
    stop: async () => {
      await Promise.all(kept.map((one) => one.stop()));
    },
  };
}

function keepLog({ db, clock, log }: OperationsDeps, archiveDir: string, url: string) {
  return startArchiver({
    ...{ url, archiveDir, log },
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
