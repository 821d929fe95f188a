import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { OrganisationPlan } from './organisation-plan.ts';

/**
 * Writes rows of the nomenclature. One that differs from what is in force opens a new version from `today`: papers
 * filed before keep the term under which they were filed (ARH-01).
 */
export async function saveNomenclature(
  tx: Tx,
  plan: OrganisationPlan['nomenclature'],
  today: string,
): Promise<void> {
  const rows = plan.map((item) => ({ id: newId(), ...item, ...toTerm(item.retention) }));
  const given = sql`(
    SELECT given.id, given.code, given.title, units.id AS unit_id, given.years, given.reexamined
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS given(id uuid, code text, title text, unit text, years int, reexamined boolean)
    LEFT JOIN units ON units.code = given.unit
  ) AS given`;
  const differs = sql`nomenclature.code = given.code AND nomenclature.valid_to IS NULL
    AND (nomenclature.title, nomenclature.unit_id, nomenclature.retention_years, nomenclature.reexamined)
      IS DISTINCT FROM (given.title, given.unit_id, given.years, given.reexamined)`;
  await sql`
    UPDATE nomenclature SET title = given.title, unit_id = given.unit_id, retention_years = given.years,
                            reexamined = given.reexamined
    FROM ${given} WHERE ${differs} AND nomenclature.valid_from >= ${today}
  `.execute(tx);
  await sql`UPDATE nomenclature SET valid_to = ${today} FROM ${given} WHERE ${differs}`.execute(tx);
  await sql`
    INSERT INTO nomenclature (id, code, title, unit_id, retention_years, reexamined, valid_from)
    SELECT given.id, given.code, given.title, given.unit_id, given.years, given.reexamined, ${today}
    FROM ${given}
    WHERE NOT EXISTS (SELECT FROM nomenclature WHERE nomenclature.code = given.code AND nomenclature.valid_to IS NULL)
  `.execute(tx);
}

/** `10 C.S.` → ten years, then the commission looks again; `P` → permanent. */
function toTerm(retention: string): { years: number | null; reexamined: boolean } {
  if (retention === 'P') return { years: null, reexamined: false };
  return { years: Number.parseInt(retention, 10), reexamined: retention.endsWith('C.S.') };
}

/** Writes categories by code; their order is that of the list. */
export async function saveCategories(tx: Tx, categories: OrganisationPlan['categories']): Promise<void> {
  const rows = categories.map((category, position) => ({ ...category, position }));
  await sql`
    INSERT INTO categories (code, name, unit_id, sub_register, nomenclature_code, position)
    SELECT given.code, given.name, units.id, given."subRegister", given."nomenclatureCode", given.position
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS given(code text, name text, unit text, "subRegister" text, "nomenclatureCode" text, position int)
    LEFT JOIN units ON units.code = given.unit
    ON CONFLICT (code) DO UPDATE SET
      name = excluded.name, unit_id = excluded.unit_id, sub_register = excluded.sub_register,
      nomenclature_code = excluded.nomenclature_code, position = excluded.position
  `.execute(tx);
}
