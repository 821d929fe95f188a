import type { WrittenNumber } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';

/** Whether any of these numbers is one of an open register; confidential ones betray nothing. */
export async function quotesOurs(db: Db | Tx, quoted: readonly WrittenNumber[]): Promise<boolean> {
  if (quoted.length === 0) return false;
  const { rows } = await sql`
    SELECT FROM json_to_recordset(${JSON.stringify(quoted)}) AS quoted(number int, year int, date date)
    JOIN books ON books.year = quoted.year
    JOIN registers ON registers.id = books.register_id AND registers.kind <> 'confidential'
    JOIN entries ON entries.book_id = books.id AND entries.number = quoted.number
      AND (quoted.date IS NULL OR entries.registered_on = quoted.date)
    LIMIT 1
  `.execute(db);
  return rows.length > 0;
}
