import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import type { Actor } from '../../identity/index.ts';
import { mayReadBook } from '../entry-policy.ts';
import type { RegisterAccess } from '../registers.ts';
import { visibleTo } from './entry-filter.ts';

// Up to so many are handed to the query as they are: the database then begins with them, not with the whole book.
const most = 10_000;

/**
 * The numbers of a book that the actor may see, in order, when they are few; null when they may see every row, or so
 * many that the book itself is the better beginning.
 */
export async function numbersInSight(
  db: Db,
  actor: Actor,
  access: RegisterAccess,
  year: number,
): Promise<readonly number[] | null> {
  if (mayReadBook(actor, access)) return null;
  const { rows } = await sql<{ number: number }>`
    SELECT entry_readers.number FROM entry_readers
    WHERE entry_readers.principal = ANY (${actor.principals}::uuid[]) AND entry_readers.book_id =
      (SELECT books.id FROM books WHERE books.register_id = ${access.register.id} AND books.year = ${year})
    LIMIT ${most + 1}
  `.execute(db);
  if (rows.length > most) return null;
  return [...new Set(rows.map(({ number }) => number))].sort((one, other) => one - other);
}

/** Rights over the rows of one book, by the numbers where there are few of them. */
export function inSight(
  actor: Actor,
  access: RegisterAccess,
  numbers: readonly number[] | null,
): RawBuilder<boolean> {
  return numbers === null ? visibleTo(actor, access) : sql<boolean>`entries.number = ANY (${numbers}::int[])`;
}
