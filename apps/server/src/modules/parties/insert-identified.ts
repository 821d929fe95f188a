import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';
import type { PartyRow } from './party-row.ts';

/**
 * Inserts parties that have a CNP or CUI. False when one of them was there already, perhaps written by another process
 * this very moment: the unique index makes the later one wait for the earlier, so that a new look-up finds it.
 */
export async function insertIdentified(db: Db, rows: readonly PartyRow[]): Promise<boolean> {
  if (rows.length === 0) return true;
  // Always in the same order, so that two processes with the same newcomers never wait for each other.
  const ordered = rows.toSorted((one, other) => (uniqueOf(one) < uniqueOf(other) ? -1 : 1));
  // Not flushed by itself: the registration that names these rows commits later, and the log is flushed in order.
  const { rows: inserted } = await sql<{ id: string }>`
    INSERT INTO parties
    SELECT party.*
    FROM (SELECT set_config('synchronous_commit', 'off', true) AS setting) AS unhurried,
      json_populate_recordset(NULL::parties, ${JSON.stringify(ordered)}) AS party
    WHERE unhurried.setting = 'off'
    ON CONFLICT DO NOTHING
    RETURNING parties.id
  `.execute(db);
  return inserted.length === rows.length;
}

const uniqueOf = (row: PartyRow) => row.cnp_hash ?? row.cui ?? '';
