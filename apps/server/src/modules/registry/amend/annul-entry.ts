import type { AnnulEntryRequest } from '@opis/contracts';
import type { Actor } from '../../identity/index.ts';
import { type AmendDeps, amendEntry, type EntryKey } from './amend-entry.ts';

/** Annuls a row, with the reason. The number is never given again and the row stays readable (REG-05). */
export function annulEntry(
  deps: AmendDeps,
  actor: Actor,
  command: EntryKey & AnnulEntryRequest,
): Promise<void> {
  return amendEntry(deps, actor, command, {
    action: 'annul',
    kind: 'annulled',
    event: 'entry.annulled',
    decide: async () => ({ fields: {}, texts: { reason: command.reason } }),
  });
}
