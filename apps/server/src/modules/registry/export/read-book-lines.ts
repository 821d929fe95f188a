import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';
import type { Actor } from '../../identity/index.ts';
import type { RegisterAccess } from '../registers.ts';
import { type EntryFilter, matching, visibleTo } from '../views/entry-filter.ts';
import { type EntryRecord, selectEntries } from '../views/entry-row.ts';
import { type BookLine, type BookTotals, toBookLine } from './book-line.ts';

/** Which rows of a register: a period, both days included, over as many yearly books as it touches, and a filter. */
export type ExportQuestion = EntryFilter & { readonly from: string; readonly to: string };

/** Who asks, with the rights that the query carries. */
export type Asker = { readonly actor: Actor; readonly access: RegisterAccess };

const pageSize = 1_000;

/** What the question holds for this person. */
export async function countBookLines(
  db: Db | Tx,
  asker: Asker,
  question: ExportQuestion,
): Promise<BookTotals> {
  const { rows } = await sql<BookTotals>`
    SELECT count(*)::int AS count, count(*) FILTER (WHERE entries.status = 'annulled')::int AS annulled,
      coalesce(sum(entries.sheets), 0)::int AS sheets, coalesce(sum(entries.annexes), 0)::int AS annexes
    FROM entries JOIN books ON books.id = entries.book_id
    WHERE books.register_id = ${asker.access.register.id} AND ${rightly(asker, question)}
  `.execute(db);
  return rows[0] ?? { count: 0, annulled: 0, sheets: 0, annexes: 0 };
}

/**
 * The lines in the order of the book, page by page. In a transaction at the isolation `repeatable read` they are those
 * of one moment, however long it takes.
 */
export async function* readBookLines(
  tx: Tx,
  asker: Asker,
  question: ExportQuestion,
): AsyncGenerator<BookLine[]> {
  for (const bookId of await booksOf(tx, asker, question)) {
    for (let after = 0; ; ) {
      const { rows } = await sql<EntryRecord>`
        SELECT line.*, unit_short_name_on(line.unit_id, routed.day) AS unit_short_name FROM (
          ${selectEntries(asker.actor)}
          WHERE entries.book_id = ${bookId} AND entries.number > ${after} AND ${rightly(asker, question)}
          ORDER BY entries.number LIMIT ${pageSize}
        ) AS line, LATERAL (${dayOfColumnEight(bookId)}) AS routed
        ORDER BY line.number
      `.execute(tx);
      if (rows.length > 0) yield rows.map(toBookLine);
      const last = rows.at(-1);
      if (last === undefined || rows.length < pageSize) break;
      after = last.number;
    }
  }
}

// On paper a unit has the name that it had when the paper was given to it (REG-02), whatever it is called today.
const dayOfColumnEight = (bookId: string) => sql`
  SELECT (max(ledger_records.at) AT TIME ZONE 'Europe/Bucharest')::date AS day FROM ledger_records
  WHERE ledger_records.book_id = ${bookId} AND ledger_records.number = line.number
    AND ledger_records.kind IN ('registered', 'routed')`;

const rightly = ({ actor, access }: Asker, question: ExportQuestion): RawBuilder<boolean> =>
  sql<boolean>`${visibleTo(actor, access)} AND ${matching(actor, question)}`;

async function booksOf(tx: Tx, { access }: Asker, { from, to }: ExportQuestion): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT books.id FROM books
    WHERE books.register_id = ${access.register.id}
      AND books.year BETWEEN ${Number(from.slice(0, 4))} AND ${Number(to.slice(0, 4))}
    ORDER BY books.year
  `.execute(tx);
  return rows.map(({ id }) => id);
}
