import { AppError } from '@opis/contracts';
import { toLegalTime } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import { newId } from '../../../platform/ids.ts';
import type { BookHead } from '../ledger/record.ts';
import type { RegisterRow } from '../registers.ts';
import { findLastHour, findNewestBook, insertBook } from './book-store.ts';

/** The head of a register's newest book as this process knows it; whether it still stands only the database can say. */
export type KnownHead = ReturnType<typeof knownHead>;

export function knownHead(db: Db, register: RegisterRow) {
  let head: BookHead | undefined;

  async function read(year: number): Promise<BookHead | undefined> {
    const found = await findNewestBook(db, register, { from: year });
    if (found?.status === 'closed') throw new AppError('conflict', 'registry.book-closed');
    head = found;
    return found;
  }

  return {
    /** Without asking; undefined when it has to be read. */
    peek: () => head,
    /** As a batch left it; undefined: it is to be read again. */
    leave(next: BookHead | undefined) {
      head = next;
    },
    /** Asks the database. Undefined when no book of that year or a later one is open; throws `registry.book-closed`. */
    read,
    /**
     * Asks only when it must. A year that has begun is never left again: a clock that fell back over New Year finds the
     * book of the new year, and the statement refuses its hour.
     */
    of: async (year: number) => (head !== undefined && head.year >= year ? head : await read(year)),
    /** Hour of the last record in any year; `now` when there is none. */
    lastHour: async (now: Date): Promise<Date> =>
      head?.lastAt ?? (await findLastHour(db, register.id)) ?? now,
    /** The year turns at midnight in Bucharest with no job: the first document of the year opens its book. */
    async open(at: Date) {
      const { year } = toLegalTime(at);
      const opening = { bookId: newId(), year, at, firstNumber: 1, by: null, reason: null };
      await db.transaction().execute((tx) => insertBook(tx, register, opening));
    },
  };
}
