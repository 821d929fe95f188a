import type { ListEntriesQuery } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../identity/index.ts';
import { mayReadBook } from '../entry-policy.ts';
import type { RegisterAccess } from '../registers.ts';

/** Which rows somebody asks for; the page and its order apart. */
export type EntryFilter = Pick<
  ListEntriesQuery,
  'from' | 'to' | 'unit' | 'channel' | 'direction' | 'status' | 'subRegister' | 'unsolved' | 'mine'
>;

/** Rights as a condition on `entries`: every row for who may read the book, else the rows whose file they may read. */
export function visibleTo(actor: Actor, access: RegisterAccess): RawBuilder<boolean> {
  return mayReadBook(actor, access) ? sql<boolean>`true` : readerOf(actor);
}

/** True for a row whose file the actor may read. */
export function readerOf(actor: Actor): RawBuilder<boolean> {
  return sql<boolean>`EXISTS (SELECT FROM entry_readers WHERE entry_readers.book_id = entries.book_id
    AND entry_readers.number = entries.number AND entry_readers.principal = ANY (${actor.principals}::uuid[]))`;
}

/** The filter as a condition on `entries`; an absent part leaves every row in. */
export function matching(actor: Actor, filter: EntryFilter): RawBuilder<boolean> {
  const parts = [
    filter.from && sql`entries.registered_on >= ${filter.from}::date`,
    filter.to && sql`entries.registered_on <= ${filter.to}::date`,
    filter.unit && sql`entries.unit_id = (SELECT units.id FROM units WHERE units.code = ${filter.unit})`,
    filter.channel && sql`entries.channel = ${filter.channel}`,
    filter.direction && sql`entries.direction = ${filter.direction}`,
    filter.status && sql`entries.status = ${filter.status}`,
    filter.subRegister && sql`entries.sub_register = ${filter.subRegister}`,
    filter.unsolved && sql`entries.out_count = 0 AND entries.status = 'registered'`,
    filter.mine && sql`entries.registered_by = ${actor.accountId}`,
  ].filter((part) => part !== undefined && part !== '' && part !== false);
  return parts.length === 0
    ? sql<boolean>`true`
    : sql<boolean>`(${sql.join(parts as RawBuilder<boolean>[], sql` AND `)})`;
}
