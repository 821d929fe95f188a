import { type CaseEntry, type CaseItem, type CaseItemFile, formatRegistrationNumber } from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import { grantRead, listDocuments } from '../../documents/index.ts';
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

/**
 * The opis: documents of the file in their order; a paper that was not scanned is one line. Only of entries whose file
 * the person may read.
 */
export async function listCaseItems(
  db: Db,
  fileId: string,
  entries: readonly FileEntry[],
): Promise<CaseItem[]> {
  const readable = entries.filter(({ reader }) => reader).map(({ entry }) => entry);
  const [items, documents] = await Promise.all([
    readItems(db, fileId),
    Promise.all(readable.map((entry) => (entry.documentCount > 0 ? listFiles(db, entry) : []))),
  ]);
  const files = new Map(documents.flat().map((file) => [file.documentId, file]));
  const lines = readable.flatMap((entry) => {
    const common = { registrationNumber: entry.registrationNumber, entryId: entry.id };
    const own = items.filter((item) => item.entry_id === entry.id);
    if (own.length === 0) return [{ ...common, ...toPaper(entry) }];
    return own.map((item, index) => ({ ...common, ...toLine(entry, item, index), ...fileOf(files, item) }));
  });
  return lines.map((line, index) => ({ ...line, position: index + 1 }));
}

type ItemRow = { document_id: string; entry_id: string; sheets: number | null; added_at: Date; by: string };

async function readItems(db: Db, fileId: string): Promise<ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    SELECT case_items.document_id, case_items.entry_id, case_items.sheets, case_items.added_at,
      coalesce(account_names.name, '') AS by
    FROM case_items LEFT JOIN account_names ON account_names.account_id = case_items.added_by
    WHERE case_items.case_file_id = ${fileId} ORDER BY case_items.position
  `.execute(db);
  return rows;
}

const toPaper = (entry: CaseEntry) => ({
  title: entry.subject,
  sheets: entry.sheets,
  addedAt: entry.registeredAt,
  addedBy: entry.registeredBy,
  file: null,
});

// Sheets are counted for the whole paper, when it was registered: its first line tells them.
const toLine = (entry: CaseEntry, item: ItemRow, index: number) => ({
  sheets: item.sheets ?? (index === 0 ? entry.sheets : null),
  addedAt: item.added_at.toISOString(),
  addedBy: item.by,
});

type NamedFile = CaseItemFile & { name: string };

function fileOf(files: ReadonlyMap<string, NamedFile>, { document_id: id }: ItemRow) {
  const found = files.get(id);
  if (found === undefined) return { title: '', file: null };
  const { name: title, ...file } = found;
  return { title, file };
}

async function listFiles(db: Db, entry: CaseEntry): Promise<NamedFile[]> {
  const path = `/api/v1/registers/${entry.register}/entries/${entry.year}/${entry.number}/documents`;
  const documents = await listDocuments(db, grantRead(entry.id));
  return documents.map(({ id, name, mediaType, size, pages }) => ({
    ...{ name, mediaType, size, pages },
    documentId: id,
    url: `${path}/${id}`,
  }));
}
