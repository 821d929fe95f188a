import { setTimeout as sleep } from 'node:timers/promises';
import { archiveAt, openArchive } from '../../platform/backup/archive-folder.ts';
import { copyFile, openArchivedFiles } from '../../platform/backup/copy-files.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import { listStored } from '../documents/index.ts';
import type { OperationsDeps } from './house.ts';

const everyMs = 2_000;
const pageSize = 500;
/** What a transaction wrote down at the hour of its beginning may be seen only so much later. */
const overlapMs = 60_000;
/** A process begins with what came in while none ran; the night's copies bring the rest. */
const firstLookMs = 25 * 60 * 60 * 1000;

/**
 * Keeps new files flowing into the archive beside the log: a row that the archive's log has finds its bytes there, but
 * for the last seconds. Any number of processes may do so; whatever goes wrong is tried again, and nobody waits for it.
 */
export function keepFiles(deps: OperationsDeps, archiveDir: string): { stop(): Promise<void> } {
  const controller = new AbortController();
  const done = follow(deps, archiveDir, controller.signal);
  return {
    stop: async () => {
      controller.abort();
      await done;
    },
  };
}

async function follow(deps: OperationsDeps, archiveDir: string, signal: AbortSignal) {
  let since = new Date(deps.clock.now().getTime() - firstLookMs);
  let failure: string | undefined;
  while (!signal.aborted) {
    try {
      await openArchive(archiveDir);
      since = await archiveFilesSince(deps, await openArchivedFiles(archiveAt(archiveDir).files), since);
      failure = undefined;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== failure) deps.log.error({ reason }, 'new files are not being archived');
      failure = reason;
    }
    await sleep(everyMs, undefined, { signal }).catch(() => {});
  }
}

/** Archives what came in since, and gives the moment from which to look next time. Throws what the disks say. */
export async function archiveFilesSince(
  { db, files, log }: Pick<OperationsDeps, 'db' | 'files' | 'log'>,
  archived: FileStore,
  since: Date,
): Promise<Date> {
  let last: { storedAt: Date; sha256: string } | undefined;
  for (;;) {
    const page = await listStored(db, { since, after: last, limit: pageSize });
    for (const { sha256 } of page)
      if ((await copyFile(files, archived, sha256)) === 'damaged')
        log.error({ sha256 }, 'a file in the store has other bytes than its name says');
    last = page.at(-1) ?? last;
    if (page.length < pageSize) break;
  }
  const next = (last?.storedAt.getTime() ?? 0) - overlapMs;
  return new Date(Math.max(next, since.getTime()));
}
