import { AppError, type EntryAction, type EventType, type LedgerKind } from '@opis/contracts';
import { sql } from 'kysely';
import { claimCommand } from '../../../platform/claim-command.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { recordEvent } from '../../events/index.ts';
import type { Acting, Actor } from '../../identity/index.ts';
import { actingOnEntry } from '../acting-on-entry.ts';
import { findBook } from '../batch/book-store.ts';
import { entryActions } from '../entry-policy.ts';
import { findEntryRow, type LockedEntry, updateEntry } from '../entry-store.ts';
import { commit } from '../ledger/commitment.ts';
import { applyRecord } from '../ledger/fold.ts';
import { insertRecord } from '../ledger/insert-record.ts';
import { type BookHead, byWhom, type ClearField, followHead, parseRecord } from '../ledger/record.ts';
import type { RegisterAccess, RegisterDirectory } from '../registers.ts';
import { type AmendmentSubscriber, entriesInWork } from './amendment-subscriber.ts';
import { moveHead } from './move-head.ts';

/** `trustHour` is true only for the seeder, which writes the past of an empty demonstration. */
export type AmendDeps = {
  db: Db;
  clock: Clock;
  registers: RegisterDirectory;
  trustHour: boolean;
  /** Modules above that follow what is amended. */
  subscribers: readonly AmendmentSubscriber[];
};

/** Which entry, by what is written on it. */
export type EntryKey = { register: string; year: number; number: number };

/** What an amendment appends: clear fields, and names and texts that the record only commits to. */
export type Decision = {
  fields: Readonly<Record<string, ClearField>>;
  texts: Readonly<Record<string, string>>;
  /** Units or persons who may read the file from now on. */
  newReaders?: readonly string[];
};

/** One kind of amendment: its words in policy, ledger and events, and the decision itself. */
export type Amendment = {
  action: EntryAction;
  kind: LedgerKind;
  event: EventType;
  decide: (
    entry: LockedEntry,
    context: { tx: Tx; access: RegisterAccess; book: BookHead },
  ) => Promise<Decision>;
};

/**
 * Appends to the chain what changed about a row and writes the row anew from it: lock the book, find the row among
 * those the actor may see, policy, decision, record, row, event. Old values stay in the ledger (REG-05).
 */
export async function amendEntry(
  deps: AmendDeps,
  actor: Actor,
  command: EntryKey & { requestId: string; version?: number | undefined },
  amendment: Amendment,
): Promise<void> {
  const access = await deps.registers.require(actor, command.register);
  await deps.db.transaction().execute(async (tx) => {
    const book = await findBook(tx, access.register, command.year, { lock: true });
    if (book === undefined) throw new AppError('not-found', 'registry.entry-not-found');
    const entry = await findEntryRow(tx, actor, access, book.bookId, command.number);
    if (!(await claimCommand(tx, toClaim(deps, actor, command, amendment)))) return;
    const inWork = amendment.action === 'route' && (await isInWork(tx, deps, entry.row.id));
    refuseUnless(actor, { access, inWork }, entry, command, amendment.action);
    if (entry.row.sealed) throw new AppError('conflict', 'registry.entry-sealed');
    // Sealed by its closing record: only lawful erasure still appends (REG-05).
    if (book.status === 'closed') throw new AppError('conflict', 'registry.book-closed');
    const decision = await amendment.decide(entry, { tx, access, book });
    const place = { access, bookId: book.bookId, number: command.number, unitId: entry.row.unit_id };
    const acting = await actingOnEntry(tx, actor, place, amendment.action);
    const at = await append({ tx, acting, book, entry, deps }, amendment, decision);
    await recordEvent(tx, acting, {
      type: amendment.event,
      at,
      subjectType: 'entry',
      subjectId: entry.row.id,
      unitId: entry.row.unit_id,
      data: { book: book.bookId, number: command.number },
    });
    const sealed = access.register.kind === 'confidential';
    const amended = {
      kind: amendment.kind,
      at,
      entryId: entry.row.id,
      byHand: true,
      book,
      sealed,
      fields: decision.fields,
    };
    for (const subscriber of deps.subscribers) await subscriber.amended(tx, acting, amended);
  });
}

const isInWork = async (tx: Tx, { subscribers }: AmendDeps, entryId: string) =>
  (await entriesInWork(tx, subscribers, [entryId])).has(entryId);

function toClaim(deps: AmendDeps, actor: Actor, command: { requestId: string }, amendment: Amendment) {
  const { requestId, ...body } = command;
  return { accountId: actor.accountId, requestId, action: amendment.event, body, at: deps.clock.now() };
}

function refuseUnless(
  actor: Actor,
  { access, inWork }: { access: RegisterAccess; inWork: boolean },
  entry: LockedEntry,
  command: { version?: number | undefined },
  action: EntryAction,
) {
  const { status, unit_id: unitId, version } = entry.row;
  const facts = { status: 'registered', unitId, reader: entry.reader, closed: false } as const;
  if (inWork && !entryActions(actor, access, { ...facts, inWork }).includes(action))
    throw new AppError('conflict', 'registry.entry-in-work');
  const rights = entryActions(actor, access, facts);
  if (!rights.includes(action)) throw new AppError('forbidden', 'registry.not-allowed');
  if (status === 'annulled') {
    throw new AppError(
      'conflict',
      action === 'annul' ? 'registry.already-annulled' : 'registry.entry-annulled',
    );
  }
  if (command.version !== undefined && command.version !== version) {
    throw new AppError('conflict', 'registry.changed-meanwhile', { details: { version } });
  }
}

type Place = { tx: Tx; acting: Acting; book: BookHead; entry: LockedEntry; deps: AmendDeps };

async function append(
  { tx, acting, book, entry, deps }: Place,
  amendment: Amendment,
  decision: Decision,
): Promise<Date> {
  const at = new Date(Math.max(deps.clock.now().getTime(), book.lastAt.getTime()));
  const values = Object.entries(decision.texts).map(([name, text]) => ({ name, ...commit(text) }));
  const { record, next } = followHead(book, at, {
    kind: amendment.kind,
    number: entry.row.number,
    ...byWhom(acting),
    fields: decision.fields,
    commitments: Object.fromEntries(values.map(({ name, commitment }) => [name, commitment])),
  });
  await moveHead(tx, next, deps.trustHour);
  await insertRecord(tx, book.bookId, record, values);
  const textOf = new Map(values.map(({ commitment, value }) => [commitment, value]));
  await updateEntry(
    tx,
    book.bookId,
    applyRecord(entry.row, parseRecord(record.body), (key) => textOf.get(key) ?? ''),
  );
  for (const principal of decision.newReaders ?? []) {
    await sql`INSERT INTO entry_readers (principal, book_id, number)
      VALUES (${principal}, ${book.bookId}, ${entry.row.number}) ON CONFLICT DO NOTHING`.execute(tx);
  }
  return at;
}
