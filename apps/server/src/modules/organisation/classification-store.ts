import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { RowOf } from './organisation-change.ts';
import { withIds } from './organisation-store.ts';

/**
 * Writes rows of the nomenclature. One that differs from what is in force opens a new version from `today`: papers
 * filed before keep the term under which they were filed (ARH-01).
 */
export async function saveNomenclature(
  tx: Tx,
  plan: readonly RowOf['nomenclature'][],
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

/** Ends a row of the nomenclature from today; one that was made today leaves as if it had never been. */
export async function endNomenclatureRow(tx: Tx, code: string, today: string): Promise<void> {
  await sql`
    SELECT withdraw_organisation_row('nomenclature', nomenclature.id) FROM nomenclature
    WHERE nomenclature.code = ${code} AND nomenclature.valid_to IS NULL AND nomenclature.valid_from >= ${today}
  `.execute(tx);
  await sql`
    UPDATE nomenclature SET valid_to = ${today} WHERE nomenclature.code = ${code} AND nomenclature.valid_to IS NULL
  `.execute(tx);
}

/** Writes categories by code; new ones stand last. */
export async function saveCategories(tx: Tx, rows: readonly RowOf['categories'][]): Promise<void> {
  await sql`
    INSERT INTO categories (code, name, unit_id, sub_register, nomenclature_code, active, position)
    SELECT given.code, given.name, units.id, given."subRegister", given."nomenclatureCode", given.active,
           (SELECT coalesce(max(categories.position), -1) FROM categories) + given.n
    FROM ${withIds(rows)} AS given(n int, code text, name text, unit text, "subRegister" text,
      "nomenclatureCode" text, active boolean)
    LEFT JOIN units ON units.code = given.unit
    ON CONFLICT (code) DO UPDATE SET
      name = excluded.name, unit_id = excluded.unit_id, sub_register = excluded.sub_register,
      nomenclature_code = excluded.nomenclature_code, active = excluded.active
  `.execute(tx);
}

/** No longer offers a category; papers keep naming it. */
export async function retireCategory(tx: Tx, code: string): Promise<void> {
  await sql`UPDATE categories SET active = false WHERE categories.code = ${code}`.execute(tx);
}
