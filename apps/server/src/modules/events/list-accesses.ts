import type { SubjectType } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';

/** One read of personal data, with the reader's name. */
type AccessRead = { at: string; by: string; kind: 'viewed' | 'file-read' | 'revealed'; purpose: string };

/** Who looked at these subjects, newest first. The caller has decided that it may be read. */
export async function listAccesses(
  db: Db,
  given: { subjectType: SubjectType; subjectIds: readonly string[]; limit: number },
): Promise<AccessRead[]> {
  const { rows } = await sql<Omit<AccessRead, 'at'> & { at: Date }>`
    SELECT access_log.at, coalesce(account_names.name, '') AS by, access_log.kind, access_log.purpose
    FROM access_log LEFT JOIN account_names ON account_names.account_id = access_log.account_id
    WHERE access_log.subject_id = ANY (${given.subjectIds}::uuid[]) AND access_log.subject_type = ${given.subjectType}
    ORDER BY access_log.at DESC, access_log.id DESC LIMIT ${given.limit}
  `.execute(db);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
