import {
  type AdministrationChange,
  AppError,
  type ReorganisationOutcome,
  type ReorganisationPreview,
} from '@opis/contracts';
import { toLegalTime } from '../../platform/clock.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { type Actor, requirePermission } from '../identity/index.ts';
import {
  commitChanges,
  findUnitByCode,
  lockState,
  type OrganisationChange,
  readState,
} from '../organisation/index.ts';
import type { AdministrationDeps } from './administration-deps.ts';
import { carryOutHandovers } from './carry-out-handovers.ts';
import { listGrantsOver, passesWithWork } from './list-grants-over.ts';
import { perform } from './perform.ts';

export type Reorganisation = { unit: string; successor: string; closedOn: string };
type State = Awaited<ReturnType<typeof readState>>;

/** What points at a unit that is to be closed, and what would change. Throws as `reorganiseUnit` does. */
export async function previewReorganisation(
  deps: AdministrationDeps,
  actor: Actor,
  command: Reorganisation,
): Promise<ReorganisationPreview> {
  requirePermission(actor, 'organisation.manage', null);
  const state = await readState(deps.db);
  const changes = planReorganisation(state, command, toLegalTime(deps.clock.now()).date);
  const count = (list: string) => changes.filter((change) => change.list === list).length;
  const unitId = await requireUnitId(deps.db, command.unit);
  const grants = await listGrantsOver(deps.db, unitId);
  const follow = grants.filter(passesWithWork).length;
  return {
    openFiles: (await deps.unitFiles.countOpen(deps.db)).get(unitId) ?? 0,
    people: count('staff'),
    units: count('units') - 1,
    categories: count('categories'),
    nomenclature: count('nomenclature'),
    roles: { follow, decide: grants.length - follow },
    changes: changes as AdministrationChange[],
  };
}

/**
 * Closes a unit from a day and hands what it has to another: units under it, posts and people, categories, files of the
 * nomenclature in one act; then, on that day, its open case files and the roles of those who work, in the actor's name.
 * What was given to it keeps its name of then. Repeating it goes on where it stopped. Throws `organisation.unknown-code`, `organisation.closed-unit`,
 * `organisation.own-successor`.
 */
export async function reorganiseUnit(
  deps: AdministrationDeps,
  actor: Actor,
  command: Reorganisation & { requestId: string },
): Promise<ReorganisationOutcome> {
  const { requestId, ...body } = command;
  const asked = {
    requestId,
    action: 'administration.reorganise',
    body,
    permission: 'organisation.manage',
  } as const;
  const actId = await perform(deps, actor, asked, async (tx, at) => {
    const state = await lockState(tx);
    const changes = planReorganisation(state, command, toLegalTime(at).date);
    const { unitFiles } = deps;
    return commitChanges(tx, actor, { kind: 'reorganised', at, state, changes, unitFiles });
  });
  const { handedOver } = await carryOutHandovers(deps, actId ?? undefined);
  return { handedOver, on: command.closedOn };
}

async function requireUnitId(db: Db | Tx, code: string): Promise<string> {
  const unit = await findUnitByCode(db, code);
  if (unit === undefined) throw unknown('unit');
  return unit.id;
}

const unknown = (path: string) =>
  new AppError('validation', 'organisation.unknown-code', {
    fields: [{ path, code: 'organisation.unknown-code' }],
  });

/** Everything that moves when a unit is closed and another takes over, from the state alone. */
export function planReorganisation(
  state: State,
  { unit: code, successor, closedOn }: Reorganisation,
  today: string,
): OrganisationChange[] {
  const unit = state.units.get(code);
  const heir = state.units.get(successor);
  if (unit === undefined) throw unknown('unit');
  if (heir === undefined) throw unknown('successor');
  if (unit.closedOn !== null || heir.closedOn !== null)
    throw new AppError('conflict', 'organisation.closed-unit');
  if (closedOn < today)
    throw new AppError('validation', 'request.invalid', {
      fields: [{ path: 'closedOn', code: 'field.out-of-range' }],
    });
  if (isUnder(state, successor, code)) throw new AppError('validation', 'organisation.own-successor');
  return [
    { list: 'units', key: code, before: unit, after: { ...unit, closedOn, successor } },
    ...adoptUnits(state, code, successor),
    ...movePeople(state, code, successor),
    ...[...state.nomenclature.values()].flatMap((row): OrganisationChange[] =>
      row.unit === code
        ? [{ list: 'nomenclature', key: row.code, before: row, after: { ...row, unit: successor } }]
        : [],
    ),
    ...[...state.categories.values()].flatMap((row): OrganisationChange[] =>
      row.unit === code
        ? [{ list: 'categories', key: row.code, before: row, after: { ...row, unit: successor } }]
        : [],
    ),
  ];
}

function isUnder(state: State, code: string, top: string): boolean {
  for (let at: string | null = code; at !== null; at = state.units.get(at)?.parent ?? null)
    if (at === top) return true;
  return false;
}

const adoptUnits = (state: State, code: string, successor: string): OrganisationChange[] =>
  [...state.units.values()].flatMap((row): OrganisationChange[] =>
    row.parent === code && row.closedOn === null
      ? [{ list: 'units', key: row.code, before: row, after: { ...row, parent: successor } }]
      : [],
  );

/** People keep their post's name in the new unit; whoever led the closed one leads nothing by this. */
function movePeople(state: State, code: string, successor: string): OrganisationChange[] {
  const staff = [...state.staff.values()].filter(
    ({ position, activeTo }) => position?.unit === code && activeTo === null,
  );
  const people = staff.map((row): OrganisationChange => {
    const position = { unit: successor, name: row.position?.name ?? '' };
    return { list: 'staff', key: row.code, before: row, after: { ...row, position } };
  });
  const names = [...new Set(staff.map(({ position }) => position?.name ?? ''))];
  const posts = names.map((name): OrganisationChange => {
    const key = `${successor}/${name}`;
    const before = state.positions.get(key) ?? null;
    const coming = staff.filter(({ position }) => position?.name === name).length;
    const seats = Math.min((before?.seats ?? 0) + coming, 999);
    // A post that leads has one seat, and the unit that takes over has its own head.
    const after = { unit: successor, name, leads: false, seats };
    return {
      list: 'positions',
      key,
      before,
      after: before?.leads ? { ...after, leads: seats === 1 } : after,
    };
  });
  return [...posts, ...people];
}
