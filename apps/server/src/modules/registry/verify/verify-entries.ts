import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import { foldedColumns, type StoredEntry, toFolded } from '../entry-store.ts';
import { commitmentOf } from '../ledger/commitment.ts';
import { applyRecord, erasedText, type FoldedEntry } from '../ledger/fold.ts';
import { readSealedValues, readValues } from '../ledger/read-history.ts';
import { parseRecord, type RecordBody } from '../ledger/record.ts';
import type { Finding } from './finding.ts';
import type { BookRow } from './verify-chain.ts';

const pageSize = 2_000;

/** Folds every number of the book from its records and compares it with the row that people see. */
export async function verifyEntries(db: Db, book: BookRow): Promise<Finding | undefined> {
  for (let from = book.first_number; from <= book.last_number; from += pageSize) {
    const finding = await verifyPage(db, book, from, from + pageSize);
    if (finding) return finding;
  }
  return verifyNoOthers(db, book);
}

async function verifyPage(db: Db, book: BookRow, from: number, before: number): Promise<Finding | undefined> {
  const [bodies, rows] = await Promise.all([
    readBodies(db, book.id, from, before),
    readRows(db, book.id, from, before),
  ]);
  const values = await readValues(db, bodies.flatMap(commitmentsOf));
  const erased = new Set(bodies.flatMap((body) => body.erased ?? []));
  const left = new Set(bodies.flatMap((body) => body.moved ?? []));
  const moved = await readSealedValues(db, [...left]);
  const place = (number: number | null) => `${book.register}/${book.year}, nr. ${number}`;
  for (const body of bodies) {
    const check = wrongValue(body, { values, erased, left, moved });
    if (check) return { check, place: place(body.number), detail: valueDetails[check] };
  }
  const folded = foldAll(bodies, (commitment) => values.get(commitment)?.value ?? erasedText);
  for (const [number, expected] of folded) {
    const row = rows.get(number);
    if (row === undefined)
      return { check: 'entry-missing', place: place(number), detail: 'rândul lipsește din evidență' };
    const column = firstDifference(expected, row);
    if (column)
      return { check: 'entry-differs', place: place(number), detail: `câmpul ${column} diferă de registru` };
  }
  return undefined;
}

const valueDetails = {
  value: 'o valoare nu se potrivește cu amprenta din registru',
  'value-missing': 'o valoare lipsește fără să fi fost ștearsă legal',
} as const;

type Values = ReadonlyMap<string, { value: string; salt: Buffer }>;

function wrongValue(
  body: RecordBody,
  {
    values,
    erased,
    left,
    moved,
  }: { values: Values; erased: ReadonlySet<string>; left: ReadonlySet<string>; moved: Values },
): keyof typeof valueDetails | undefined {
  for (const commitment of commitmentsOf(body)) {
    // What was moved is in the sealed store alone: in the open one anybody with the book would read it.
    if (left.has(commitment) && values.has(commitment)) return 'value';
    const found = left.has(commitment) ? moved.get(commitment) : values.get(commitment);
    if (found === undefined && !erased.has(commitment)) return 'value-missing';
    if (found && commitmentOf(found.salt, found.value) !== commitment) return 'value';
  }
  return undefined;
}

const commitmentsOf = (body: RecordBody) => [...Object.values(body.commitments), ...(body.documents ?? [])];

function foldAll(
  bodies: readonly RecordBody[],
  valueBehind: (commitment: string) => string,
): Map<number, FoldedEntry> {
  const folded = new Map<number, FoldedEntry>();
  for (const body of bodies) {
    if (body.number === null) continue;
    folded.set(body.number, applyRecord(folded.get(body.number), body, valueBehind));
  }
  return folded;
}

function firstDifference(expected: FoldedEntry, row: FoldedEntry): string | undefined {
  return Object.keys(expected).find(
    (key) => expected[key as keyof FoldedEntry] !== row[key as keyof FoldedEntry],
  );
}

async function readBodies(db: Db, bookId: string, from: number, before: number): Promise<RecordBody[]> {
  const { rows } = await sql<{ body: string }>`
    SELECT convert_from(ledger_records.body, 'UTF8') AS body FROM ledger_records
    WHERE ledger_records.book_id = ${bookId} AND ledger_records.number >= ${from} AND ledger_records.number < ${before}
    ORDER BY ledger_records.number, ledger_records.seq
  `.execute(db);
  return rows.map((row) => parseRecord(row.body));
}

async function readRows(
  db: Db,
  bookId: string,
  from: number,
  before: number,
): Promise<Map<number, FoldedEntry>> {
  const { rows } = await sql<StoredEntry>`
    SELECT ${foldedColumns} FROM entries
    WHERE entries.book_id = ${bookId} AND entries.number >= ${from} AND entries.number < ${before}
  `.execute(db);
  return new Map(rows.map((row) => [row.number, toFolded(row)]));
}

// A row without a record would be an entry that nobody registered.
async function verifyNoOthers(db: Db, book: BookRow): Promise<Finding | undefined> {
  const { rows } = await sql<{ number: number }>`
    SELECT entries.number FROM entries
    WHERE entries.book_id = ${book.id} AND (entries.number < ${book.first_number} OR entries.number > ${book.last_number})
    ORDER BY entries.number LIMIT 1
  `.execute(db);
  const row = rows[0];
  return (
    row && {
      check: 'entry-unknown',
      place: `${book.register}/${book.year}, nr. ${row.number}`,
      detail: 'rândul nu este în registru',
    }
  );
}
