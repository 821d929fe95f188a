import { AppError, type ErrorCode, type JoinEntryRequest } from '@opis/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/db.ts';
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
        throw refused('registry.joined-to-itself');
      }
      const book = await findBook(tx, access.register, to.year);
      const found = book && (await findEntryRow(tx, actor, access, book.bookId, to.number).catch(asMissing));
      if (!found) throw missing();
      if (found.row.status === 'annulled') throw refused('registry.entry-annulled');
      if (found.row.sealed) throw refused('registry.entry-sealed');
      if (await leadsTo(tx, { registerId: access.register.id, from: to, to: command })) {
        throw refused('registry.joined-in-circle');
      }
      return { fields: { year: to.year, to: to.number }, texts: {} };
    },
  });
}

/** The console's and the API's words for the same command. */
export function toJoinCommand(key: EntryKey, body: JoinEntryRequest): JoinCommand {
  const { year, number, ...rest } = body;
  return { ...key, ...rest, to: { year, number } };
}

type RowKey = { readonly year: number; readonly number: number };

/** True when column 12, followed from one row, comes to the other: joined back, neither would be the first. */
async function leadsTo(
  tx: Tx,
  { registerId, from, to }: { registerId: string; from: RowKey; to: RowKey },
): Promise<boolean> {
  const { rows } = await sql`
    WITH RECURSIVE chain AS (
      SELECT ${from.year}::int AS year, ${from.number}::int AS number
      UNION
      SELECT entries.joined_year, entries.joined_number FROM chain
      JOIN books ON books.register_id = ${registerId} AND books.year = chain.year
      JOIN entries ON entries.book_id = books.id AND entries.number = chain.number
      WHERE entries.joined_number IS NOT NULL
    )
    SELECT FROM chain WHERE chain.year = ${to.year} AND chain.number = ${to.number}
  `.execute(tx);
  return rows.length > 0;
}

const refused = (code: ErrorCode) => new AppError('validation', code, { fields: [{ path: 'number', code }] });
const missing = () => refused('registry.entry-not-found');

function asMissing(error: unknown): undefined {
  if (error instanceof AppError && error.family === 'not-found') return undefined;
  throw error;
}
