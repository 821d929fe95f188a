import { type AdministrationActKind, AppError } from '@opis/contracts';
import { toLegalTime } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import { recordEvent } from '../events/index.ts';
import { type ActChange, type ActingPerson, insertAct } from './administration-act.ts';
import { applyChanges } from './apply-changes.ts';
import { noteHandovers } from './handover-store.ts';
import type { OrganisationChange, OrganisationState } from './organisation-change.ts';
import { closingsOf, countOpenByCode, refuseStranding, type UnitFiles, unitsAfter } from './unit-closings.ts';

/** Changes as one act; `also` are those of other modules that belong to it. */
export type CommitCommand = {
  kind: AdministrationActKind;
  at: Date;
  state: OrganisationState;
  changes: readonly OrganisationChange[];
  also?: readonly ActChange[];
  reverts?: string;
  demonstrationPassword?: string | null;
  unitFiles: UnitFiles;
  /** Where a unit stands in what was asked, `units.3`; undefined: it was left out. */
  placeOf?: (unit: string) => string | undefined;
};

/**
 * Writes changes, keeps them as an act with before and after, and the event. Gives the act's id; null when nothing
 * changes. What a closed unit has open is handed over on its day by `carryOutHandovers`, to its successor. Throws
 * `organisation.unit-not-empty` when an open unit would stand under a closed one, and as `refuseStranding` does.
 */
export async function commitChanges(
  tx: Tx,
  by: ActingPerson,
  command: CommitCommand,
): Promise<string | null> {
  const { kind, at, state, changes, also = [], reverts = null } = command;
  if (changes.length + also.length === 0) return null;
  refuseOpenUnderClosed(state, changes);
  const today = toLegalTime(at).date;
  await refuseLeaving(tx, { ...command, accountId: by.accountId, today });
  await applyChanges(tx, changes, { today, demonstrationPassword: command.demonstrationPassword ?? null });
  const id = await insertAct(tx, by, { kind, at, changes: [...changes, ...also], reverts });
  await noteHandovers(tx, { actId: id, reverts, changes });
  const days = changes.flatMap(({ list, key }) => (list === 'daysOff' ? [key] : []));
  if (days.length > 0) await command.unitFiles.daysChanged?.(tx, by, { days, at });
  await recordEvent(tx, by, {
    type: 'organisation.changed',
    at,
    subjectType: 'administration-act',
    subjectId: id,
    data: { kind, changes: changes.length + also.length },
  });
  return id;
}

async function refuseLeaving(
  tx: Tx,
  {
    state,
    changes,
    unitFiles,
    placeOf = () => 'units',
    ...rules
  }: CommitCommand & { accountId: string | null; today: string },
): Promise<void> {
  const closings = closingsOf(state, changes, new Map());
  if (closings.length === 0) return;
  const open = await countOpenByCode(tx, unitFiles);
  refuseStranding(changes, closingsOf(state, changes, open), { ...rules, placeOf });
}

/** Whatever stands under a closed unit would receive papers that nobody answers for. */
function refuseOpenUnderClosed(state: OrganisationState, changes: readonly OrganisationChange[]) {
  const units = unitsAfter(state, changes);
  const orphans = [...units.values()].filter((unit) => {
    const parent = unit.parent === null ? undefined : units.get(unit.parent);
    if (parent === undefined || parent.closedOn === null) return false;
    return unit.closedOn === null || unit.closedOn > parent.closedOn;
  });
  if (orphans.length === 0) return;
  throw new AppError('conflict', 'organisation.unit-not-empty', {
    details: { units: orphans.map((unit) => unit.name).join(', ') },
  });
}
