import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { RowOf } from './organisation-change.ts';
import { withIds } from './organisation-store.ts';

/** Writes the posts of units that are there already. */
export async function savePositions(tx: Tx, rows: readonly RowOf['positions'][]): Promise<void> {
  await sql`
    INSERT INTO positions (id, unit_id, name, leads, seats)
    SELECT given.id, units.id, given.name, given.leads, given.seats
    FROM ${withIds(rows)} AS given(id uuid, unit text, name text, leads boolean, seats int)
    JOIN units ON units.code = given.unit
    ON CONFLICT (unit_id, name) DO UPDATE SET leads = excluded.leads, seats = excluded.seats
  `.execute(tx);
}

/** Writes people by code, on posts and in offices that are there already. */
export async function saveStaff(tx: Tx, rows: readonly RowOf['staff'][]): Promise<void> {
  const flat = rows.map(({ position, ...person }) => ({
    ...person,
    unit: position?.unit ?? null,
    position: position?.name ?? null,
  }));
  await sql`
    INSERT INTO staff (id, code, given_name, family_name, title, position_id, office_id, email, active_from, active_to)
    SELECT given.id, given.code, given."givenName", given."familyName", given.title, positions.id, offices.id,
           given.email, given."activeFrom", given."activeTo"
    FROM ${withIds(flat)}
      AS given(id uuid, code text, "givenName" text, "familyName" text, title text, unit text, position text,
               office text, email text, "activeFrom" date, "activeTo" date)
    LEFT JOIN units ON units.code = given.unit
    LEFT JOIN positions ON positions.unit_id = units.id AND positions.name = given.position
    LEFT JOIN offices ON offices.code = given.office
    ON CONFLICT (code) DO UPDATE SET
      given_name = excluded.given_name, family_name = excluded.family_name, title = excluded.title,
      position_id = excluded.position_id, office_id = excluded.office_id, email = excluded.email, active_from = excluded.active_from,
      active_to = excluded.active_to
  `.execute(tx);
}
