import { formatRegistrationNumber } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';

/**
 * Whose list it is: a structure of rank I, which stands right under the institution's own; or (`rest`) the institution's
 * own, to which belongs whatever is in no other list.
 */
export type Structure = { id: string; name: string; rest: boolean };

/** A request that is not finished, as the list names it: no person who wrote, only who has it. */
export type UnfinishedWork = {
  registrationNumber: string;
  registeredOn: string;
  subject: string;
  /** Null for what nobody was given yet. */
  unit: string | null;
  handler: string | null;
  days: number;
  dueOn: string | null;
};

/** From the thirtieth day after registration on (M10). */
const patienceDays = 30;

export async function listStructures(db: Db): Promise<Structure[]> {
  const { rows } = await sql<Structure>`
    SELECT units.id, units.name, units.parent_id IS NULL AS rest
    FROM units LEFT JOIN units AS top ON top.id = units.parent_id
    WHERE top.parent_id IS NULL AND units.closed_on IS NULL
    ORDER BY units.parent_id IS NULL, units.name COLLATE "ro-x-icu", units.id
  `.execute(db);
  return rows;
}

/** Open works of a structure and all below it, the oldest first; no confidential register is told of. */
export async function listUnfinished(
  db: Db,
  { structure, today }: { structure: Structure; today: string },
): Promise<UnfinishedWork[]> {
  const { rows } = await sql<UnfinishedWork & { number: number }>`
    WITH RECURSIVE tree AS (
      SELECT units.id FROM units WHERE units.id = ${structure.id}
      UNION ALL SELECT units.id FROM units JOIN tree ON units.parent_id = tree.id
        ${structure.rest ? sql`WHERE units.closed_on IS NOT NULL OR units.parent_id <> ${structure.id}` : sql``}
    )
    SELECT entries.number, entries.registered_on AS "registeredOn", entries.subject, units.short_name AS unit,
      staff.given_name || ' ' || staff.family_name AS handler, ${today}::date - entries.registered_on AS days,
      case_files.due_on AS "dueOn"
    FROM case_files JOIN entries ON entries.id = case_files.id
    JOIN books ON books.id = entries.book_id JOIN registers ON registers.id = books.register_id
    LEFT JOIN units ON units.id = case_files.unit_id
    LEFT JOIN staff ON staff.id = case_files.handler_id
    WHERE (case_files.unit_id = ANY (ARRAY(SELECT tree.id FROM tree))
        ${structure.rest ? sql`OR case_files.unit_id IS NULL` : sql``})
      AND case_files.status <> 'closed' AND entries.direction = 'in' AND registers.kind <> 'confidential'
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
