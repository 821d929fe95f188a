import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';

/** How many roles are held over exactly this unit now: they end with nothing to reign over when it is closed. */
export async function countGrantsOver(db: Db, unitId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM role_grants WHERE role_grants.unit_id = ${unitId} AND role_grants.valid_to IS NULL
  `.execute(db);
  return rows[0]?.n ?? 0;
}
