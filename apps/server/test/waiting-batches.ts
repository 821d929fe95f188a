import { sql } from 'kysely';
import type { Db } from '../src/platform/db.ts';

/** How many batches are in the database of `db` and wait for the row of their book. */
export async function countWaitingBatches(db: Db): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    SELECT count(*) AS waiting FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%done AS MATERIALIZED%'
  `.execute(db);
  return rows[0]?.waiting ?? 0;
}
