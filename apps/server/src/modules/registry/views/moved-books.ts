import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';

/** How far each open book is: any act on it moves `lastSeq`, a registration `lastNumber` too. */
export type BookMark = { bookId: string; registerId: string; lastSeq: number; lastNumber: number };

/** The marks of all open books, confidential ones too: for telling open pages, never for showing. */
export async function readBookMarks(db: Db): Promise<BookMark[]> {
  const { rows } = await sql<BookMark>`
    SELECT books.id AS "bookId", books.register_id AS "registerId", books.last_seq AS "lastSeq",
      books.last_number AS "lastNumber"
    FROM books WHERE books.status = 'open'
  `.execute(db);
  return rows;
}

/** The units to which the numbers after `after` went, of the newest thousand. */
export async function listUnitsReached(db: Db, bookId: string, after: number): Promise<string[]> {
  const { rows } = await sql<{ unit_id: string }>`
    SELECT DISTINCT newest.unit_id FROM (
      SELECT entries.unit_id FROM entries WHERE entries.book_id = ${bookId} AND entries.number > ${after}
      ORDER BY entries.number DESC LIMIT 1000
    ) AS newest WHERE newest.unit_id IS NOT NULL
  `.execute(db);
  return rows.map((row) => row.unit_id);
}
