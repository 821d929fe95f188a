import { AppError, type DispatchEntryRequest } from '@opis/contracts';
import { toLegalTime } from '../../../platform/clock.ts';
import type { Actor } from '../../identity/index.ts';
import { type AmendDeps, amendEntry, type EntryKey } from './amend-entry.ts';

/** Fills the out columns 9 to 11. An answer takes the number of what it answers (REG-03); several may leave on one. */
export function dispatchEntry(
  deps: AmendDeps,
  actor: Actor,
  command: EntryKey & DispatchEntryRequest,
): Promise<void> {
  const { dispatchedOn, resolution, addressee } = command;
  return amendEntry(deps, actor, command, {
    action: 'dispatch',
    kind: 'out',
    event: 'entry.dispatched',
    decide: async ({ row }) => {
      if (dispatchedOn < row.registered_on || dispatchedOn > toLegalTime(deps.clock.now()).date)
        throw outOfRange();
      return { fields: { dispatchedOn }, texts: { resolution, addressee } };
    },
  });
}

const outOfRange = () =>
  new AppError('validation', 'registry.dispatch-date', {
    fields: [{ path: 'dispatchedOn', code: 'registry.dispatch-date' }],
  });
