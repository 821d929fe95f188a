import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { OrganisationPlan } from './organisation-plan.ts';

/** Writes the posts of units that are there already. */
export async function savePositions(tx: Tx, positions: OrganisationPlan['positions']): Promise<void> {
  const rows = positions.map((position) => ({ id: newId(), ...position }));
  await sql`
    INSERT INTO positions (id, unit_id, name, leads, seats)
    SELECT given.id, units.id, given.name, given.leads, given.seats
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS given(id uuid, unit text, name text, leads boolean, seats int)
    JOIN units ON units.code = given.unit
    ON CONFLICT (unit_id, name) DO UPDATE SET leads = excluded.leads, seats = excluded.seats
  `.execute(tx);
}

/** Writes people by code, on posts and in offices that are there already. */
export async function saveStaff(tx: Tx, staff: OrganisationPlan['staff']): Promise<void> {
  const rows = staff.map(({ position, ...person }) => ({
    id: newId(),
    ...person,
    unit: position?.unit ?? null,
    position: position?.name ?? null,
  }));
  await sql`
    INSERT INTO staff (id, code, given_name, family_name, title, position_id, office_id, active_from)
    SELECT given.id, given.code, given."givenName", given."familyName", given.title, positions.id, offices.id,
           given."activeFrom"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS given(id uuid, code text, "givenName" text, "familyName" text, title text, unit text, position text,
               office text, "activeFrom" date)
    LEFT JOIN units ON units.code = given.unit
    LEFT JOIN positions ON positions.unit_id = units.id AND positions.name = given.position
    LEFT JOIN offices ON offices.code = given.office
    ON CONFLICT (code) DO UPDATE SET
      given_name = excluded.given_name, family_name = excluded.family_name, title = excluded.title,
      position_id = excluded.position_id, office_id = excluded.office_id
  `.execute(tx);
}
