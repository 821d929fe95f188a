import { AppError, type BookClosing } from '@opis/contracts';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import type { Actor } from '../../identity/index.ts';
import { type Book, findBook } from '../batch/book-store.ts';
import { mayReadBook } from '../entry-policy.ts';
import { parseRecord } from '../ledger/record.ts';
import { mayInRegister, type RegisterAccess, type RegisterDirectory } from '../registers.ts';
import { findClosingRecord, readClosingFacts } from './closing-facts.ts';

export type ClosingDeps = { db: Db; clock: Clock; registers: RegisterDirectory };

/** Which book, by what is written on it. */
export type BookKey = { register: string; year: number };

/** Throws as a book that is not there for whoever may neither read nor close it. */
export async function requireClosable(
  deps: ClosingDeps,
  actor: Actor,
  register: string,
): Promise<RegisterAccess> {
  const access = await deps.registers.require(actor, register);
  if (!mayReadBook(actor, access) && !mayInRegister(actor, access, 'book.close'))
    throw new AppError('forbidden', 'registry.not-allowed');
  return access;
}

/** What closing the book would say, or, of a closed one, what its record says. Errors: `closing.nothing-to-close`. */
export async function getClosing(
  deps: ClosingDeps,
  actor: Actor,
  { register, year }: BookKey,
): Promise<BookClosing> {
  const access = await requireClosable(deps, actor, register);
  const book = await findBook(deps.db, access.register, year);
  if (book === undefined) throw new AppError('not-found', 'closing.nothing-to-close');
  const [facts, stored] = await Promise.all([
    readClosingFacts(deps.db, book),
    findClosingRecord(deps.db, book.bookId),
  ]);
  return {
    register: { code: access.register.code, name: access.register.name },
    year,
    state: stateOf(book, deps.clock),
    last: book.lastNumber,
    ...facts,
    annulled: [...facts.annulled],
    gaps: [...facts.gaps],
    hash: stored ? parseRecord(stored.body).prev : book.lastHash,
    closed: stored ? { at: stored.at.toISOString(), by: stored.by, hash: stored.hash } : null,
    mayClose: mayInRegister(actor, access, 'book.close'),
  };
}

function stateOf({ status, year }: Book, clock: Clock): BookClosing['state'] {
  if (status === 'closed') return 'closed';
  return toLegalTime(clock.now()).year > year ? 'open' : 'running';
}
