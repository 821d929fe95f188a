import { AppError, type ErrorCode, type UnitClosing } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import type { ActingPerson } from './administration-act.ts';
import type { OrganisationChange, OrganisationState, RowOf } from './organisation-change.ts';

/** What lies open in units, and what its terms do when the institution's days change: modules above fit it. */
export type UnitFiles = {
  /** Open files by id of unit; units without any are absent. */
  countOpen(db: Db | Tx): Promise<ReadonlyMap<string, number>>;
  /** Days of the institution's own were added, changed or taken out in this transaction: open files follow. */
  daysChanged?(tx: Tx, by: ActingPerson, change: { days: readonly string[]; at: Date }): Promise<unknown>;
};

/** For an institution that is only being made: nothing lies anywhere yet. */
export const noUnitFiles: UnitFiles = { countOpen: async () => new Map() };

/** Open files by code of unit. */
export async function countOpenByCode(
  db: Db | Tx,
  unitFiles: UnitFiles,
): Promise<ReadonlyMap<string, number>> {
  const open = await unitFiles.countOpen(db);
  const { rows } = await sql<{ id: string; code: string }>`
    SELECT units.id, units.code FROM units WHERE units.id = ANY (${[...open.keys()]}::uuid[])
  `.execute(db);
  return new Map(rows.map(({ id, code }) => [code, open.get(id) ?? 0]));
}

type Unit = RowOf['units'];

/** Units as they will stand after these changes, by code. */
export function unitsAfter(
  state: OrganisationState,
  changes: readonly OrganisationChange[],
): ReadonlyMap<string, Unit> {
  const units = new Map(state.units);
  for (const change of changes) {
    if (change.list !== 'units') continue;
    if (change.after === null) units.delete(change.key);
    else units.set(change.key, change.after);
  }
  return units;
}

type UnitChange = Extract<OrganisationChange, { list: 'units' }>;

/** Changes of when a unit that is there closes, or to whom it leaves its work. */
export const closingChanges = (changes: readonly OrganisationChange[]): UnitChange[] =>
  changes.flatMap((change) =>
    change.list === 'units' &&
    change.before !== null &&
    (change.before.closedOn !== (change.after?.closedOn ?? null) ||
      change.before.successor !== (change.after?.successor ?? null))
      ? [change]
      : [],
  );

/** The units that these changes close, each with what lies open in it and the unit that will have it. */
export function closingsOf(
  state: OrganisationState,
  changes: readonly OrganisationChange[],
  open: ReadonlyMap<string, number>,
): UnitClosing[] {
  const units = unitsAfter(state, changes);
  return closingChanges(changes).flatMap(({ key, after }) =>
    after === null || after.closedOn === null
      ? []
      : [
          {
            unit: key,
            closedOn: after.closedOn,
            heir: heirOf(units, after, after.closedOn),
            openFiles: open.get(key) ?? 0,
          },
        ],
  );
}

/** The first of its successors that still receives papers on that day. */
function heirOf(units: ReadonlyMap<string, Unit>, unit: Unit, day: string): string | null {
  const seen = new Set([unit.code]);
  for (let code = unit.successor; code !== null && !seen.has(code); ) {
    seen.add(code);
    const next = units.get(code);
    if (next === undefined) return null;
    if (next.closedOn === null || next.closedOn > day) return code;
    code = next.successor;
  }
  return null;
}

/** Who closes, when, and where each unit stands in what was asked (`units.3`); undefined: it was left out. */
export type ClosingRules = {
  today: string;
  accountId: string | null;
  placeOf(unit: string): string | undefined;
};

/**
 * Throws `organisation.files-without-successor` (`organisation.files-left-out` for a unit that a complete plan leaves
 * out), `organisation.closed-in-past` and `organisation.handover-needs-person`, for units where something lies open.
 */
export function refuseStranding(
  changes: readonly OrganisationChange[],
  closings: readonly UnitClosing[],
  { today, accountId, placeOf }: ClosingRules,
): void {
  const full = closings.filter(({ openFiles }) => openFiles > 0);
  const heirless = full.filter(({ heir }) => heir === null);
  const [named, leftOut] = [true, false].map((given) =>
    heirless.filter(({ unit }) => (placeOf(unit) !== undefined) === given),
  );
  refuse('organisation.files-left-out', leftOut, ({ unit }) => `units.${unit}`);
  refuse('organisation.files-without-successor', named, ({ unit }) => `${placeOf(unit)}.successor`);
  const moved = new Set(
    closingChanges(changes).flatMap(({ key, before, after }) =>
      before?.closedOn === after?.closedOn ? [] : [key],
    ),
  );
  const late = full.filter(({ unit, closedOn }) => closedOn < today && moved.has(unit));
  refuse('organisation.closed-in-past', late, ({ unit }) => `${placeOf(unit) ?? 'units'}.closedOn`);
  if (full.length > 0 && accountId === null)
    throw new AppError('forbidden', 'organisation.handover-needs-person');
}

function refuse(
  code: ErrorCode,
  closings: readonly UnitClosing[] | undefined,
  pathOf: (closing: UnitClosing) => string,
) {
  if (closings === undefined || closings.length === 0) return;
  const fields = closings.map((closing) => ({ path: pathOf(closing), code }));
  throw new AppError('validation', code, { fields });
}
