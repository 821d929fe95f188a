import { AppError, type UnfinishedLists } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import type { FileStore } from '../../../platform/files/file-store.ts';
import { type Actor, holds } from '../../identity/index.ts';
import { readWhole } from './make-unfinished-lists.ts';

/** Units that the person leads, themselves or from above; null: of all, for who examines the house. */
function unitsOf(actor: Actor): readonly string[] | null {
  if (holds(actor, 'audit.read', null)) return null;
  return actor.principals.filter((id) => holds(actor, 'case.assign', id));
}

/** Lists of the structures that the person leads, newest first, of the last two years. */
export async function listUnfinishedLists(db: Db, actor: Actor): Promise<UnfinishedLists> {
  const units = unitsOf(actor);
  const { rows } = await sql<UnfinishedLists['items'][number] & { mailedAt: Date | null }>`
    SELECT unfinished_lists.id, unfinished_lists.month, unfinished_lists.counted_on AS "countedOn", units.name AS unit,
      unfinished_lists.works, unfinished_lists.mailed_at AS "mailedAt"
    FROM unfinished_lists JOIN units ON units.id = unfinished_lists.unit_id
    WHERE ${units === null ? sql`true` : sql`unfinished_lists.unit_id = ANY (${units}::uuid[])`}
    ORDER BY unfinished_lists.month DESC, units.name COLLATE "ro-x-icu", unfinished_lists.id LIMIT 200
  `.execute(db);
  return {
    items: rows.map((row) => ({ ...row, mailedAt: row.mailedAt && new Date(row.mailedAt).toISOString() })),
  };
}

/** The paper of one of those. Errors: `report.not-found`. */
export async function readUnfinishedList(
  { db, files }: { db: Db; files: FileStore },
  actor: Actor,
  id: string,
): Promise<{ month: string; bytes: Buffer }> {
  const units = unitsOf(actor);
  const { rows } = await sql<{ month: string; sha256: string }>`
    SELECT unfinished_lists.month, encode(unfinished_lists.sha256, 'hex') AS sha256 FROM unfinished_lists
    WHERE unfinished_lists.id = ${id}
      AND ${units === null ? sql`true` : sql`unfinished_lists.unit_id = ANY (${units}::uuid[])`}
  `.execute(db);
  const [found] = rows;
  if (found === undefined) throw new AppError('not-found', 'report.not-found');
  return { month: found.month.slice(0, 7), bytes: await readWhole(files, found.sha256) };
}
