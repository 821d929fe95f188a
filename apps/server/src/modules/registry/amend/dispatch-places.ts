import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import type { Clock } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db.ts';
import { recordEvents, toEventRow } from '../../events/index.ts';
import type { Acting } from '../../identity/index.ts';
import type { Book } from '../batch/book-store.ts';
import { foldedColumns, type StoredEntry, toFolded, updateEntry } from '../entry-store.ts';
import { commit } from '../ledger/commitment.ts';
import { applyRecord, type FoldedEntry } from '../ledger/fold.ts';
import { insertRecord } from '../ledger/insert-record.ts';
import { byWhom, followHead } from '../ledger/record.ts';
import type { LockedBooks } from './amend-places.ts';
import type { Amended, AmendmentSubscriber } from './amendment-subscriber.ts';
import { moveHead } from './move-head.ts';

/** Columns 9 to 11 of one row: what left on its number (REG-03). */
export type NewDispatch = {
  readonly entryId: string;
  readonly dispatchedOn: string;
  readonly resolution: string;
  readonly addressee: string;
};

/** A row whose out columns were filled; `seq`: its record; null where nothing was written. */
export type Dispatched = { readonly entryId: string; readonly bookId: string; readonly seq: number | null };

export type DispatchDeps = {
  clock: Clock;
  trustHour: boolean;
  subscribers: readonly AmendmentSubscriber[];
  /** Books of all rows, under lock. */
  books: LockedBooks;
};

type Row = { entry: FoldedEntry; bookId: string; sealed: boolean };

/**
 * Fills the out columns of rows on the caller's transaction, one record each; whose right it is is the caller's to check.
 * Rows that were annulled and those of a closed book change no more: they are given back with `seq` null.
 */
export async function dispatchPlaces(
  tx: Tx,
  deps: DispatchDeps,
  acting: Acting,
  dispatches: readonly NewDispatch[],
): Promise<Dispatched[]> {
  const rows = await readRows(tx, dispatches);
  const heads = new Map(deps.books);
  const done: Dispatched[] = [];
  for (const dispatch of dispatches) {
    const row = rows.get(dispatch.entryId);
    const book = row && heads.get(row.bookId);
    // It came to the file after its books were locked: whoever asked asks again.
    if (row === undefined || book === undefined) throw new AppError('dependency', 'internal.unavailable');
    if (row.entry.sealed || row.entry.status === 'annulled' || book.status === 'closed') {
      done.push({ entryId: dispatch.entryId, bookId: row.bookId, seq: null });
      continue;
    }
    const next = await append(tx, deps, { acting, row, book, dispatch });
    heads.set(row.bookId, next);
    done.push({ entryId: dispatch.entryId, bookId: row.bookId, seq: next.lastSeq });
  }
  return done;
}

type Place = { acting: Acting; row: Row; book: Book; dispatch: NewDispatch };

async function append(tx: Tx, deps: DispatchDeps, { acting, row, book, dispatch }: Place): Promise<Book> {
  const { dispatchedOn, resolution, addressee } = dispatch;
  const at = new Date(Math.max(deps.clock.now().getTime(), book.lastAt.getTime()));
  const values = Object.entries({ resolution, addressee }).map(([name, text]) => ({ name, ...commit(text) }));
  const { record, body, next } = followHead(book, at, {
    kind: 'out',
    number: row.entry.number,
    ...byWhom(acting),
    fields: { dispatchedOn },
    commitments: Object.fromEntries(values.map(({ name, commitment }) => [name, commitment])),
  });
  await moveHead(tx, next, deps.trustHour);
  await insertRecord(tx, row.bookId, record, values);
  const textOf = new Map(values.map(({ commitment, value }) => [commitment, value]));
  await updateEntry(
    tx,
    row.bookId,
    applyRecord(row.entry, body, (key) => textOf.get(key) ?? ''),
  );
  await recordEvents(tx, [
    toEventRow(acting, {
      type: 'entry.dispatched',
      at,
      subjectType: 'entry',
      subjectId: row.entry.id,
      unitId: row.entry.unit_id,
      data: { book: row.bookId, number: row.entry.number },
    }),
  ]);
  const amended: Amended = {
    kind: 'out',
    at,
    entryId: row.entry.id,
    byHand: false,
    book: next,
    sealed: row.sealed,
    fields: { dispatchedOn },
  };
  for (const subscriber of deps.subscribers) await subscriber.amended(tx, acting, amended);
  return { ...book, ...next };
}

async function readRows(tx: Tx, dispatches: readonly NewDispatch[]): Promise<Map<string, Row>> {
  const ids = dispatches.map(({ entryId }) => entryId);
  const { rows } = await sql<StoredEntry & { book: string; confidential: boolean }>`
    SELECT ${foldedColumns}, entries.book_id AS book, registers.kind = 'confidential' AS confidential
    FROM entries JOIN books ON books.id = entries.book_id JOIN registers ON registers.id = books.register_id
    WHERE entries.id = ANY (${ids}::uuid[])
  `.execute(tx);
  return new Map(
    rows.map(({ book, confidential, ...row }) => [
      row.id,
      { entry: toFolded(row), bookId: book, sealed: confidential },
    ]),
  );
}
