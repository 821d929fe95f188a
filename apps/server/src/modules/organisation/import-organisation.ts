import { AppError, type FieldError } from '@opis/contracts';
import { sql } from 'kysely';
import { type Clock, toLegalTime } from '../../platform/clock.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { saveCategories, saveNomenclature } from './classification-store.ts';
import { getInstitution } from './institution.ts';
import type { OrganisationPlan } from './organisation-plan.ts';
import { idsByCode, saveInstitution, saveOffices, saveUnits } from './organisation-store.ts';
import { savePositions, saveStaff } from './staff-store.ts';

/**
 * What importing needs; inside somebody else's transaction, `db` is that transaction. `demonstrationPassword` is given
 * by the demonstration's seed alone.
 */
export type OrganisationDeps = { db: Db | Tx; clock: Clock; demonstrationPassword?: string };

/**
 * Writes a described institution: all of it or nothing. What is there by code is changed, what is not is added.
 * Throws `organisation.unknown-code` with the path of each code that names nothing, `organisation.code-repeated`,
 * `organisation.unit-cycle`; `organisation.not-initialised` when neither plan nor database names the institution.
 */
export async function importOrganisation(deps: OrganisationDeps, plan: OrganisationPlan): Promise<void> {
  refuse('organisation.code-repeated', repeatedCodes(plan));
  const today = toLegalTime(deps.clock.now()).date;
  const write = async (tx: Tx) => {
    refuse('organisation.unknown-code', await unknownCodes(tx, plan));
    await writeInstitution(tx, deps, plan);
    await saveOffices(tx, plan.offices);
    await saveUnits(tx, plan.units);
    await savePositions(tx, plan.positions);
    await saveStaff(tx, plan.staff);
    await saveNomenclature(tx, plan.nomenclature, today);
    await saveCategories(tx, plan.categories);
  };
  try {
    await (deps.db.isTransaction ? write(deps.db as Tx) : deps.db.transaction().execute(write));
  } catch (error) {
    if (!isCycle(error)) throw error;
    throw new AppError('validation', 'organisation.unit-cycle', { cause: error });
  }
}

async function writeInstitution(
  tx: Tx,
  deps: OrganisationDeps,
  { institution }: OrganisationPlan,
): Promise<void> {
  const demonstrationPassword = deps.demonstrationPassword ?? null;
  if (institution === undefined) await getInstitution(tx);
  else await saveInstitution(tx, { ...institution, demonstrationPassword });
}

const isCycle = (error: unknown) =>
  error instanceof Error && 'constraint' in error && error.constraint === 'units_no_cycle';

function refuse(code: FieldError['code'], paths: string[]) {
  if (paths.length > 0)
    throw new AppError('validation', code, { fields: paths.map((path) => ({ path, code })) });
}

const postOf = (post: { unit: string; name: string }) => `${post.unit}/${post.name}`;

function repeatedCodes(plan: OrganisationPlan): string[] {
  const lists: Record<string, string[]> = {
    offices: plan.offices.map((office) => office.code),
    units: plan.units.map((unit) => unit.code),
    positions: plan.positions.map(postOf),
    staff: plan.staff.map((person) => person.code),
    nomenclature: plan.nomenclature.map((item) => item.code),
    categories: plan.categories.map((category) => category.code),
  };
  return Object.entries(lists).flatMap(([name, codes]) =>
    codes.flatMap((code, at) => (codes.indexOf(code) < at ? [`${name}.${at}.code`] : [])),
  );
}

async function unknownCodes(tx: Tx, plan: OrganisationPlan): Promise<string[]> {
  const units = new Set([...(await idsByCode(tx, 'units')).keys(), ...plan.units.map((unit) => unit.code)]);
  const offices = new Set([
    ...(await idsByCode(tx, 'offices')).keys(),
    ...plan.offices.map((office) => office.code),
  ]);
  const posts = new Set([...(await listPosts(tx)), ...plan.positions.map(postOf)]);
  const files = new Set([...(await listFileCodes(tx)), ...plan.nomenclature.map((item) => item.code)]);
  const missing = (path: string, known: ReadonlySet<string>, code: string | null | undefined) =>
    code == null || known.has(code) ? [] : [path];
  return [
    ...plan.units.flatMap((unit, at) => missing(`units.${at}.parent`, units, unit.parent)),
    ...plan.positions.flatMap((post, at) => missing(`positions.${at}.unit`, units, post.unit)),
    ...plan.staff.flatMap((person, at) => [
      ...missing(`staff.${at}.position`, posts, person.position && postOf(person.position)),
      ...missing(`staff.${at}.office`, offices, person.office),
    ]),
    ...plan.nomenclature.flatMap((item, at) => missing(`nomenclature.${at}.unit`, units, item.unit)),
    ...plan.categories.flatMap((category, at) => [
      ...missing(`categories.${at}.unit`, units, category.unit),
      ...missing(`categories.${at}.nomenclatureCode`, files, category.nomenclatureCode),
    ]),
  ];
}

async function listPosts(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ unit: string; name: string }>`
    SELECT units.code AS unit, positions.name FROM positions JOIN units ON units.id = positions.unit_id
  `.execute(tx);
  return rows.map(postOf);
}

async function listFileCodes(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`SELECT code FROM nomenclature WHERE valid_to IS NULL`.execute(
    tx,
  );
  return rows.map((row) => row.code);
}
