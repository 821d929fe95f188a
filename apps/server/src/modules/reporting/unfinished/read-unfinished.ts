import { formatRegistrationNumber } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';

/** A structure of rank I: one that stands right under the institution's own. */
export type Structure = { id: string; name: string };

/** A request that is not finished, as the list names it: no person who wrote, only who has it. */
export type UnfinishedWork = {
  registrationNumber: string;
  registeredOn: string;
  subject: string;
  unit: string;
  handler: string | null;
  days: number;
  dueOn: string | null;
};

/** From the thirtieth day after registration on (M10). */
const patienceDays = 30;

export async function listStructures(db: Db): Promise<Structure[]> {
  const { rows } = await sql<Structure>`
    SELECT units.id, units.name FROM units JOIN units AS top ON top.id = units.parent_id
    WHERE top.parent_id IS NULL AND units.closed_on IS NULL ORDER BY units.name COLLATE "ro-x-icu", units.id
  `.execute(db);
  return rows;
}

/** Open works of a structure and all below it, the oldest first. */
export async function listUnfinished(
  db: Db,
  { structureId, today }: { structureId: string; today: string },
): Promise<UnfinishedWork[]> {
  const { rows } = await sql<UnfinishedWork & { number: number }>`
    WITH RECURSIVE tree AS (
      SELECT units.id, units.short_name FROM units WHERE units.id = ${structureId}
      UNION ALL SELECT units.id, units.short_name FROM units JOIN tree ON units.parent_id = tree.id
    )
    SELECT entries.number, entries.registered_on AS "registeredOn", entries.subject, tree.short_name AS unit,
      staff.given_name || ' ' || staff.family_name AS handler, ${today}::date - entries.registered_on AS days,
      case_files.due_on AS "dueOn"
    FROM tree JOIN case_files ON case_files.unit_id = tree.id JOIN entries ON entries.id = case_files.id
    LEFT JOIN staff ON staff.id = case_files.handler_id
    WHERE case_files.status IN ('with-unit', 'with-handler') AND entries.direction = 'in'
      AND entries.registered_on < ${today}::date - ${patienceDays}::int
    ORDER BY entries.registered_on, entries.id
  `.execute(db);
  return rows.map(({ number, ...work }) => ({
    ...work,
    registrationNumber: formatRegistrationNumber(number, work.registeredOn),
  }));
}

/** Addresses of who leads the structure, by their post or their role. */
export async function listLeaders(
  db: Db,
  people: readonly string[],
): Promise<{ staffId: string; email: string }[]> {
  const { rows } = await sql<{ staffId: string; email: string }>`
    SELECT staff.id AS "staffId", staff.email FROM staff
    WHERE staff.id = ANY (${people}::uuid[]) AND staff.email IS NOT NULL ORDER BY staff.id
  `.execute(db);
  return rows;
}
