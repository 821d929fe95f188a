import { sql } from 'kysely';
import type { Tx } from '../../../platform/db.ts';
import type { Acting } from '../../identity/index.ts';
import { lockBooks } from '../../registry/index.ts';
import { type CaseFileState, type CasePlace, lawfulPlace } from '../case-file.ts';
import { type FiledEntry, lockCaseFiles, readFiledEntries, readStates } from '../case-file-store.ts';
import { everything } from '../everything.ts';
import { type CaseWriteDeps, writeChanges } from './write-changes.ts';

type Passing = {
  ids: readonly string[];
  acting: Acting;
  /** Which of them go, as they are under their lock. */
  may(file: CaseFileState): boolean;
  place(file: CaseFileState): CasePlace;
};

/**
 * What the house moves by itself, by a right that was asked elsewhere: files to another place, each as far as the law
 * lets it lie there; column 8 follows where the book is still open. Gives those that went, as they were.
 */
export async function passFiles(
  tx: Tx,
  deps: CaseWriteDeps,
  { ids, acting, may, place }: Passing,
): Promise<CaseFileState[]> {
  if (ids.length === 0) return [];
  const entries = await inOpenBooks(tx, await readFiledEntries(tx, ids));
  const books = await lockBooks(tx, [...new Set(entries.map(({ book_id }) => book_id))]);
  await lockCaseFiles(tx, ids);
  const files = await readStates(tx, { reach: everything, clock: deps.clock }, ids);
  const moving = [...files.values()].filter(may);
  const changes = moving.map((file) => {
    const to = lawfulPlace(file, place(file));
    // To nobody it is no assignment: the complaint took it from whoever might have it.
    const kind = to.unitId === null && to.handlerId === null ? ('complaint' as const) : ('assign' as const);
    return { file, acting, action: 'forward' as const, kind, place: to, outcome: null, text: null };
  });
  await writeChanges(tx, { ...deps, books }, { changes, entries });
  return moving;
}

/** Column 8 of a closed book says what it said when the year was closed. */
async function inOpenBooks(tx: Tx, entries: readonly FiledEntry[]): Promise<FiledEntry[]> {
  const asked = [...new Set(entries.map(({ book_id }) => book_id))];
  const { rows } = await sql<{ id: string }>`
    SELECT books.id FROM books WHERE books.id = ANY (${asked}::uuid[]) AND books.status = 'open'
  `.execute(tx);
  const open = new Set(rows.map((row) => row.id));
  return entries.filter(({ book_id }) => open.has(book_id));
}
