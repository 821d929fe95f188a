import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { RowOf } from './organisation-change.ts';

/** Writes the one row of the institution. It becomes a demonstration when it is made, or never. */
export async function saveInstitution(
  tx: Tx,
  row: RowOf['institution'] & { demonstrationPassword: string | null },
): Promise<void> {
  await sql`
    INSERT INTO institution (name, short_name, council, address, phone, email, website, opening_hours,
                             demonstration_password)
    VALUES (${row.name}, ${row.shortName}, ${row.council}, ${row.address}, ${row.phone}, ${row.email},
            ${row.website}, ${row.openingHours}, ${row.demonstrationPassword})
    ON CONFLICT (only_row) DO UPDATE SET
      name = excluded.name, short_name = excluded.short_name, council = excluded.council, address = excluded.address,
      phone = excluded.phone, email = excluded.email, website = excluded.website, opening_hours = excluded.opening_hours
  `.execute(tx);
}

/** Writes offices by code; new ones stand last. */
export async function saveOffices(tx: Tx, rows: readonly RowOf['offices'][]): Promise<void> {
  await sql`
    INSERT INTO offices (id, code, name, address, closed_on, position)
    SELECT given.id, given.code, given.name, given.address, given."closedOn",
           (SELECT coalesce(max(offices.position), -1) FROM offices) + given.n
    FROM ${withIds(rows)} AS given(id uuid, n int, code text, name text, address text, "closedOn" date)
    ON CONFLICT (code) DO UPDATE SET
      name = excluded.name, address = excluded.address, closed_on = excluded.closed_on
  `.execute(tx);
}

/** Writes units by code, parents in any order; new ones stand last. A unit under itself is refused by the table. */
export async function saveUnits(tx: Tx, rows: readonly RowOf['units'][], today: string): Promise<void> {
  const given = sql`${withIds(rows)} AS given(id uuid, n int, parent text, code text, name text, "shortName" text,
    "closedOn" date, successor text)`;
  await keepOldNames(tx, rows, today);
  await sql`
    INSERT INTO units (id, code, name, short_name, position)
    SELECT given.id, given.code, given.name, given."shortName",
           (SELECT coalesce(max(units.position), -1) FROM units) + given.n
    FROM ${given}
    ON CONFLICT (code) DO UPDATE SET name = excluded.name, short_name = excluded.short_name
  `.execute(tx);
  // Two units may change places: nobody stands under anybody while they do.
  await sql`
    UPDATE units SET parent_id = NULL
    FROM ${given} LEFT JOIN units AS parents ON parents.code = given.parent
    WHERE units.code = given.code AND units.parent_id IS DISTINCT FROM parents.id
  `.execute(tx);
  await sql`
    UPDATE units SET parent_id = parents.id
    FROM ${given} JOIN units AS parents ON parents.code = given.parent
    WHERE units.code = given.code AND units.parent_id IS NULL
  `.execute(tx);
  await sql`
    UPDATE units SET closed_on = given."closedOn", successor_id = successors.id
    FROM ${given} LEFT JOIN units AS successors ON successors.code = given.successor
    WHERE units.code = given.code
      AND (units.closed_on, units.successor_id) IS DISTINCT FROM (given."closedOn", successors.id)
  `.execute(tx);
}

/** What a renamed unit was called until today stays readable on its days (column 8 of the book, REG-02). */
async function keepOldNames(tx: Tx, rows: readonly RowOf['units'][], today: string): Promise<void> {
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS given(code text, name text, "shortName" text)`;
  const renamed = sql`units JOIN ${given} ON given.code = units.code
    AND (given.name, given."shortName") IS DISTINCT FROM (units.name, units.short_name)`;
  await sql`
    INSERT INTO unit_names (unit_id, valid_from, name, short_name)
    SELECT units.id, '0001-01-01', units.name, units.short_name FROM ${renamed}
    WHERE NOT EXISTS (SELECT FROM unit_names WHERE unit_names.unit_id = units.id)
  `.execute(tx);
  await sql`
    INSERT INTO unit_names (unit_id, valid_from, name, short_name)
    SELECT units.id, ${today}, given.name, given."shortName" FROM ${renamed}
    ON CONFLICT (unit_id, valid_from) DO UPDATE SET name = excluded.name, short_name = excluded.short_name
  `.execute(tx);
}

/** Writes the institution's own days. */
export async function saveDays(tx: Tx, rows: readonly RowOf['daysOff'][]): Promise<void> {
  await sql`
    INSERT INTO institution_days (day, kind, name, act)
    SELECT given.day, given.kind, given.name, given.act
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS given(day date, kind text, name text, act text)
    ON CONFLICT (day) DO UPDATE SET kind = excluded.kind, name = excluded.name, act = excluded.act
  `.execute(tx);
}

/** Takes a day of the institution's own out of the calendar. */
export async function removeDay(tx: Tx, day: string): Promise<void> {
  await sql`DELETE FROM institution_days WHERE institution_days.day = ${day}`.execute(tx);
}

/** Writes in which order people see a list. */
export async function saveOrder(
  tx: Tx,
  list: 'offices' | 'units' | 'categories',
  keys: readonly string[],
): Promise<void> {
  const table = sql.table(list);
  await sql`
    UPDATE ${table} SET position = given.n
    FROM unnest(${keys}::text[]) WITH ORDINALITY AS given(code, n)
    WHERE ${sql.ref(`${list}.code`)} = given.code AND ${sql.ref(`${list}.position`)} IS DISTINCT FROM given.n
  `.execute(tx);
}

/** Given rows with an id for those that are new, numbered from 1 in their order. */
export const withIds = (rows: readonly object[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(rows.map((row, at) => ({ id: newId(), n: at + 1, ...row })))}::jsonb)`;
