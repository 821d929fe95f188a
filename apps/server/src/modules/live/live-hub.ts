import { type Clock, toLegalTime } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Log } from '../../platform/log.ts';
import { type BookMark, listUnitsReached, readBookMarks } from '../registry/index.ts';
import { type LeftChange, readChanges } from './live-changes.ts';
import type { LivePlace } from './live-place.ts';

/** A register in whose book something was written, and the units to which new numbers went. */
export type MovedRegister = { registerId: string; units: readonly string[] };

/** What one look at the database found, and where it stands. */
export type LiveFound = {
  place: LivePlace;
  changes: readonly LeftChange[];
  moved: readonly MovedRegister[];
  /** The legal day is another than at the look before: substitutions began or ended. */
  newDay: boolean;
};

/** The one who looks for all streams of a process. */
export type LiveHub = {
  /** Tells `listener` of everything committed after the answer came; call the answer to leave. */
  join(listener: (found: LiveFound) => void): Promise<() => void>;
  stop(): void;
};

/** `everyMs`: how often to look. */
type HubDeps = { db: Db; clock: Clock; log: Log; everyMs?: number };

const defaultEveryMs = 1_000;

/**
 * Looks once a second, while anybody listens, at what was left since the last look and at how far the books are: one
 * process's acts reach the pages of another through the database alone. A look that fails is made again from the same
 * place, so nothing is lost.
 */
export function createLiveHub(deps: HubDeps): LiveHub {
  const listeners = new Set<(found: LiveFound) => void>();
  let timer: NodeJS.Timeout | undefined;
  let place: LivePlace | undefined;
  let marks: ReadonlyMap<string, BookMark> | undefined;
  let day: string | undefined;
  let looking: Promise<void> | undefined;
  let failing = false;
  let stopped = false;

  function look(): Promise<void> {
    looking ??= lookOnce().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  async function lookOnce() {
    const now = deps.clock.now();
    const today = toLegalTime(now).date;
    const [read, books] = await Promise.all([readChanges(deps.db, place, now), readBookMarks(deps.db)]);
    const moved = await movedSince(deps.db, marks, books);
    place = read.place;
    marks = new Map(books.map((book) => [book.bookId, book]));
    const newDay = day !== undefined && day !== today;
    day = today;
    const found = { place: read.place, changes: read.changes, moved, newDay };
    for (const listener of listeners) listener(found);
  }

  function schedule() {
    if (stopped || timer !== undefined) return;
    timer = setTimeout(run, deps.everyMs ?? defaultEveryMs).unref();
  }

  async function run() {
    timer = undefined;
    if (listeners.size === 0) {
      // Who comes after a pause begins where now is then, and catches up from a place of their own.
      place = undefined;
      marks = undefined;
      return;
    }
    try {
      await look();
      failing = false;
    } catch (error) {
      if (!failing) deps.log.warn({ err: error }, 'what changed cannot be read, it is tried every second');
      failing = true;
    }
    schedule();
  }

  return {
    join: async (listener) => {
      listeners.add(listener);
      try {
        // Where to look from must stand before the listener reads what it missed.
        while (place === undefined) await look();
      } catch (error) {
        listeners.delete(listener);
        throw error;
      }
      schedule();
      return () => listeners.delete(listener);
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      listeners.clear();
    },
  };
}

async function movedSince(
  db: Db,
  before: ReadonlyMap<string, BookMark> | undefined,
  books: readonly BookMark[],
): Promise<MovedRegister[]> {
  if (before === undefined) return [];
  const moved = books.filter((book) => book.lastSeq !== before.get(book.bookId)?.lastSeq);
  return Promise.all(
    moved.map(async (book) => {
      const after = before.get(book.bookId)?.lastNumber ?? 0;
      const units = book.lastNumber > after ? await listUnitsReached(db, book.bookId, after) : [];
      return { registerId: book.registerId, units };
    }),
  );
}
