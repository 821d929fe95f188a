import type { Category, Office } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';

/** One row of the nomenclature as it stands on a day; `retentionYears` null is permanent (ARH-01). */
export type NomenclatureRow = {
  code: string;
  title: string;
  retentionYears: number | null;
  reexamined: boolean;
};

/** The offices that are open on this day. */
export async function listOffices(db: Db | Tx, today: string): Promise<Office[]> {
  const { rows } = await sql<Office>`
    SELECT offices.id, offices.code, offices.name, offices.address FROM offices
    WHERE offices.closed_on IS NULL OR offices.closed_on > ${today}
    ORDER BY offices.position, offices.code
  `.execute(db);
  return rows;
}

type CategoryRow = {
  code: string;
  name: string;
  unit_code: string | null;
  sub_register: string | null;
  nomenclature_code: string | null;
};

/** The categories in use, in the order in which the registrar sees them. A closed unit is not proposed. */
export async function listCategories(db: Db | Tx, today: string): Promise<Category[]> {
  const { rows } = await sql<CategoryRow>`
    SELECT categories.code, categories.name, units.code AS unit_code,
           categories.sub_register, categories.nomenclature_code
    FROM categories
    LEFT JOIN units ON units.id = categories.unit_id AND (units.closed_on IS NULL OR units.closed_on > ${today})
    WHERE categories.active
    ORDER BY categories.position, categories.code
  `.execute(db);
  return rows.map((row) => ({
    code: row.code,
    name: row.name,
    unitCode: row.unit_code,
    subRegister: row.sub_register,
    nomenclatureCode: row.nomenclature_code,
  }));
}

/** The nomenclature in force on this day. */
export async function listNomenclature(db: Db | Tx, today: string): Promise<NomenclatureRow[]> {
  const { rows } = await sql<{
    code: string;
    title: string;
    retention_years: number | null;
    reexamined: boolean;
  }>`
    SELECT nomenclature.code, nomenclature.title, nomenclature.retention_years, nomenclature.reexamined
    FROM nomenclature
    WHERE nomenclature.valid_from <= ${today} AND (nomenclature.valid_to IS NULL OR nomenclature.valid_to > ${today})
    ORDER BY nomenclature.code COLLATE "C"
  `.execute(db);
  return rows.map(({ retention_years, ...rest }) => ({ ...rest, retentionYears: retention_years }));
}
