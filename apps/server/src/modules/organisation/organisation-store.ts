import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { OrganisationPlan } from './organisation-plan.ts';

/** Writes the one row of the institution. It becomes a demonstration when it is made, or never. */
export async function saveInstitution(
  tx: Tx,
  plan: NonNullable<OrganisationPlan['institution']> & { demonstrationPassword: string | null },
): Promise<void> {
  await sql`
    INSERT INTO institution (name, short_name, council, address, phone, email, website, opening_hours,
                             demonstration_password)
    VALUES (${plan.name}, ${plan.shortName}, ${plan.council}, ${plan.address}, ${plan.phone}, ${plan.email},
            ${plan.website}, ${plan.openingHours}, ${plan.demonstrationPassword})
    ON CONFLICT (only_row) DO UPDATE SET
      name = excluded.name, short_name = excluded.short_name, council = excluded.council, address = excluded.address,
      phone = excluded.phone, email = excluded.email, website = excluded.website, opening_hours = excluded.opening_hours
  `.execute(tx);
}

/** Writes offices by code; gives the id of each. */
export async function saveOffices(
  tx: Tx,
  offices: OrganisationPlan['offices'],
): Promise<ReadonlyMap<string, string>> {
  const rows = offices.map((office, position) => ({ id: newId(), ...office, position }));
  await sql`
    INSERT INTO offices (id, code, name, address, position)
    SELECT given.id, given.code, given.name, given.address, given.position
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS given(id uuid, code text, name text, address text, position int)
    ON CONFLICT (code) DO UPDATE SET
      name = excluded.name, address = excluded.address, position = excluded.position
  `.execute(tx);
  return idsByCode(tx, 'offices');
}

/** Writes units by code, parents among them or there already; gives the id of each. A circle is refused by the table. */
export async function saveUnits(
  tx: Tx,
  units: OrganisationPlan['units'],
): Promise<ReadonlyMap<string, string>> {
  const rows = units.map((unit, position) => ({ id: newId(), ...unit, position }));
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    AS given(id uuid, parent text, code text, name text, "shortName" text, position int)`;
  await sql`
    INSERT INTO units (id, code, name, short_name, position)
    SELECT given.id, given.code, given.name, given."shortName", given.position FROM ${given}
    ON CONFLICT (code) DO UPDATE SET
      name = excluded.name, short_name = excluded.short_name, position = excluded.position
  `.execute(tx);
  await sql`
    UPDATE units SET parent_id = parents.id
    FROM ${given} LEFT JOIN units AS parents ON parents.code = given.parent
    WHERE units.code = given.code AND units.parent_id IS DISTINCT FROM parents.id
  `.execute(tx);
  return idsByCode(tx, 'units');
}

/** Ids by code, of everything that the table holds. */
export async function idsByCode(
  tx: Tx,
  table: 'offices' | 'units' | 'staff',
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ code: string; id: string }>`SELECT code, id FROM ${sql.table(table)}`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.code, row.id]));
}
