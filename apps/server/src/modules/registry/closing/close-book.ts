import { AppError, type BookClosing, type CloseBookRequest } from '@opis/contracts';
import { claimCommand } from '../../../platform/claim-command.ts';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db.ts';
import { recordEvent } from '../../events/index.ts';
import { type Acting, type Actor, inNameOf } from '../../identity/index.ts';
import { type Book, findBook } from '../batch/book-store.ts';
import { insertRecord } from '../ledger/insert-record.ts';
import { byWhom, followHead } from '../ledger/record.ts';
import { mayInRegister, type RegisterAccess } from '../registers.ts';
import { type ClosingFacts, readClosingFacts } from './closing-facts.ts';
import { type BookKey, type ClosingDeps, getClosing, requireClosable } from './get-closing.ts';
import { sealBook } from './seal-book.ts';

/** `trustHour` is true only for the seeder, which writes the past of an empty demonstration. */
export type CloseBookDeps = ClosingDeps & { trustHour: boolean };

/**
 * Seals a past year's book with its closing record: first and last number, how many, which were annulled (REG-01,
 * REG-05). From then on the book takes nothing but lawful erasures. Errors: `closing.*`.
 */
export async function closeBook(
  deps: CloseBookDeps,
  actor: Actor,
  command: CloseBookRequest & BookKey,
): Promise<BookClosing> {
  const access = await requireClosable(deps, actor, command.register);
  if (!mayInRegister(actor, access, 'book.close')) throw new AppError('forbidden', 'registry.not-allowed');
  await deps.db.transaction().execute(async (tx) => {
    const book = await findBook(tx, access.register, command.year, { lock: true });
    if (book === undefined) throw new AppError('not-found', 'closing.nothing-to-close');
    if (!(await claimCommand(tx, toClaim(deps.clock, actor, command)))) return;
    const facts = await readClosingFacts(tx, book);
    refuseUnless(book, facts, command, deps.clock);
    await seal(tx, deps, { book, facts, access, actor });
  });
  return getClosing(deps, actor, command);
}

const toClaim = (clock: Clock, actor: Actor, { requestId, ...body }: CloseBookRequest & BookKey) => ({
  accountId: actor.accountId,
  requestId,
  action: 'book.closed',
  body,
  at: clock.now(),
});

function refuseUnless(book: Book, facts: ClosingFacts, command: CloseBookRequest, clock: Clock) {
  if (book.status === 'closed') throw new AppError('conflict', 'closing.already-closed');
  if (toLegalTime(clock.now()).year <= book.year) throw new AppError('conflict', 'closing.year-not-over');
  if (book.lastHash !== command.hash) throw new AppError('conflict', 'closing.changed-meanwhile');
  if (facts.gaps.length > 0) throw new AppError('conflict', 'closing.gaps');
  if (facts.unsolved > 0 && !command.confirmUnsolved) throw new AppError('conflict', 'closing.unsolved');
}

type Sealing = { book: Book; facts: ClosingFacts; access: RegisterAccess; actor: Actor };

async function seal(tx: Tx, deps: CloseBookDeps, { book, facts, access, actor }: Sealing) {
  const acting: Acting = inNameOf(actor, (capacity) => mayInRegister(capacity, access, 'book.close'));
  const at = new Date(Math.max(deps.clock.now().getTime(), book.lastAt.getTime()));
  const { record, next } = followHead(book, at, {
    kind: 'closed',
    number: null,
    ...byWhom(acting),
    fields: closingFields(book, facts),
    commitments: {},
  });
  await sealBook(tx, next, deps.trustHour);
  await insertRecord(tx, book.bookId, record, []);
  await recordEvent(tx, acting, {
    type: 'book.closed',
    at,
    subjectType: 'book',
    subjectId: book.bookId,
    data: { register: access.register.code, year: book.year, count: facts.count },
  });
}

/** What the record says in the clear; `annulled` lists numbers, as `verify` finds them in the chain. */
const closingFields = (book: Book, { first, count, annulled }: ClosingFacts) => ({
  first,
  last: book.lastNumber,
  count,
  annulled: annulled.map(({ number }) => number).join(','),
});
