import { sql } from 'kysely';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';

/** One who leads a unit, or one above it; `depth`: how many units above. */
export type Leader = {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly depth: number;
  readonly unit: { id: string; code: string; name: string; shortName: string };
};

/** Whoever leads the unit or one above it, by position or by role, the nearest first; those who work here today. */
export async function listLeadersAbove(
  { db, clock }: { db: Db; clock: Clock },
  unitId: string | null,
): Promise<Leader[]> {
  const now = clock.now();
  const today = toLegalTime(now).date;
  const { rows } = await sql<Leader>`
    WITH RECURSIVE above AS (
      SELECT units.id, units.parent_id, 0 AS depth FROM units WHERE units.id = ${unitId}
      UNION ALL
      SELECT units.id, units.parent_id, above.depth + 1 FROM above JOIN units ON units.id = above.parent_id
    ), leaders AS (
      SELECT staff.id AS staff_id, positions.unit_id, above.depth FROM above
      JOIN positions ON positions.unit_id = above.id AND positions.leads
      JOIN staff ON staff.position_id = positions.id
      UNION
      SELECT accounts.staff_id, role_grants.unit_id, above.depth FROM above
      JOIN role_grants ON role_grants.unit_id = above.id AND role_grants.role IN ('head-of-unit', 'director')
        AND role_grants.valid_from <= ${now} AND (role_grants.valid_to IS NULL OR role_grants.valid_to > ${now})
      JOIN accounts ON accounts.id = role_grants.account_id AND accounts.active
    )
    SELECT staff.id, staff.given_name || ' ' || staff.family_name AS name, staff.title, leaders.depth,
      json_build_object('id', units.id, 'code', units.code, 'name', units.name, 'shortName', units.short_name) AS unit
    FROM (SELECT DISTINCT ON (leaders.staff_id) leaders.* FROM leaders ORDER BY leaders.staff_id, leaders.depth) AS leaders
    JOIN staff ON staff.id = leaders.staff_id
    JOIN units ON units.id = leaders.unit_id
    WHERE staff.active_from <= ${today}::date AND (staff.active_to IS NULL OR staff.active_to > ${today}::date)
    ORDER BY leaders.depth, staff.family_name COLLATE "ro-x-icu", staff.given_name COLLATE "ro-x-icu", staff.id
  `.execute(db);
  return rows;
}
