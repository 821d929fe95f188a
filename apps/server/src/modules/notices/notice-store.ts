import type { Notice } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';

/** A notice as it lies in the table; `role` is that of the term it is about. */
export type KeptNotice = Pick<Notice, 'id' | 'kind' | 'dueOn' | 'role'> & {
  readonly staffId: string;
  readonly caseFileId: string | null;
  readonly createdAt: Date;
  readonly readAt: Date | null;
};

const columns = sql`notices.id, notices.kind, notices.due_on AS "dueOn", notices.about AS role, notices.staff_id AS "staffId",
  notices.case_file_id AS "caseFileId", notices.created_at AS "createdAt", notices.read_at AS "readAt"`;

/** The newest notices of these persons. */
export async function listNotices(
  db: Db,
  { staffIds, limit }: { staffIds: readonly string[]; limit: number },
): Promise<KeptNotice[]> {
  const { rows } = await sql<KeptNotice>`
    SELECT ${columns} FROM notices
    WHERE notices.staff_id = ANY (${staffIds}::uuid[]) ORDER BY notices.id DESC LIMIT ${limit}
  `.execute(db);
  return rows;
}

/** How many of them nobody read, up to a cap. */
export async function countUnread(
  db: Db,
  { staffIds, cap }: { staffIds: readonly string[]; cap: number },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM (
      SELECT FROM notices WHERE notices.staff_id = ANY (${staffIds}::uuid[]) AND notices.read_at IS NULL LIMIT ${cap}
    ) AS unread`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Marks notices of these persons as read; all of them when `ids` is absent. */
export async function markRead(
  tx: Tx,
  { staffIds, ids, at }: { staffIds: readonly string[]; ids?: readonly string[] | undefined; at: Date },
): Promise<void> {
  const named = ids === undefined ? sql`true` : sql`notices.id = ANY (${ids}::uuid[])`;
  await sql`
    UPDATE notices SET read_at = ${at} WHERE notices.staff_id = ANY (${staffIds}::uuid[]) AND notices.read_at IS NULL
      AND ${named}
  `.execute(tx);
}

/** A notice that waits to be mailed, with whom it is for. */
export type UnmailedNotice = KeptNotice & { readonly email: string };

/** Notices that nobody read and no digest told, of people who work today and have an address. */
export async function listUnmailed(db: Db, today: string): Promise<UnmailedNotice[]> {
  const { rows } = await sql<UnmailedNotice>`
    SELECT ${columns}, staff.email FROM notices
    JOIN staff ON staff.id = notices.staff_id
    WHERE notices.mailed_on IS NULL AND notices.read_at IS NULL AND staff.email IS NOT NULL
      AND staff.active_from <= ${today}::date AND (staff.active_to IS NULL OR staff.active_to > ${today}::date)
    ORDER BY notices.staff_id, notices.due_on, notices.id
  `.execute(db);
  return rows;
}

/** They went out with the digest of this day. */
export async function markMailed(db: Db, ids: readonly string[], today: string): Promise<void> {
  await sql`UPDATE notices SET mailed_on = ${today} WHERE notices.id = ANY (${ids}::uuid[])`.execute(db);
}
