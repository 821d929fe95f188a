import { formatRegistrationNumber } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';

/** Register and number of entries, by id, for whoever owns the machine; what is no entry is not in it. */
export async function numbersOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; register: string; number: number; registered_on: string }>`
    SELECT entries.id, registers.code AS register, entries.number, entries.registered_on
    FROM entries JOIN books ON books.id = entries.book_id JOIN registers ON registers.id = books.register_id
    WHERE entries.id = ANY (${ids}::uuid[])
  `.execute(db);
  return new Map(
    rows.map((row) => [row.id, `${row.register} ${formatRegistrationNumber(row.number, row.registered_on)}`]),
  );
}
