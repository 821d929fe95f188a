import type { EntryAction } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import { type Acting, type Actor, inNameOfAsync } from '../identity/index.ts';
import { entryActions, mayReadBook } from './entry-policy.ts';
import type { RegisterAccess } from './registers.ts';
import { readerOf } from './views/entry-filter.ts';

/** An entry, as far as rights over it ask. */
export type EntryPlace = { access: RegisterAccess; bookId: string; number: number; unitId: string | null };

/** By whose right the actor does this to the entry; asks the database only while they stand in for somebody. */
export function actingOnEntry(
  db: Db | Tx,
  actor: Actor,
  place: EntryPlace,
  action: EntryAction,
): Promise<Acting> {
  return inNameOfAsync(actor, async (capacity) => {
    const reader = await isReader(db, capacity, place);
    const facts = { status: 'registered', unitId: place.unitId, reader, closed: false } as const;
    return entryActions(capacity, place.access, facts).includes(action);
  });
}

/** By whose right the actor sees the row. */
export function actingAsReader(db: Db | Tx, actor: Actor, place: EntryPlace): Promise<Acting> {
  return inNameOfAsync(
    actor,
    async (capacity) => mayReadBook(capacity, place.access) || isReader(db, capacity, place),
  );
}

async function isReader(db: Db | Tx, capacity: Actor, { bookId, number }: EntryPlace): Promise<boolean> {
  const { rows } = await sql<{ reader: boolean }>`
    SELECT ${readerOf(capacity)} AS reader FROM entries
    WHERE entries.book_id = ${bookId} AND entries.number = ${number}
  `.execute(db);
  return rows[0]?.reader ?? false;
}
