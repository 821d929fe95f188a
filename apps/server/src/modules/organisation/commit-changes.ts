import { type AdministrationActKind, AppError } from '@opis/contracts';
import { toLegalTime } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import { recordEvent } from '../events/index.ts';
import { type ActChange, type ActingPerson, insertAct } from './administration-act.ts';
import { applyChanges } from './apply-changes.ts';
import type { OrganisationChange, OrganisationState } from './organisation-change.ts';

/** Changes as one act; `also` are those of other modules that belong to it. */
export type CommitCommand = {
  kind: AdministrationActKind;
  at: Date;
  state: OrganisationState;
  changes: readonly OrganisationChange[];
  also?: readonly ActChange[];
  reverts?: string;
  demonstrationPassword?: string | null;
};

/**
 * Writes changes, keeps them as an act with before and after, and the event. Gives the act's id; null when nothing
 * changes. Throws `organisation.unit-not-empty` when an open unit would stand under a closed one.
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
  await applyChanges(tx, changes, { today, demonstrationPassword: command.demonstrationPassword ?? null });
  const id = await insertAct(tx, by, { kind, at, changes: [...changes, ...also], reverts });
  await recordEvent(tx, by, {
    type: 'organisation.changed',
    at,
    subjectType: 'administration-act',
    subjectId: id,
    data: { kind, changes: changes.length + also.length },
  });
  return id;
}

/** Whatever stands under a closed unit would receive papers that nobody answers for. */
function refuseOpenUnderClosed(state: OrganisationState, changes: readonly OrganisationChange[]) {
  const units = new Map(state.units);
  for (const change of changes) {
    if (change.list !== 'units') continue;
    if (change.after === null) units.delete(change.key);
    else units.set(change.key, change.after);
  }
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
