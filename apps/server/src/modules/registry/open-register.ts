import { AppError } from '@opis/contracts';
import { type Clock, toLegalTime } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { recordEvent } from '../events/index.ts';
import { insertBook } from './batch/book-store.ts';
import { findRegister } from './registers.ts';

/** From which number, and why not from 1; `year` is the current one when absent. */
export type OpenRegisterCommand = {
  register: string;
  firstNumber: number;
  reason: string;
  year?: number | undefined;
};

const oldestYear = 1990;

/**
 * Opens a book from another number than 1, once, as its first record: an institution that starts in the middle of a
 * year goes on from its old register. Refused when the book has begun already, and for a year that has not.
 */
export async function openRegister(
  deps: { db: Db; clock: Clock },
  by: { accountId: string | null },
  command: OpenRegisterCommand,
): Promise<{ year: number }> {
  const at = deps.clock.now();
  const register = await findRegister(deps.db, command.register);
  if (register === undefined) throw new AppError('not-found', 'registry.register-not-found');
  const current = toLegalTime(at).year;
  const { year = current } = command;
  if (year > current || year < oldestYear) throw new AppError('validation', 'registry.year-not-begun');
  const { firstNumber, reason } = command;
  const opening = { bookId: newId(), year, at, firstNumber, by: by.accountId, reason };
  await deps.db.transaction().execute(async (tx) => {
    if (!(await insertBook(tx, register, opening))) throw new AppError('conflict', 'registry.already-opened');
    const data = { register: register.code, year, first: firstNumber };
    await recordEvent(tx, by, {
      type: 'book.opened',
      at,
      subjectType: 'book',
      subjectId: opening.bookId,
      data,
    });
  });
  return { year };
}
