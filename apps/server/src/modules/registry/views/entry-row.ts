import { type EntryRow, formatRegistrationNumber } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import { toLegalTime } from '../../../platform/clock.ts';
import type { Actor } from '../../identity/index.ts';
import { entryActions } from '../entry-policy.ts';
import type { RegisterAccess } from '../registers.ts';
import { readerOf } from './entry-filter.ts';

/** A row of `entries` with the names that its columns stand for. */
export type EntryRecord = {
  id: string;
  number: number;
  year: number;
  status: 'registered' | 'annulled';
  book_closed: boolean;
  direction: EntryRow['direction'];
  channel: EntryRow['channel'];
  registered_at: Date;
  registered_on: string;
  issuer: string;
  issuer_number: string | null;
  issuer_date: string | null;
  party_id: string | null;
  subject: string;
  sheets: number;
  annexes: number;
  unit_id: string | null;
  unit_code: string | null;
  unit_name: string | null;
  unit_short_name: string | null;
  dispatched_on: string | null;
  resolution: string | null;
  addressee: string | null;
  out_count: number;
  joined_year: number | null;
  joined_number: number | null;
  nomenclature_code: string | null;
  category_code: string | null;
  category_name: string | null;
  sub_register: string | null;
  sub_number: number | null;
  document_count: number;
  emergency_number: string | null;
  received_at: Date | null;
  registered_by_name: string | null;
  annul_reason: string | null;
  annulled_by_name: string | null;
  annulled_at: Date | null;
  corrected: boolean;
  sealed: boolean;
  version: number;
  hash: string;
  reader: boolean;
};

/** `SELECT … FROM entries` with the names beside the codes; the caller adds its conditions, which qualify `entries`. */
export function selectEntries(actor: Actor): RawBuilder<EntryRecord> {
  return sql<EntryRecord>`
    SELECT entries.id, entries.number, books.year, entries.status, books.status = 'closed' AS book_closed, entries.direction, entries.channel,
      entries.registered_at, entries.registered_on, entries.issuer, entries.issuer_number, entries.issuer_date,
      entries.party_id, entries.subject, entries.sheets, entries.annexes, entries.unit_id, units.code AS unit_code,
      units.name AS unit_name, units.short_name AS unit_short_name, entries.dispatched_on, entries.resolution,
      entries.addressee, entries.out_count, entries.joined_year, entries.joined_number, entries.nomenclature_code,
      entries.category_code, categories.name AS category_name, entries.sub_register, entries.sub_number,
      entries.document_count, entries.emergency_number, entries.received_at, registrar.name AS registered_by_name, entries.annul_reason,
      annuller.name AS annulled_by_name, entries.annulled_at, entries.corrected, entries.sealed, entries.version,
      encode(ledger_records.hash, 'hex') AS hash, ${readerOf(actor)} AS reader
    FROM entries
    JOIN books ON books.id = entries.book_id
    JOIN ledger_records ON ledger_records.book_id = entries.book_id AND ledger_records.seq = entries.record_seq
    LEFT JOIN units ON units.id = entries.unit_id
    LEFT JOIN categories ON categories.code = entries.category_code
    LEFT JOIN account_names AS registrar ON registrar.account_id = entries.registered_by
    LEFT JOIN account_names AS annuller ON annuller.account_id = entries.annulled_by`;
}

/** A row of the book as the API and the console know it. */
export function toEntryRow(
  actor: Actor,
  access: RegisterAccess,
  row: EntryRecord,
  inWork: ReadonlySet<string> = new Set(),
): EntryRow {
  const { code, name, shortName } = {
    code: row.unit_code,
    name: row.unit_name,
    shortName: row.unit_short_name,
  };
  return {
    id: row.id,
    register: access.register.code,
    number: row.number,
    year: row.year,
    registrationNumber: formatRegistrationNumber(row.number, row.registered_on),
    status: row.status,
    direction: row.direction,
    channel: row.channel,
    registeredAt: row.registered_at.toISOString(),
    registeredOn: row.registered_on,
    registeredTime: toLegalTime(row.registered_at).time,
    issuerNumber: row.issuer_number,
    issuerDate: row.issuer_date,
    sheets: row.sheets,
    annexes: row.annexes,
    issuer: row.issuer,
    partyId: row.party_id,
    subject: row.subject,
    unit: code !== null && name !== null ? { code, name, shortName: shortName ?? name } : null,
    dispatchedOn: row.dispatched_on,
    resolution: row.resolution,
    addressee: row.addressee,
    outCount: row.out_count,
    joinedTo:
      row.joined_year !== null && row.joined_number !== null
        ? { year: row.joined_year, number: row.joined_number }
        : null,
    nomenclatureCode: row.nomenclature_code,
    category:
      row.category_code !== null
        ? { code: row.category_code, name: row.category_name ?? row.category_code }
        : null,
    subRegister: row.sub_register,
    subNumber: row.sub_number,
    documentCount: row.document_count,
    emergencyNumber: row.emergency_number,
    receivedAt: row.received_at?.toISOString() ?? null,
    registeredBy: row.registered_by_name ?? '',
    annulment:
      row.annulled_at !== null
        ? {
            reason: row.annul_reason ?? '',
            by: row.annulled_by_name ?? '',
            at: row.annulled_at.toISOString(),
          }
        : null,
    corrected: row.corrected,
    hash: row.hash,
    actions: entryActions(actor, access, {
      status: row.status,
      unitId: row.unit_id,
      reader: row.reader,
      closed: row.book_closed,
      inWork: inWork.has(row.id),
      sealed: row.sealed,
    }),
  };
}
