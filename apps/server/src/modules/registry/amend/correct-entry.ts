import { AppError, type CorrectEntryRequest } from '@opis/contracts';
import type { Actor } from '../../identity/index.ts';
import type { FoldedEntry } from '../ledger/fold.ts';
import { type AmendDeps, amendEntry, type Decision, type EntryKey } from './amend-entry.ts';

/** Corrects fields of a row: an appended record with the new values and the reason; the old ones stay (REG-05). */
export function correctEntry(
  deps: AmendDeps,
  actor: Actor,
  command: EntryKey & CorrectEntryRequest,
): Promise<void> {
  return amendEntry(deps, actor, command, {
    action: 'correct',
    kind: 'corrected',
    event: 'entry.corrected',
    decide: async ({ row }) => decideCorrection(row, command),
  });
}

/** What of the command differs from the row; refused when nothing does. */
export function decideCorrection(row: FoldedEntry, command: CorrectEntryRequest): Decision {
  const texts = {
    ...changed('subject', row.subject, command.subject),
    ...changed('issuer', row.issuer, command.issuer),
    ...changed('issuerNumber', row.issuer_number, command.issuerNumber || undefined),
  };
  const fields = {
    ...changed('sheets', row.sheets, command.sheets),
    ...changed('annexes', row.annexes, command.annexes),
    ...changed('issuerDate', row.issuer_date, command.issuerDate),
    ...(isEmptied(command.issuerNumber) && row.issuer_number !== null ? { issuerNumber: null } : {}),
  };
  if (Object.keys(texts).length + Object.keys(fields).length === 0) {
    throw new AppError('validation', 'registry.nothing-to-correct');
  }
  return { fields, texts: { ...texts, reason: command.reason } };
}

const isEmptied = (value: string | null | undefined) => value === null || value === '';

function changed<Value>(name: string, before: unknown, after: Value | undefined): Record<string, Value> {
  return after === undefined || after === before ? {} : { [name]: after };
}
