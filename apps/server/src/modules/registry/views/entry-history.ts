import type { EntryHistoryItem } from '@opis/contracts';
import { applyRecord, type FoldedEntry } from '../ledger/fold.ts';
import type { NumberHistory } from '../ledger/read-history.ts';

/** Columns whose change people are shown, by the name that the catalogue has for them. */
const shown: Readonly<Partial<Record<keyof FoldedEntry, string>>> = {
  subject: 'subject',
  issuer: 'issuer',
  issuer_number: 'issuerNumber',
  issuer_date: 'issuerDate',
  sheets: 'sheets',
  annexes: 'annexes',
  unit_id: 'unit',
  dispatched_on: 'dispatchedOn',
  resolution: 'resolution',
  addressee: 'addressee',
  joined_number: 'joinedTo',
  nomenclature_code: 'nomenclatureCode',
};

/** What was recorded of a number, newest last, with the values that each record replaced. */
export function toHistory(history: NumberHistory): EntryHistoryItem[] {
  let before: FoldedEntry | undefined;
  return toldRecords(history).map(({ body, hash, byName, inNameOf }) => {
    const after = applyRecord(before, body, history.valueBehind);
    const changes = before === undefined || after.sealed ? [] : changesBetween(before, after);
    before = after;
    const reason = body.commitments.reason;
    return {
      kind: body.kind,
      at: body.at,
      by: byName ?? '',
      onBehalfOf: inNameOf,
      hash,
      reason: reason ? history.valueBehind(reason) : null,
      changes,
    };
  });
}

// Of a number whose paper was moved: that it was given, and that it was moved. The ways in between are the paper's own.
function toldRecords({ records }: NumberHistory): NumberHistory['records'] {
  if (records.every(({ body }) => body.kind !== 'sealed')) return records;
  return records.filter(({ body }) => body.kind === 'registered' || body.kind === 'sealed');
}

function changesBetween(before: FoldedEntry, after: FoldedEntry): EntryHistoryItem['changes'] {
  return Object.entries(shown).flatMap(([column, field]) => {
    const [old, now] = [before[column as keyof FoldedEntry], after[column as keyof FoldedEntry]];
    return old === now || field === undefined ? [] : [{ field, before: asText(old), after: asText(now) }];
  });
}

const asText = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);
