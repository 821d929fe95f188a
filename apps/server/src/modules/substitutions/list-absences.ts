import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';

/** Somebody who is away today: until which day (inclusive), and who acts for them, at the end of the chain. */
export type AbsenceToday = {
  staffId: string;
  until: string;
  substitute: { id: string; name: string; title: string };
};

/** Those of `staffIds` who are away on `today` (a plain date of Europe/Bucharest), by staff id. */
export async function listAbsences(
  db: Db | Tx,
  { staffIds, today }: { staffIds: readonly string[]; today: string },
): Promise<ReadonlyMap<string, AbsenceToday>> {
  if (staffIds.length === 0) return new Map();
  const { rows } = await sql<AbsenceToday>`
    WITH RECURSIVE today AS (
      SELECT substitutions.absent_id, substitutions.substitute_id, substitutions.last_day FROM substitutions
      WHERE substitutions.ended_at IS NULL AND substitutions.first_day <= ${today}::date
        AND substitutions.last_day >= ${today}::date
    ), chain AS (
      SELECT today.absent_id, today.last_day, today.substitute_id FROM today
      WHERE today.absent_id = ANY (${staffIds}::uuid[])
      UNION ALL
      SELECT chain.absent_id, chain.last_day, today.substitute_id
      FROM chain JOIN today ON today.absent_id = chain.substitute_id
    )
    SELECT chain.absent_id AS "staffId", chain.last_day AS until, json_build_object('id', staff.id,
      'name', staff.given_name || ' ' || staff.family_name, 'title', staff.title) AS substitute
    FROM chain JOIN staff ON staff.id = chain.substitute_id
    WHERE NOT EXISTS (SELECT FROM today WHERE today.absent_id = chain.substitute_id)
  `.execute(db);
  return new Map(rows.map((row) => [row.staffId, row]));
}
