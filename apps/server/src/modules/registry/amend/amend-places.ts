import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import type { Clock } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db.ts';
import type { Acting } from '../../identity/index.ts';
import { type Book, headColumns, toBook } from '../batch/book-store.ts';
import { foldedColumns, type StoredEntry, toFolded } from '../entry-store.ts';
import { applyRecord, type FoldedEntry } from '../ledger/fold.ts';
import { byWhom, type ClearField, followHead, type LedgerRecord } from '../ledger/record.ts';
import { moveHead } from './move-head.ts';

/** Books under lock in this transaction, by id. */
export type LockedBooks = ReadonlyMap<string, Book>;

/**
 * Locks books in the order of their ids, so that two who lock several never wait for each other. Before anything else is
 * locked: whoever registers takes the book first too. Closed ones are among them: files outlive the book of their year.
 */
export async function lockBooks(tx: Tx, bookIds: readonly string[]): Promise<LockedBooks> {
  if (bookIds.length === 0) return new Map();
  const { rows } = await sql<Parameters<typeof toBook>[1] & { register: string }>`
    SELECT ${headColumns}, registers.code AS register FROM books JOIN registers ON registers.id = books.register_id
    WHERE books.id = ANY (${bookIds}::uuid[]) ORDER BY books.id FOR UPDATE OF books
  `.execute(tx);
  return new Map(rows.map((row) => [row.id, toBook(row.register, row)]));
}

/** One row of a book that goes elsewhere: `routed` (column 8) or `joined` (column 12). */
export type NewPlace = {
  readonly bookId: string;
  readonly number: number;
  readonly kind: 'routed' | 'joined';
  readonly fields: Readonly<Record<string, ClearField>>;
};

/**
 * Appends a record for each and writes the rows anew from the same fold, many at once: a statement a table, whatever
 * their number. Annulled rows and those of a closed book change no more and are left out. Gives the moment of the records.
 */
export async function amendPlaces(
  tx: Tx,
  {
    clock,
    trustHour,
    books,
    acting,
  }: { clock: Clock; trustHour: boolean; books: LockedBooks; acting: Acting },
  places: readonly NewPlace[],
): Promise<void> {
  const rows = await readRows(tx, places);
  const heads = new Map(books);
  const records: (LedgerRecord & { book: string })[] = [];
  const changed = new Map<string, FoldedEntry & { book: string }>();
  for (const { bookId, number, kind, fields } of places) {
    const key = `${bookId} ${number}`;
    const row = changed.get(key) ?? rows.get(key);
    const head = heads.get(bookId);
    // It came to the file after its books were locked: whoever asked asks again.
    if (head === undefined) throw new AppError('dependency', 'internal.unavailable');
    if (row === undefined || row.sealed || row.status === 'annulled' || head.status === 'closed') continue;
    const at = new Date(Math.max(clock.now().getTime(), head.lastAt.getTime()));
    const { record, body, next } = followHead(head, at, {
      kind,
      number,
      ...byWhom(acting),
      fields,
      commitments: {},
    });
    heads.set(bookId, { ...head, ...next });
    records.push({ ...record, book: bookId });
    changed.set(key, { ...applyRecord(row, body, () => ''), book: bookId });
  }
  for (const [bookId, head] of heads) if (head !== books.get(bookId)) await moveHead(tx, head, trustHour);
  await insertRecords(tx, records);
  await updateRows(tx, [...changed.values()]);
}

async function readRows(tx: Tx, places: readonly NewPlace[]): Promise<Map<string, FoldedEntry>> {
  if (places.length === 0) return new Map();
  const asked = JSON.stringify(places.map(({ bookId, number }) => ({ book: bookId, number })));
  const { rows } = await sql<StoredEntry & { book: string }>`
    SELECT ${foldedColumns}, entries.book_id AS book
    FROM json_to_recordset(${asked}) AS asked(book uuid, number int)
    JOIN entries ON entries.book_id = asked.book AND entries.number = asked.number
  `.execute(tx);
  return new Map(rows.map(({ book, ...row }) => [`${book} ${row.number}`, toFolded(row)]));
}

async function insertRecords(tx: Tx, records: readonly (LedgerRecord & { book: string })[]) {
  if (records.length === 0) return;
  await sql`
    INSERT INTO ledger_records (book_id, seq, kind, number, at, format, body, hash)
    SELECT record.book, record.seq, record.kind, record.number, record.at, 1, convert_to(record.body, 'UTF8'),
      decode(record.hash, 'hex')
    FROM json_to_recordset(${JSON.stringify(records)})
      AS record(book uuid, seq bigint, kind text, number int, at timestamptz, body text, hash text)
  `.execute(tx);
}

async function updateRows(tx: Tx, rows: readonly (FoldedEntry & { book: string })[]) {
  if (rows.length === 0) return;
  await sql`
    UPDATE entries SET unit_id = place.unit_id, joined_year = place.joined_year, joined_number = place.joined_number,
      version = place.version
    FROM json_to_recordset(${JSON.stringify(rows)})
      AS place(book uuid, number int, unit_id uuid, joined_year int, joined_number int, version int)
    WHERE entries.book_id = place.book AND entries.number = place.number
  `.execute(tx);
}
