import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';
import type { FileGuard } from '../documents/index.ts';
import { requestProcessing } from './request-processing.ts';

/**
 * Opens nothing that is infected; with `holdUntilClean` nothing either that the antivirus has not called clean. What was
 * never asked about is asked about now.
 */
export function fileGuard(deps: { db: Db }, { holdUntilClean }: { holdUntilClean: boolean }): FileGuard {
  return {
    requireOpenable: async (sha256) => {
      const { rows } = await sql<{ status: string; flags: string[] }>`
        SELECT file_works.status, file_works.flags FROM file_works
        WHERE file_works.sha256 = ${sha256} AND file_works.kind = 'antivirus'
      `.execute(deps.db);
      const [scan] = rows;
      if (scan?.flags.includes('infected')) throw new AppError('conflict', 'document.infected');
      if (!holdUntilClean || scan?.status === 'done') return;
      if (!scan) await requestProcessing(deps.db, [sha256]);
      throw new AppError('conflict', 'document.waits-for-antivirus');
    },
  };
}
