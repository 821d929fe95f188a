import { toLegalTime } from '../../../platform/clock.ts';
import type { EntryRecord } from '../views/entry-row.ts';

/** A row of the book as every exported form writes it: the 13 columns (REG-02), and what happened to it. */
export type BookLine = {
  readonly number: number;
  /** What was written by hand on the sheet of an emergency book, when the paper was first written there. */
  readonly emergencyNumber: string | null;
  readonly year: number;
  readonly registeredOn: string;
  readonly registeredTime: string;
  readonly issuerNumber: string | null;
  readonly issuerDate: string | null;
  readonly sheets: number;
  readonly annexes: number;
  readonly issuer: string;
  readonly subject: string;
  readonly unit: string | null;
  readonly dispatchedOn: string | null;
  readonly resolution: string | null;
  readonly addressee: string | null;
  readonly outCount: number;
  readonly joined: { readonly year: number; readonly number: number } | null;
  readonly nomenclature: string | null;
  readonly annulment: {
    readonly reason: string;
    readonly by: string;
    readonly date: string;
    readonly time: string;
  } | null;
  /** SHA-256 of the row's record in the ledger, hex. */
  readonly hash: string;
};

/** What a set of lines holds. */
export type BookTotals = {
  readonly count: number;
  readonly annulled: number;
  readonly sheets: number;
  readonly annexes: number;
};

/** The line of a row. */
export function toBookLine(row: EntryRecord): BookLine {
  const { joined_year: year, joined_number: number } = row;
  return {
    number: row.number,
    emergencyNumber: row.emergency_number,
    year: row.year,
    registeredOn: row.registered_on,
    registeredTime: toLegalTime(row.registered_at).time,
    issuerNumber: row.issuer_number,
    issuerDate: row.issuer_date,
    sheets: row.sheets,
    annexes: row.annexes,
    issuer: row.issuer,
    subject: row.subject,
    unit: row.unit_short_name ?? row.unit_name,
    dispatchedOn: row.dispatched_on,
    resolution: row.resolution,
    addressee: row.addressee,
    outCount: row.out_count,
    joined: year !== null && number !== null ? { year, number } : null,
    nomenclature: row.nomenclature_code,
    annulment: toAnnulment(row),
    hash: row.hash,
  };
}

function toAnnulment({ annulled_at: at, annul_reason: reason, annulled_by_name: by }: EntryRecord) {
  if (at === null) return null;
  const { date, time } = toLegalTime(at);
  return { reason: reason ?? '', by: by ?? '', date, time };
}

/** Nothing yet. */
export const noTotals: BookTotals = { count: 0, annulled: 0, sheets: 0, annexes: 0 };

/** The totals with one line more. Sheets of annulled rows count: the paper was there. */
export const withLine = (totals: BookTotals, line: BookLine): BookTotals => ({
  count: totals.count + 1,
  annulled: totals.annulled + (line.annulment === null ? 0 : 1),
  sheets: totals.sheets + line.sheets,
  annexes: totals.annexes + line.annexes,
});
