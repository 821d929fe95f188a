import { sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';
import { commit } from '../ledger/commitment.ts';
import { insertRecord } from '../ledger/insert-record.ts';
import { type BookHead, followHead, genesisHash } from '../ledger/record.ts';
import type { RegisterRow } from '../registers.ts';

type HeadRow = {
  id: string;
  year: number;
  last_number: number;
  last_seq: number;
  last_hash: Buffer;
  last_at: Date;
  sub_numbers: Record<string, number>;
  status: 'open' | 'closed';
};

/** A head, and whether the book still takes entries. */
export type Book = BookHead & { status: 'open' | 'closed' };

/** The head of the register's book of that year; undefined before its first document. */
export async function findBook(
  db: Db | Tx,
  register: Pick<RegisterRow, 'id' | 'code'>,
  year: number,
  options: { lock: boolean } = { lock: false },
): Promise<Book | undefined> {
  const { rows } = await sql<HeadRow>`
    SELECT ${headColumns} FROM books WHERE books.register_id = ${register.id} AND books.year = ${year}
    ${options.lock ? sql`FOR UPDATE` : sql``}
  `.execute(db);
  return rows[0] && toBook(register.code, rows[0]);
}

/** The head of the register's newest book of that year or a later one; undefined when there is none yet. */
export async function findNewestBook(
  db: Db,
  register: Pick<RegisterRow, 'id' | 'code'>,
  { from }: { from: number },
): Promise<Book | undefined> {
  const { rows } = await sql<HeadRow>`
    SELECT ${headColumns} FROM books WHERE books.register_id = ${register.id} AND books.year >= ${from}
    ORDER BY books.year DESC LIMIT 1
  `.execute(db);
  return rows[0] && toBook(register.code, rows[0]);
}

/** Columns of `books` that `toBook` reads. */
export const headColumns =
  sql.raw(`books.id, books.year, books.last_number, books.last_seq, books.last_hash, books.last_at,
  books.sub_numbers, books.status`);

/** The row as a head. */
export const toBook = (register: string, row: HeadRow): Book => ({
  ...toHead(register, row),
  status: row.status,
});

function toHead(register: string, row: HeadRow): BookHead {
  return {
    bookId: row.id,
    register,
    year: row.year,
    lastNumber: row.last_number,
    lastSeq: row.last_seq,
    lastHash: row.last_hash.toString('hex'),
    lastAt: row.last_at,
    subNumbers: row.sub_numbers,
  };
}

/** Hour of the last record of the register in any year before this one; undefined when there is none. */
export async function findLastHour(db: Db | Tx, registerId: string): Promise<Date | undefined> {
  const { rows } = await sql<{ last_at: Date | null }>`
    SELECT max(books.last_at) AS last_at FROM books WHERE books.register_id = ${registerId}
  `.execute(db);
  return rows[0]?.last_at ?? undefined;
}

/** How a book begins: with which number, by whom and, when that is not 1, why. */
export type Opening = {
  bookId: string;
  year: number;
  at: Date;
  firstNumber: number;
  by: string | null;
  reason: string | null;
};

/**
 * Opens the book and writes its first record; false when the book is there already (another process was first).
 * The caller's transaction makes both or none.
 */
export async function insertBook(
  tx: Tx,
  register: Pick<RegisterRow, 'id' | 'code'>,
  opening: Opening,
): Promise<boolean> {
  const reason = opening.reason === null ? undefined : commit(opening.reason);
  const empty: BookHead = {
    bookId: opening.bookId,
    register: register.code,
    year: opening.year,
    lastNumber: opening.firstNumber - 1,
    lastSeq: 0,
    lastHash: genesisHash(register.code, opening.year),
    lastAt: opening.at,
    subNumbers: {},
  };
  const { record, next } = followHead(empty, opening.at, {
    kind: 'opened',
    number: null,
    by: opening.by,
    fields: { first: opening.firstNumber },
    commitments: reason ? { reason: reason.commitment } : {},
  });
  const { numAffectedRows } = await sql`
    INSERT INTO books (id, register_id, year, first_number, last_number, last_seq, last_hash, last_at)
    VALUES (${next.bookId}, ${register.id}, ${next.year}, ${opening.firstNumber}, ${next.lastNumber}, ${next.lastSeq},
      decode(${next.lastHash}, 'hex'), ${next.lastAt})
    ON CONFLICT ON CONSTRAINT books_year_unique DO NOTHING
  `.execute(tx);
  if (numAffectedRows === 0n) return false;
  await insertRecord(tx, next.bookId, record, reason ? [reason] : []);
  return true;
}
