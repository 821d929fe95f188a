import { AppError, type SpecialPurpose } from '@opis/contracts';
import { sql } from 'kysely';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db.ts';
import { newId } from '../../../platform/ids.ts';
import { recordEvents, toEventRow } from '../../events/index.ts';
import type { Acting } from '../../identity/index.ts';
import { type LockedBooks, lockBooks } from '../amend/amend-places.ts';
import { moveHead } from '../amend/move-head.ts';
import { type Book, insertBook } from '../batch/book-store.ts';
import { foldedColumns, type StoredEntry, toFolded } from '../entry-store.ts';
import { applyRecord, type FoldedEntry } from '../ledger/fold.ts';
import { insertRecord } from '../ledger/insert-record.ts';
import { readNumberHistory } from '../ledger/read-history.ts';
import { byWhom, followHead } from '../ledger/record.ts';
import type { RegisterRow } from '../registers.ts';
import { registerSealed } from './register-sealed.ts';

/** `trustHour` is true only for the seeder. */
export type SealingDeps = { clock: Clock; trustHour: boolean };

/** What is moved, why, and to which party each paper belongs there. */
export type Sealing = {
  readonly acting: Acting;
  readonly entryIds: readonly string[];
  readonly register: Pick<RegisterRow, 'id' | 'code'>;
  readonly purpose: SpecialPurpose;
  readonly reason: string;
  /** Books of the entries and the one of the sealed register, under lock. */
  readonly books: LockedBooks;
};

/** An entry that lies in a sealed register from now on, under its old id; `stubId`: the row left in the open book. */
export type SealedEntry = {
  readonly entryId: string;
  readonly stubId: string;
  readonly registrationOpen: { number: number; registeredOn: string };
};

/**
 * Locks the books of these entries and this year's book of the sealed register, opened if it has to be: before anything
 * else is locked, as whoever registers does.
 */
export async function lockBooksToSeal(
  tx: Tx,
  { clock }: SealingDeps,
  { bookIds, register }: { bookIds: readonly string[]; register: Pick<RegisterRow, 'id' | 'code'> },
): Promise<LockedBooks> {
  const at = clock.now();
  const year = toLegalTime(at).year;
  const opening = { bookId: newId(), year, at, firstNumber: 1, by: null, reason: null };
  await insertBook(tx, register, opening);
  const { rows } = await sql<{ id: string }>`
    SELECT books.id FROM books WHERE books.register_id = ${register.id} AND books.year = ${year}
  `.execute(tx);
  return lockBooks(tx, [...bookIds, ...rows.map(({ id }) => id)]);
}

/**
 * Moves entries to a confidential register. In the open book each keeps its number and hour as „transmis la registrul
 * special”; its id, and with it documents, file, events and parties, belongs to the sealed one. What the open chain had
 * committed to goes to the sealed store. Errors: `registry.book-closed`, `registry.entry-annulled`.
 */
export async function moveToSealed(tx: Tx, deps: SealingDeps, sealing: Sealing): Promise<SealedEntry[]> {
  const heads = new Map(sealing.books);
  const sealed: SealedEntry[] = [];
  for (const { bookId, partyId, row } of await readMoving(tx, sealing.entryIds)) {
    const book = heads.get(bookId);
    const target = [...heads.values()].find(({ register }) => register === sealing.register.code);
    if (book === undefined || target === undefined) throw new AppError('dependency', 'internal.unavailable');
    if (book.status === 'closed') throw new AppError('conflict', 'registry.book-closed');
    if (row.status === 'annulled') throw new AppError('conflict', 'registry.entry-annulled');
    const placed = await registerSealed(tx, deps, { acting: sealing.acting, target, row });
    heads.set(target.bookId, placed.head);
    const stub = await closeInBook(tx, deps, { acting: sealing.acting, book, row });
    heads.set(bookId, stub.head);
    await sql`SELECT move_entry_to_sealed(${row.id}, ${JSON.stringify(stub.row)}::jsonb,
      ${JSON.stringify({ ...placed.row, party_id: partyId })}::jsonb, ${target.bookId})`.execute(tx);
    await keepTransfer(tx, deps, { sealing, entryId: row.id, stubId: stub.row.id });
    sealed.push({
      entryId: row.id,
      stubId: stub.row.id,
      registrationOpen: { number: row.number, registeredOn: row.registered_on },
    });
  }
  return sealed;
}

type Moving = { bookId: string; partyId: string | null; row: FoldedEntry };

async function readMoving(tx: Tx, ids: readonly string[]): Promise<Moving[]> {
  const { rows } = await sql<StoredEntry & { book: string; party: string | null }>`
    SELECT ${foldedColumns}, entries.book_id AS book, entries.party_id AS party FROM entries
    WHERE entries.id = ANY (${ids}::uuid[]) ORDER BY entries.id FOR UPDATE
  `.execute(tx);
  return rows.map(({ book, party, ...row }) => ({ bookId: book, partyId: party, row: toFolded(row) }));
}

/** The last record that the open book says of this number: every value that it committed to leaves. */
async function closeInBook(
  tx: Tx,
  { clock, trustHour }: SealingDeps,
  { acting, book, row }: { acting: Acting; book: Book; row: FoldedEntry },
): Promise<{ head: Book; row: FoldedEntry }> {
  const history = await readNumberHistory(tx, book.bookId, row.number);
  const moved = history.records
    .flatMap(({ body }) => [...Object.values(body.commitments), ...(body.documents ?? [])])
    .filter((commitment) => history.saltOf(commitment) !== undefined)
    .sort();
  const at = new Date(Math.max(clock.now().getTime(), book.lastAt.getTime()));
  const { record, body, next } = followHead(book, at, {
    kind: 'sealed',
    number: row.number,
    ...byWhom(acting),
    fields: { entry: newId() },
    commitments: {},
    moved,
  });
  await moveHead(tx, next, trustHour);
  await insertRecord(tx, book.bookId, record, []);
  return { head: { ...book, ...next }, row: applyRecord(row, body, () => '') };
}

async function keepTransfer(
  tx: Tx,
  { clock }: SealingDeps,
  { sealing, entryId, stubId }: { sealing: Sealing; entryId: string; stubId: string },
) {
  const { acting, purpose, reason } = sealing;
  const at = clock.now();
  await sql`
    INSERT INTO sealed_transfers (entry_id, stub_id, purpose, reason, at, account_id, on_behalf_of)
    VALUES (${entryId}, ${stubId}, ${purpose}, ${reason}, ${at}, ${acting.accountId}, ${acting.onBehalfOf})
  `.execute(tx);
  // One for who may read the sealed register, one for the row of the open book: neither names the other.
  const told = { type: 'entry.sealed', at, subjectType: 'entry', unitId: null } as const;
  await recordEvents(tx, [
    toEventRow(acting, { ...told, subjectId: entryId }),
    toEventRow(acting, { ...told, subjectId: stubId }),
  ]);
}
