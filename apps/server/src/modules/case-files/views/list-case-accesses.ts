import { AppError, type CaseAccess, type CaseAccesses, type ListAccessesQuery } from '@opis/contracts';
import { sql } from 'kysely';
import type { Actor } from '../../identity/index.ts';
import { readCursor } from './chronology.ts';
import { type CaseViewDeps, requireCaseFile } from './require-case-file.ts';

type AccessRow = Omit<CaseAccess, 'at' | 'own'> & { at: Date; account: string };

/** Who looked at the file or at a paper of it, newest first: for who may read the file. */
export async function listCaseAccesses(
  deps: CaseViewDeps,
  actor: Actor,
  { id, after, limit }: ListAccessesQuery & { id: string },
): Promise<CaseAccesses> {
  const { record } = await requireCaseFile(deps, actor, id);
  if (!record.reader) throw new AppError('forbidden', 'case-file.not-allowed');
  const cursor = after === undefined ? undefined : readCursor(after);
  const { rows } = await sql<AccessRow>`
    SELECT access_log.id, access_log.at, access_log.account_id AS account, coalesce(account_names.name, '') AS by,
      substituted.given_name || ' ' || substituted.family_name AS "onBehalfOf", access_log.kind, access_log.purpose
    FROM access_log
    LEFT JOIN account_names ON account_names.account_id = access_log.account_id
    LEFT JOIN staff AS substituted ON substituted.id = access_log.on_behalf_of
    WHERE access_log.subject_type IN ('case-file', 'entry')
      AND access_log.subject_id IN (
        SELECT ${id}::uuid UNION SELECT case_entries.entry_id FROM case_entries WHERE case_entries.case_file_id = ${id})
      AND ${cursor ? sql`(access_log.at, access_log.id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)` : sql`true`}
    ORDER BY access_log.at DESC, access_log.id DESC LIMIT ${limit + 1}
  `.execute(deps.db);
  const items = rows.slice(0, limit).map(({ account, at, ...row }) => ({
    ...row,
    at: at.toISOString(),
    own: account === actor.accountId,
  }));
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? `${last.at}~${last.id}` : null };
}
