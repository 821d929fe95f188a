import { sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';

/** How many open files lie in each unit or with its people; units without any are absent. */
export async function countOpenByUnit(db: Db | Tx): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ unit_id: string; n: number }>`
    SELECT case_files.unit_id, count(*)::int AS n FROM case_files
    WHERE case_files.unit_id IS NOT NULL AND case_files.status IN ('with-unit', 'with-handler')
    GROUP BY case_files.unit_id
  `.execute(db);
  return new Map(rows.map((row) => [row.unit_id, row.n]));
}
