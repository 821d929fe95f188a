import type { EntryPage, ListEntriesQuery } from '@opis/contracts';
import { sql } from 'kysely';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import type { Actor } from '../../identity/index.ts';
import { type AmendmentSubscriber, entriesInWork } from '../amend/amendment-subscriber.ts';
import { mayInRegister, type RegisterAccess } from '../registers.ts';
import { matching } from './entry-filter.ts';
import { selectEntries, toEntryRow } from './entry-row.ts';
import { inSight, numbersInSight } from './numbers-in-sight.ts';

/** A page of the book as this person may see it, annulled rows included; keyset by number. */
export async function listEntries(
  deps: { db: Db; clock: Clock; subscribers: readonly AmendmentSubscriber[] },
  actor: Actor,
  access: RegisterAccess,
  query: ListEntriesQuery,
): Promise<EntryPage> {
  const year = query.year ?? toLegalTime(deps.clock.now()).year;
  const descending = query.order === 'desc';
  const after = query.after ?? (descending ? null : 0);
  const numbers = await numbersInSight(deps.db, actor, access, year);
  const { rows } = await sql<Parameters<typeof toEntryRow>[2]>`
    ${selectEntries(actor)}
    WHERE entries.book_id = (SELECT books.id FROM books WHERE books.register_id = ${access.register.id} AND books.year = ${year})
      AND ${inSight(actor, access, numbers)}
      AND ${matching(actor, query)}
      AND ${after === null ? sql`true` : descending ? sql`entries.number < ${after}` : sql`entries.number > ${after}`}
    ORDER BY entries.number ${descending ? sql`DESC` : sql`ASC`}
    LIMIT ${query.limit + 1}
  `.execute(deps.db);
  const page = rows.slice(0, query.limit);
  const inWork = await entriesInWork(
    deps.db,
    mayInRegister(actor, access, 'entry.route') ? deps.subscribers : [],
    page.map(({ id }) => id),
  );
  const items = page.map((row) => toEntryRow(actor, access, row, inWork));
  return { items, next: rows.length > query.limit ? (items.at(-1)?.number ?? null) : null };
}
