import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';
import type { FileGuard } from '../documents/index.ts';
import { requestProcessing } from './request-processing.ts';

type Check = { readonly sha256: string; readonly status: string; readonly flags: readonly string[] };

/**
 * Opens nothing that is infected; with `holdUntilClean` nothing either that the antivirus has not called clean. What was
 * never asked about is asked about now.
 */
export function fileGuard({ db }: { db: Db }, { holdUntilClean }: { holdUntilClean: boolean }): FileGuard {
  const isInfected = (check: Check | undefined) => check?.flags.includes('infected') ?? false;
  const isHeld = (check: Check | undefined) => holdUntilClean && check?.status !== 'done';
  return {
    requireOpenable: async (sha256) => {
      const [check] = await readChecks(db, [sha256]);
      if (isInfected(check)) throw new AppError('conflict', 'document.infected');
      if (!isHeld(check)) return;
      if (!check) await requestProcessing(db, [sha256]);
      throw new AppError('conflict', 'document.waits-for-antivirus');
    },
    listOpenable: async (sha256s) => {
      const checks = new Map((await readChecks(db, sha256s)).map((check) => [check.sha256, check]));
      const opens = (check: Check | undefined) => !isInfected(check) && !isHeld(check);
      return new Set(sha256s.filter((sha256) => opens(checks.get(sha256))));
    },
  };
}

async function readChecks(db: Db, sha256s: readonly string[]): Promise<readonly Check[]> {
  if (sha256s.length === 0) return [];
  const { rows } = await sql<Check>`
    SELECT file_works.sha256, file_works.status, file_works.flags FROM file_works
    WHERE file_works.sha256 = ANY (${sha256s}::text[]) AND file_works.kind = 'antivirus'
  `.execute(db);
  return rows;
}
