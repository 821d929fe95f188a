import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';

/** An entry by its register, year and number. */
export type EntryKey = { register: string; year: number; number: number };

/**
 * To whom an entry is open, without a word of what it says: the unit whose register it is in (null: the institution's)
 * and the principals that may read its file. Undefined when there is none such, or its register is confidential.
 */
export async function findEntryAudience(
  db: Db,
  { register, year, number }: EntryKey,
): Promise<{ registerUnitId: string | null; principals: ReadonlySet<string> } | undefined> {
  const { rows } = await sql<{ unit_id: string | null; principals: string[] }>`
    SELECT registers.unit_id,
           (SELECT coalesce(jsonb_agg(entry_readers.principal), '[]') FROM entry_readers
            WHERE entry_readers.book_id = entries.book_id AND entry_readers.number = entries.number) AS principals
    FROM entries
    JOIN books ON books.id = entries.book_id
    JOIN registers ON registers.id = books.register_id
    WHERE registers.code = ${register} AND registers.kind <> 'confidential' AND books.year = ${year}
      AND entries.number = ${number}
  `.execute(db);
  const row = rows[0];
  return row && { registerUnitId: row.unit_id, principals: new Set(row.principals) };
}
