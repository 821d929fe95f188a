import { AppError, type JoinEntryRequest } from '@opis/contracts';
import type { Actor } from '../../identity/index.ts';
import { findBook } from '../batch/book-store.ts';
import { findEntryRow } from '../entry-store.ts';
import { type AmendDeps, amendEntry, type EntryKey } from './amend-entry.ts';

/** The row that is joined, and in `to` the one it is joined to, of the same register. */
export type JoinCommand = EntryKey & {
  requestId: string;
  version?: number | undefined;
  to: { year: number; number: number };
};

/** Joins a row to the first one registered on the same problem (REG-03, column 12). */
export function joinEntry(deps: AmendDeps, actor: Actor, command: JoinCommand): Promise<void> {
  const { to } = command;
  return amendEntry(deps, actor, command, {
    action: 'join',
    kind: 'joined',
    event: 'entry.joined',
    decide: async (_entry, { tx, access }) => {
      if (to.year === command.year && to.number === command.number) {
        throw new AppError('validation', 'registry.joined-to-itself', {
          fields: [{ path: 'number', code: 'registry.joined-to-itself' }],
        });
      }
      const book = await findBook(tx, access.register, to.year);
      const found = book && (await findEntryRow(tx, actor, access, book.bookId, to.number).catch(asMissing));
      if (!found) throw missing();
      return { fields: { year: to.year, to: to.number }, texts: {} };
    },
  });
}

/** The console's and the API's words for the same command. */
export function toJoinCommand(key: EntryKey, body: JoinEntryRequest): JoinCommand {
  const { year, number, ...rest } = body;
  return { ...key, ...rest, to: { year, number } };
}

const missing = () =>
  new AppError('validation', 'registry.entry-not-found', {
    fields: [{ path: 'number', code: 'registry.entry-not-found' }],
  });

function asMissing(error: unknown): undefined {
  if (error instanceof AppError && error.family === 'not-found') return undefined;
  throw error;
}
