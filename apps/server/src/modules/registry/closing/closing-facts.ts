import { sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';

/** What a book's rows say of it at one moment; `annulled` in the order of numbers. */
export type ClosingFacts = {
  readonly first: number;
  readonly count: number;
  readonly annulled: readonly { number: number; reason: string }[];
  readonly gaps: readonly number[];
  readonly unsolved: number;
  readonly unclassified: number;
};

/** Counts the rows of a book for its closing, and looks for numbers that are missing. */
export async function readClosingFacts(
  db: Db | Tx,
  book: { bookId: string; lastNumber: number },
): Promise<ClosingFacts> {
  const { rows } = await sql<ClosingFacts>`
    SELECT (SELECT books.first_number FROM books WHERE books.id = ${book.bookId}) AS first, count(*)::int AS count,
      coalesce(json_agg(json_build_object('number', entries.number, 'reason', entries.annul_reason) ORDER BY entries.number)
        FILTER (WHERE entries.status = 'annulled'), '[]') AS annulled,
      count(*) FILTER (WHERE entries.status = 'registered' AND entries.out_count = 0)::int AS unsolved,
      count(*) FILTER (WHERE entries.status = 'registered' AND entries.nomenclature_code IS NULL)::int AS unclassified,
      ARRAY(SELECT number FROM books, generate_series(books.first_number, books.last_number) AS number
        WHERE books.id = ${book.bookId} AND NOT EXISTS (SELECT FROM entries
          WHERE entries.book_id = books.id AND entries.number = number.number)
        ORDER BY number LIMIT 100) AS gaps
    FROM entries WHERE entries.book_id = ${book.bookId}
  `.execute(db);
  if (rows[0] === undefined) throw new Error('a count without a row');
  return rows[0];
}

/** The closing record of a closed book as it stands in the ledger. */
export type StoredClosing = { at: Date; by: string; hash: string; body: string };

/** Finds it; undefined for a book that is open. */
export async function findClosingRecord(db: Db | Tx, bookId: string): Promise<StoredClosing | undefined> {
  const { rows } = await sql<StoredClosing>`
    SELECT ledger_records.at, coalesce(account_names.name, '') AS by, encode(ledger_records.hash, 'hex') AS hash,
      convert_from(ledger_records.body, 'UTF8') AS body
    FROM ledger_records
    LEFT JOIN account_names
      ON account_names.account_id = (convert_from(ledger_records.body, 'UTF8')::json ->> 'by')::uuid
    WHERE ledger_records.book_id = ${bookId} AND ledger_records.kind = 'closed'
  `.execute(db);
  return rows[0];
}
