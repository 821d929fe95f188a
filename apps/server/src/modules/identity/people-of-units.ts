import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';

/** A person who works in a unit: by their post, or by a role that opens its works. */
export type UnitPerson = {
  id: string;
  unitId: string;
  name: string;
  title: string;
  leads: boolean;
};

/**
 * Who may receive works of these units on this day (a plain date of Europe/Bucharest): people with a post in the unit,
 * and those who hold the role of handler or head over it. By unit, heads first, then by family name.
 */
export async function listPeopleOfUnits(
  db: Db | Tx,
  { unitIds, today, now }: { unitIds: readonly string[]; today: string; now: Date },
): Promise<UnitPerson[]> {
  const { rows } = await sql<UnitPerson>`
    SELECT works.staff_id AS id, works.unit_id AS "unitId", staff.given_name || ' ' || staff.family_name AS name,
      staff.title, bool_or(works.leads) AS leads
    FROM (
      SELECT staff.id AS staff_id, positions.unit_id, positions.leads
      FROM staff JOIN positions ON positions.id = staff.position_id
      WHERE positions.unit_id = ANY (${unitIds}::uuid[])
      UNION ALL
      SELECT accounts.staff_id, role_grants.unit_id, role_grants.role = 'head-of-unit'
      FROM role_grants JOIN accounts ON accounts.id = role_grants.account_id AND accounts.active
      WHERE role_grants.unit_id = ANY (${unitIds}::uuid[]) AND role_grants.role IN ('case-handler', 'head-of-unit')
        AND role_grants.valid_from <= ${now} AND (role_grants.valid_to IS NULL OR role_grants.valid_to > ${now})
    ) AS works
    JOIN staff ON staff.id = works.staff_id
    WHERE staff.active_from <= ${today}::date AND (staff.active_to IS NULL OR staff.active_to > ${today}::date)
    GROUP BY works.staff_id, works.unit_id, staff.given_name, staff.family_name, staff.title
    ORDER BY works.unit_id, bool_or(works.leads) DESC, staff.family_name COLLATE "ro-x-icu",
      staff.given_name COLLATE "ro-x-icu", works.staff_id
  `.execute(db);
  return rows;
}

/**
 * Who heads the institution on this day: whoever leads the unit above all others, and those who direct all of it. Ids of staff.
 */
export async function listHeadsOfInstitution(
  db: Db | Tx,
  { today, now }: { today: string; now: Date },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT staff.id FROM staff
    WHERE staff.active_from <= ${today}::date AND (staff.active_to IS NULL OR staff.active_to > ${today}::date)
      AND (EXISTS (SELECT FROM positions JOIN units ON units.id = positions.unit_id AND units.parent_id IS NULL
          WHERE positions.id = staff.position_id AND positions.leads)
        OR EXISTS (SELECT FROM accounts JOIN role_grants ON role_grants.account_id = accounts.id
          WHERE accounts.staff_id = staff.id AND accounts.active AND role_grants.role = 'director'
            AND role_grants.unit_id IS NULL
            AND role_grants.valid_from <= ${now} AND (role_grants.valid_to IS NULL OR role_grants.valid_to > ${now})))
    ORDER BY staff.id
  `.execute(db);
  return rows.map(({ id }) => id);
}

/** The units in which one person may receive works on this day: of their post first. */
export async function listUnitsOfPerson(
  db: Db | Tx,
  { staffId, today, now }: { staffId: string; today: string; now: Date },
): Promise<string[]> {
  const { rows } = await sql<{ unit_id: string }>`
    SELECT works.unit_id FROM (
      SELECT positions.unit_id, staff.id AS staff_id, 0 AS rank
      FROM staff JOIN positions ON positions.id = staff.position_id WHERE staff.id = ${staffId}
      UNION ALL
      SELECT role_grants.unit_id, accounts.staff_id, 1
      FROM role_grants JOIN accounts ON accounts.id = role_grants.account_id AND accounts.active
      WHERE accounts.staff_id = ${staffId} AND role_grants.unit_id IS NOT NULL
        AND role_grants.role IN ('case-handler', 'head-of-unit')
        AND role_grants.valid_from <= ${now} AND (role_grants.valid_to IS NULL OR role_grants.valid_to > ${now})
    ) AS works
    JOIN staff ON staff.id = works.staff_id
    WHERE staff.active_from <= ${today}::date AND (staff.active_to IS NULL OR staff.active_to > ${today}::date)
    GROUP BY works.unit_id ORDER BY min(works.rank), works.unit_id
  `.execute(db);
  return rows.map((row) => row.unit_id);
}
