import { sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';
import { erasedText } from '../ledger/fold.ts';
import { readValues } from '../ledger/read-history.ts';
import { parseRecord, type RecordBody } from '../ledger/record.ts';

/**
 * An entry as whoever indexes it reads it: names and texts that still stand, never one that was erased. `fileNames`
 * are for readers of the file alone; `resolutions` and `addressees` are of every answer, not of the last one only.
 */
export type IndexableEntry = {
  bookId: string;
  number: number;
  registerId: string;
  year: number;
  registeredAt: Date;
  status: 'registered' | 'annulled';
  direction: string;
  channel: string;
  unitId: string | null;
  issuer: string | null;
  issuerNumber: string | null;
  subject: string | null;
  subNumber: { code: string; number: number } | null;
  /** The number that it had on an emergency sheet (`U2-0007/2026`). */
  emergencyNumber: string | null;
  resolutions: readonly string[];
  addressees: readonly string[];
  fileNames: readonly string[];
};

/** Entries touched by the records after `afterSeq`, and the last of those records; undefined when there is none. */
export type ChangedEntries = { lastSeq: number; entries: readonly IndexableEntry[] };

/**
 * Reads what changed in a book after a record, at most `limit` records on. An entry may be newer than `lastSeq` says:
 * whoever follows the ledger meets it again and writes the same.
 */
export async function readChangedEntries(
  db: Db | Tx,
  { bookId, afterSeq, limit }: { bookId: string; afterSeq: number; limit: number },
): Promise<ChangedEntries | undefined> {
  const { rows } = await sql<{ seq: number; number: number | null }>`
    SELECT ledger_records.seq, ledger_records.number FROM ledger_records
    WHERE ledger_records.book_id = ${bookId} AND ledger_records.seq > ${afterSeq}
    ORDER BY ledger_records.seq LIMIT ${limit}
  `.execute(db);
  const last = rows.at(-1);
  if (last === undefined) return undefined;
  const numbers = [...new Set(rows.flatMap(({ number }) => (number === null ? [] : [number])))];
  return { lastSeq: last.seq, entries: await readIndexableEntries(db, bookId, numbers) };
}

type Row = {
  number: number;
  register_id: string;
  year: number;
  registered_at: Date;
  status: IndexableEntry['status'];
  direction: string;
  channel: string;
  unit_id: string | null;
  issuer: string;
  issuer_number: string | null;
  subject: string;
  resolution: string | null;
  addressee: string | null;
  sub_register: string | null;
  sub_number: number | null;
  emergency_number: string | null;
  document_count: number;
  out_count: number;
};

/** The same entries whatever changed in them; those that are not there are passed over. */
export async function readIndexableEntries(
  db: Db | Tx,
  bookId: string,
  numbers: readonly number[],
): Promise<IndexableEntry[]> {
  if (numbers.length === 0) return [];
  const { rows } = await sql<Row>`
    SELECT entries.number, books.register_id, books.year, entries.registered_at, entries.status, entries.direction,
      entries.channel, entries.unit_id, entries.issuer, entries.issuer_number, entries.subject, entries.resolution,
      entries.addressee, entries.sub_register, entries.sub_number, entries.emergency_number,
      entries.document_count, entries.out_count
    FROM entries JOIN books ON books.id = entries.book_id
    WHERE entries.book_id = ${bookId} AND entries.number = ANY (${numbers}::int[])
  `.execute(db);
  // The row holds the last answer and counts the documents: only where there is more is the ledger itself read.
  const deeper = rows.filter((row) => row.document_count > 0 || row.out_count > 1).map((row) => row.number);
  const beside = await readBeside(db, bookId, deeper);
  return rows.map((row) => toIndexable(bookId, row, beside.get(row.number)));
}

/** What the row does not hold: names of files, and every answer. */
type Beside = { fileNames: string[]; resolutions: string[]; addressees: string[] };

async function readBeside(
  db: Db | Tx,
  bookId: string,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, Beside>> {
  if (numbers.length === 0) return new Map();
  const { rows } = await sql<{ body: string }>`
    SELECT convert_from(ledger_records.body, 'UTF8') AS body FROM ledger_records
    WHERE ledger_records.book_id = ${bookId} AND ledger_records.number = ANY (${numbers}::int[])
      AND ledger_records.kind IN ('registered', 'out')
    ORDER BY ledger_records.number, ledger_records.seq
  `.execute(db);
  const bodies = rows.map((row) => parseRecord(row.body));
  const values = await readValues(db, bodies.flatMap(namesBehind));
  const textsBehind = (commitment: string | undefined) =>
    commitment === undefined ? [] : [values.get(commitment)?.value ?? []].flat();
  const beside = new Map<number, Beside>(
    numbers.map((number) => [number, { fileNames: [], resolutions: [], addressees: [] }]),
  );
  for (const body of bodies) {
    const found = beside.get(body.number ?? 0);
    found?.fileNames.push(...(body.documents ?? []).flatMap(textsBehind).map(toFileName));
    if (body.kind !== 'out') continue;
    found?.resolutions.push(...textsBehind(body.commitments.resolution));
    found?.addressees.push(...textsBehind(body.commitments.addressee));
  }
  return beside;
}

const namesBehind = (body: RecordBody): string[] =>
  [
    ...(body.documents ?? []),
    ...(body.kind === 'out' ? [body.commitments.resolution, body.commitments.addressee] : []),
  ].filter((commitment) => commitment !== undefined);

const toFileName = (value: string): string => (JSON.parse(value) as { name: string }).name;

function toIndexable(bookId: string, row: Row, beside: Beside | undefined): IndexableEntry {
  const standing = (text: string | null) => (text === null || text === erasedText ? null : text);
  const lastAnswer = (text: string | null) => [standing(text) ?? []].flat();
  return {
    bookId,
    number: row.number,
    registerId: row.register_id,
    year: row.year,
    registeredAt: row.registered_at,
    status: row.status,
    direction: row.direction,
    channel: row.channel,
    unitId: row.unit_id,
    issuer: standing(row.issuer),
    issuerNumber: standing(row.issuer_number),
    subject: standing(row.subject),
    subNumber:
      row.sub_register !== null && row.sub_number !== null
        ? { code: row.sub_register, number: row.sub_number }
        : null,
    emergencyNumber: row.emergency_number,
    resolutions: row.out_count > 1 ? (beside?.resolutions ?? []) : lastAnswer(row.resolution),
    addressees: row.out_count > 1 ? (beside?.addressees ?? []) : lastAnswer(row.addressee),
    fileNames: beside?.fileNames ?? [],
  };
}
