import type { BookSummary, ListEntriesQuery } from '@opis/contracts';
import { sql } from 'kysely';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import type { Actor } from '../../identity/index.ts';
import { mayReadBook } from '../entry-policy.ts';
import type { RegisterAccess } from '../registers.ts';
import { matching } from './entry-filter.ts';
import { inSight, numbersInSight } from './numbers-in-sight.ts';

type SummaryRow = Omit<BookSummary, 'unbroken' | 'sealed'>;

/** The foot of the book: counts over the rows that this person may see and that the filter leaves in. */
export async function summariseBook(
  deps: { db: Db; clock: Clock },
  actor: Actor,
  access: RegisterAccess,
  query: ListEntriesQuery,
): Promise<BookSummary> {
  const year = query.year ?? toLegalTime(deps.clock.now()).year;
  const numbers = await numbersInSight(deps.db, actor, access, year);
  const { rows } = await sql<SummaryRow>`
    SELECT count(*)::int AS count, count(*) FILTER (WHERE entries.status = 'annulled')::int AS annulled,
      coalesce(sum(entries.sheets), 0)::int AS sheets, coalesce(sum(entries.annexes), 0)::int AS annexes,
      count(*) FILTER (WHERE entries.registered_by = ${actor.accountId})::int AS mine,
      min(entries.number) AS first, max(entries.number) AS last
    FROM entries
    WHERE entries.book_id = (SELECT books.id FROM books WHERE books.register_id = ${access.register.id} AND books.year = ${year})
      AND ${inSight(actor, access, numbers)} AND ${matching(actor, query)}
  `.execute(deps.db);
  const row = rows[0] ?? { count: 0, annulled: 0, sheets: 0, annexes: 0, mine: 0, first: null, last: null };
  return {
    ...row,
    unbroken: unbroken(actor, access, query, row),
    sealed: await findSealed(deps.db, actor, access, year),
  };
}

// Rows that a filter or a right leaves out are no gap: then nothing is said.
function unbroken(
  actor: Actor,
  access: RegisterAccess,
  query: ListEntriesQuery,
  row: SummaryRow,
): boolean | null {
  const byOthersThanDay = query.unit ?? query.channel ?? query.direction ?? query.status ?? query.subRegister;
  if (byOthersThanDay !== undefined || query.unsolved || query.mine || !mayReadBook(actor, access))
    return null;
  if (row.first === null || row.last === null) return null;
  return row.last - row.first + 1 === row.count;
}

async function findSealed(
  db: Db,
  actor: Actor,
  access: RegisterAccess,
  year: number,
): Promise<BookSummary['sealed']> {
  if (!mayReadBook(actor, access)) return null;
  const { rows } = await sql<{ number: number | null; at: Date }>`
    SELECT (SELECT entries.number FROM entries
        WHERE entries.book_id = book_heads.book_id AND entries.record_seq <= book_heads.seq
        ORDER BY entries.record_seq DESC LIMIT 1) AS number, head_lines.signed_at AS at
    FROM book_heads JOIN head_lines ON head_lines.day = book_heads.day
    JOIN books ON books.id = book_heads.book_id
    WHERE books.register_id = ${access.register.id} AND books.year = ${year}
    ORDER BY book_heads.day DESC LIMIT 1
  `.execute(db);
  const row = rows[0];
  return row?.number ? { number: row.number, at: row.at.toISOString() } : null;
}
