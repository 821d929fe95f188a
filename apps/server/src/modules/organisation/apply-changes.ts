import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import {
  endNomenclatureRow,
  retireCategory,
  saveCategories,
  saveNomenclature,
} from './classification-store.ts';
import { type ListName, listNames, type OrganisationChange, type RowOf } from './organisation-change.ts';
import {
  removeDay,
  saveDays,
  saveInstitution,
  saveOffices,
  saveOrder,
  saveUnits,
} from './organisation-store.ts';
import { savePositions, saveStaff } from './staff-store.ts';

type Context = { today: string; demonstrationPassword: string | null };

/**
 * Writes changes: what is named before what names it, what leaves last. Throws `organisation.unit-cycle`, and
 * `organisation.still-named` with what still names a row that is to leave.
 */
export async function applyChanges(
  tx: Tx,
  changes: readonly OrganisationChange[],
  context: Context,
): Promise<void> {
  try {
    for (const list of listNames) await saveRows(tx, list, { changes, context });
    for (const list of listNames.toReversed()) await removeRows(tx, list, { changes, context });
  } catch (error) {
    throw explainRefusal(error);
  }
}

const rowsOf = <List extends ListName>(changes: readonly OrganisationChange[], list: List): RowOf[List][] =>
  changes.flatMap((change) =>
    change.list === list && change.after !== null ? [change.after as RowOf[List]] : [],
  );

type Work = { changes: readonly OrganisationChange[]; context: Context };

async function saveRows(tx: Tx, list: ListName, { changes, context }: Work): Promise<void> {
  if (!changes.some((change) => change.list === list && change.after !== null)) return;
  const { today, demonstrationPassword } = context;
  switch (list) {
    case 'institution':
      for (const row of rowsOf(changes, list)) await saveInstitution(tx, { ...row, demonstrationPassword });
      return;
    case 'offices':
      return saveOffices(tx, rowsOf(changes, list));
    case 'units':
      return saveUnits(tx, rowsOf(changes, list), today);
    case 'positions':
      return savePositions(tx, rowsOf(changes, list));
    case 'staff':
      return saveStaff(tx, rowsOf(changes, list));
    case 'nomenclature':
      return saveNomenclature(tx, rowsOf(changes, list), today);
    case 'categories':
      return saveCategories(tx, rowsOf(changes, list));
    case 'daysOff':
      return saveDays(tx, rowsOf(changes, list));
    case 'order':
      for (const { key, after } of changes.filter((change) => change.list === 'order'))
        if (isOrdered(key) && after) await saveOrder(tx, key, after.keys);
  }
}

const isOrdered = (key: string): key is 'offices' | 'units' | 'categories' =>
  key === 'offices' || key === 'units' || key === 'categories';

async function removeRows(tx: Tx, list: ListName, { changes, context }: Work): Promise<void> {
  // Changes are given parents first; those under them leave before them.
  for (const change of changes.toReversed()) {
    if (change.list !== list || change.after !== null) continue;
    if (list === 'nomenclature') await endNomenclatureRow(tx, change.key, context.today);
    else if (list === 'categories') await retireCategory(tx, change.key);
    else if (list === 'daysOff') await removeDay(tx, change.key);
    else if (list === 'positions' && change.before)
      await withdrawPost(tx, change.before as RowOf['positions']);
    else if (list === 'offices' || list === 'units' || list === 'staff') await withdraw(tx, list, change.key);
  }
}

async function withdraw(tx: Tx, list: 'offices' | 'units' | 'staff', code: string): Promise<void> {
  await sql`SELECT withdraw_organisation_row(${list}, id) FROM ${sql.table(list)} WHERE code = ${code}`.execute(
    tx,
  );
}

async function withdrawPost(tx: Tx, { unit, name }: RowOf['positions']): Promise<void> {
  await sql`
    SELECT withdraw_organisation_row('positions', positions.id)
    FROM positions JOIN units ON units.id = positions.unit_id
    WHERE units.code = ${unit} AND positions.name = ${name}
  `.execute(tx);
}

function explainRefusal(error: unknown): unknown {
  if (!(error instanceof Error) || !('constraint' in error)) return error;
  if (error.constraint === 'units_no_cycle')
    return new AppError('validation', 'organisation.unit-cycle', { cause: error });
  if (!('code' in error) || error.code !== '23503' || !('table' in error)) return error;
  return new AppError('conflict', 'organisation.still-named', {
    details: { by: String(error.table) },
    cause: error,
  });
}
