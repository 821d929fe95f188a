import type { FoldedEntry } from '../ledger/fold.ts';

/** What lies beside the ledger in a row of `entries`. `fingerprint` is hex. */
type Beside = { partyId: string | null; fingerprint: string };

/**
 * The columns of `entries` that a registration decides, by the names in the statement; every other is the table's
 * default. What is null is left out: the database reads each field that is there.
 */
export function toEntryColumns(entry: FoldedEntry, { partyId, fingerprint }: Beside): object {
  return {
    id: entry.id,
    number: entry.number,
    record_seq: entry.record_seq,
    direction: entry.direction,
    channel: entry.channel,
    registered_at: entry.registered_at,
    registered_on: entry.registered_on,
    registered_by: entry.registered_by,
    issuer: entry.issuer,
    issuer_number: entry.issuer_number ?? undefined,
    issuer_date: entry.issuer_date ?? undefined,
    party_id: partyId ?? undefined,
    subject: entry.subject,
    fingerprint,
    sheets: entry.sheets,
    annexes: entry.annexes,
    unit_id: entry.unit_id ?? undefined,
    nomenclature_code: entry.nomenclature_code ?? undefined,
    category_code: entry.category_code ?? undefined,
    sub_register: entry.sub_register ?? undefined,
    sub_number: entry.sub_number ?? undefined,
    document_count: entry.document_count,
    emergency_number: entry.emergency_number ?? undefined,
    received_at: entry.received_at ?? undefined,
    joined_year: entry.joined_year ?? undefined,
    joined_number: entry.joined_number ?? undefined,
  };
}
