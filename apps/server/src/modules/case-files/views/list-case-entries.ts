import { type CaseEntry, formatRegistrationNumber } from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import type { Eyes } from './case-row.ts';

type EntryRecord = Omit<CaseEntry, 'registeredAt' | 'registeredTime' | 'registrationNumber'> & {
  at: Date;
  reader: boolean;
};

/** An entry of a file, and whether the person may read its documents. */
export type FileEntry = { entry: CaseEntry; reader: boolean };

/** Entries of the file that the person may see, in order. */
export async function listCaseEntries(db: Db, { reach }: Eyes, fileId: string): Promise<FileEntry[]> {
  const { rows } = await sql<EntryRecord>`
    SELECT entries.id, case_entries.role, case_entries.position, registers.code AS register, books.year, entries.number,
      entries.registered_at AS at, entries.registered_on AS "registeredOn",
      coalesce(account_names.name, '') AS "registeredBy", entries.status, entries.direction, entries.channel,
      entries.issuer, entries.issuer_number AS "issuerNumber", entries.issuer_date AS "issuerDate",
      entries.party_id AS "partyId", entries.subject, entries.sheets, entries.annexes,
      entries.nomenclature_code AS "nomenclatureCode",
      entries.document_count AS "documentCount", entries.dispatched_on AS "dispatchedOn", entries.resolution,
      entries.addressee, ${reach.fileReadable} AS reader
    FROM case_entries
    JOIN entries ON entries.id = case_entries.entry_id
    JOIN books ON books.id = entries.book_id
    JOIN registers ON registers.id = books.register_id
    LEFT JOIN account_names ON account_names.account_id = entries.registered_by
    WHERE case_entries.case_file_id = ${fileId} AND ${reach.rowVisible}
    ORDER BY case_entries.position
  `.execute(db);
  return rows.map(({ at, reader, ...entry }) => ({
    reader,
    entry: {
      ...entry,
      registrationNumber: formatRegistrationNumber(entry.number, entry.registeredOn),
      registeredAt: at.toISOString(),
      registeredTime: toLegalTime(at).time,
    },
  }));
}
