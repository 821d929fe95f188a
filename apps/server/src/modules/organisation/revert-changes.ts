import { AppError } from '@opis/contracts';
import type { Tx } from '../../platform/db.ts';
import type { ActChange, ActingPerson } from './administration-act.ts';
import { commitChanges } from './commit-changes.ts';
import { invert, isSame, type ListName, listNames, type OrganisationChange } from './organisation-change.ts';
import { lockState } from './organisation-state.ts';
import type { UnitFiles } from './unit-closings.ts';

/**
 * Reverses the changes of an act as an act of its own, in the caller's transaction, and gives its id; `also` are the reversed changes of
 * other modules. Throws `organisation.act-built-upon` with each row that no longer stands as the act left it, or with
 * what names a row that would leave.
 */
export async function revertChanges(
  tx: Tx,
  by: ActingPerson,
  command: {
    actId: string;
    changes: readonly ActChange[];
    also: readonly ActChange[];
    at: Date;
    unitFiles: UnitFiles;
  },
): Promise<string | null> {
  const state = await lockState(tx);
  const changes = command.changes.filter(isOurs);
  const moved = changes.filter(
    ({ list, key, after }) => list !== 'order' && !isSame(state[list].get(key) ?? null, after),
  );
  if (moved.length > 0)
    throw builtUpon(moved.map(({ list, key }) => ({ list, key, current: state[list].get(key) ?? null })));
  const { actId: reverts, also, at, unitFiles } = command;
  try {
    return await commitChanges(tx, by, {
      ...{ kind: 'reverted', at, state, changes: invert(changes), also, reverts, unitFiles },
    });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'organisation.still-named') throw error;
    throw builtUpon([{ list: String(error.details.by), key: '', current: null }], error);
  }
}

/** What came after an act and stands on it. */
export const builtUpon = (items: readonly object[], cause?: Error) =>
  new AppError('conflict', 'organisation.act-built-upon', { conflict: { items }, cause });

/** True for changes that this module writes. */
export function isOurs(change: ActChange): change is OrganisationChange {
  return listNames.some((list: ListName) => list === change.list);
}
