import { sql } from 'kysely';
import type { Tx } from '../../../platform/db.ts';
import { newId } from '../../../platform/ids.ts';

/** An office's emergency book of a year. */
export type EmergencyBook = { id: string; prefix: string; year: number };

/** The office's book of the year, made with its first sheet; an office keeps its prefix from year to year. */
export async function openEmergencyBook(
  tx: Tx,
  given: { officeId: string; year: number; at: Date },
): Promise<EmergencyBook> {
  const find = () =>
    sql<EmergencyBook>`
      SELECT emergency_books.id, emergency_books.prefix, emergency_books.year FROM emergency_books
      WHERE emergency_books.office_id = ${given.officeId} AND emergency_books.year = ${given.year}
    `.execute(tx);
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const [found] = (await find()).rows;
    if (found) return found;
    // Another office may take the same prefix at this moment: then neither index lets it in, and the next one is tried.
    await sql`
      INSERT INTO emergency_books (id, office_id, year, prefix, opened_at)
      SELECT ${newId()}, ${given.officeId}, ${given.year}, coalesce(
        (SELECT earlier.prefix FROM emergency_books AS earlier WHERE earlier.office_id = ${given.officeId}
          ORDER BY earlier.year DESC LIMIT 1),
        'U' || (SELECT coalesce(max(substr(taken.prefix, 2)::int), 0) + 1 FROM emergency_books AS taken)), ${given.at}
      ON CONFLICT DO NOTHING
    `.execute(tx);
  }
  throw new Error('the emergency book of an office could not be opened');
}

const maxAttempts = 20;

/** Takes the next numbers of the book, under the lock of its row; undefined when the year has not so many left. */
export async function takeNumbers(
  tx: Tx,
  bookId: string,
  lines: number,
): Promise<{ first: number; last: number } | undefined> {
  const { rows } = await sql<{ last: number }>`
    UPDATE emergency_books SET last_number = emergency_books.last_number + ${lines}
    WHERE emergency_books.id = ${bookId} AND emergency_books.last_number + ${lines} <= 9999
    RETURNING emergency_books.last_number AS last
  `.execute(tx);
  const last = rows[0]?.last;
  return last === undefined ? undefined : { first: last - lines + 1, last };
}

export type NewSheet = {
  id: string;
  bookId: string;
  registerId: string;
  first: number;
  last: number;
  at: Date;
  by: string;
  requestId: string;
};

/** Writes a sheet and each of its lines. */
export async function insertSheet(tx: Tx, sheet: NewSheet): Promise<void> {
  await sql`
    INSERT INTO emergency_sheets (id, book_id, register_id, first_number, last_number, printed_at, printed_by, request_id)
    VALUES (${sheet.id}, ${sheet.bookId}, ${sheet.registerId}, ${sheet.first}, ${sheet.last}, ${sheet.at}, ${sheet.by},
      ${sheet.requestId})
  `.execute(tx);
  await sql`
    INSERT INTO emergency_lines (book_id, number, sheet_id)
    SELECT ${sheet.bookId}, number, ${sheet.id} FROM generate_series(${sheet.first}::int, ${sheet.last}::int) AS number
  `.execute(tx);
}

/** The sheet that this request made before. */
export async function findSheetOfRequest(tx: Tx, given: { by: string; requestId: string }) {
  const { rows } = await sql<{ id: string }>`
    SELECT emergency_sheets.id FROM emergency_sheets
    WHERE emergency_sheets.printed_by = ${given.by} AND emergency_sheets.request_id = ${given.requestId}
  `.execute(tx);
  return rows[0]?.id;
}

/** Voids these lines of a sheet, or all that are open; gives the numbers that were voided now. */
export async function voidLines(
  tx: Tx,
  given: { sheetId: string; numbers: readonly number[] | undefined; reason: string; at: Date; by: string },
): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`
    INSERT INTO emergency_settlements (book_id, number, void_reason, settled_at, settled_by)
    SELECT emergency_lines.book_id, emergency_lines.number, ${given.reason}, ${given.at}, ${given.by}
    FROM emergency_lines
    WHERE emergency_lines.sheet_id = ${given.sheetId}
      AND ${given.numbers === undefined ? sql`true` : sql`emergency_lines.number = ANY (${given.numbers}::int[])`}
    ORDER BY emergency_lines.number
    ON CONFLICT DO NOTHING
    RETURNING emergency_settlements.number
  `.execute(tx);
  return rows.map((row) => row.number);
}
