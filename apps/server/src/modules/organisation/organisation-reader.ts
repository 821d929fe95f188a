import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';

/** A unit by its code, closed or not; for commands that hold a transaction. Reading often: `organisationDirectory`. */
export async function findUnitByCode(
  db: Db | Tx,
  code: string,
): Promise<{ id: string; name: string } | undefined> {
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT units.id, units.name FROM units WHERE units.code = ${code}
  `.execute(db);
  return rows[0];
}

/** The id of the person with this mark (*marca*). */
export async function findStaffId(db: Db | Tx, code: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`SELECT staff.id FROM staff WHERE staff.code = ${code}`.execute(
    db,
  );
  return rows[0]?.id;
}
