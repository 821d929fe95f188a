import { sql } from 'kysely';
import { lockDrain, noteEverything } from './documents/document-store.ts';
import { drainSome } from './documents/follow-documents.ts';
import { followBook, type IndexDeps } from './follow-ledger.ts';
import { lockMark, moveMark } from './index-store.ts';

/**
 * Writes the whole index anew from the ledgers and from what can be read in documents and messages, while people go on
 * searching: a row stands until it is written again, and one that no entry stands behind goes. `progress` is told after each book.
 */
export async function rebuildIndex(
  deps: IndexDeps,
  progress: (done: { book: string; entries: number }) => void = () => {},
): Promise<void> {
  for (const book of await listBooks(deps)) {
    await forgetBook(deps, book.id);
    while (await followBook(deps, book.id, { wait: true }));
    progress({ book: book.name, entries: book.entries });
  }
  await deps.db.transaction().execute(async (tx) => {
    await lockDrain(tx, { wait: true });
    await noteEverything(tx);
  });
  while (await drainSome(deps, { wait: true }));
}

async function listBooks({ db }: IndexDeps) {
  const { rows } = await sql<{ id: string; name: string; entries: number }>`
    SELECT books.id, registers.code || '/' || books.year AS name, books.last_number - books.first_number + 1 AS entries
    FROM books JOIN registers ON registers.id = books.register_id ORDER BY registers.code, books.year
  `.execute(db);
  return rows;
}

// Each row is written over in its turn; one whose number the ledger never gave goes at once.
async function forgetBook({ db }: IndexDeps, bookId: string) {
  await db.transaction().execute(async (tx) => {
    await lockMark(tx, bookId, { wait: true });
    await sql`
      DELETE FROM search_entries WHERE search_entries.book_id = ${bookId} AND NOT EXISTS (
        SELECT FROM ledger_records WHERE ledger_records.book_id = search_entries.book_id
          AND ledger_records.number = search_entries.number AND ledger_records.kind = 'registered')
    `.execute(tx);
    await moveMark(tx, bookId, 0);
  });
}
