import type { ClassifyEntryRequest } from '@opis/contracts';
import type { Actor } from '../../identity/index.ts';
import { type AmendDeps, amendEntry, type EntryKey } from './amend-entry.ts';

/** Writes the file's code in the *nomenclator arhivistic* (column 13). */
export function classifyEntry(
  deps: AmendDeps,
  actor: Actor,
  command: EntryKey & ClassifyEntryRequest,
): Promise<void> {
  return amendEntry(deps, actor, command, {
    action: 'classify',
    kind: 'classified',
    event: 'entry.classified',
    decide: async () => ({ fields: { nomenclature: command.nomenclatureCode }, texts: {} }),
  });
}
