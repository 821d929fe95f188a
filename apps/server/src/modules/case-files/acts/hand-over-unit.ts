import { sql } from 'kysely';
import type { Clock } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import type { Actor } from '../../identity/index.ts';
import { type EntryReach, lockBooks } from '../../registry/index.ts';
import { placeOf } from '../case-file.ts';
import { type FiledEntry, lockCaseFiles, readFiledEntries, readStates } from '../case-file-store.ts';
import { writeChanges } from './write-changes.ts';

type Deps = { db: Db; clock: Clock; trustHour: boolean };
type Units = { fromUnitId: string; toUnitId: string };

/** So many files in a transaction: whoever registers meanwhile waits for none of them long. */
const atOnce = 200;

/** Whoever may reorganise hands over files that they may not read: nothing of them is shown. */
const everything: EntryReach = {
  registersWith: () => [],
  rowVisible: sql<boolean>`true`,
  fileReadable: sql<boolean>`true`,
};

/**
 * Hands every open file of a unit over to another, each with whoever has it, column 8 following where the book is still
 * open; gives how many. What is handed over is no longer with the first unit, so it may stop anywhere and be repeated.
 */
export async function handOverUnitFiles(deps: Deps, actor: Actor, units: Units): Promise<number> {
  for (let total = 0; ; ) {
    const moved = await deps.db.transaction().execute((tx) => handOverSome(tx, deps, actor, units));
    total += moved;
    if (moved === 0) return total;
  }
}

async function handOverSome(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  { fromUnitId, toUnitId }: Units,
): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    SELECT case_files.id FROM case_files
    WHERE case_files.unit_id = ${fromUnitId} AND case_files.status IN ('with-unit', 'with-handler')
    ORDER BY case_files.id LIMIT ${atOnce}
  `.execute(tx);
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return 0;
  const entries = await inOpenBooks(tx, await readFiledEntries(tx, ids));
  const books = await lockBooks(tx, [...new Set(entries.map(({ book_id }) => book_id))]);
  await lockCaseFiles(tx, ids);
  const files = await readStates(tx, { reach: everything, clock: deps.clock }, ids);
  const acting = { accountId: actor.accountId, onBehalfOf: null };
  const changes = [...files.values()]
    .filter((file) => file.unitId === fromUnitId && file.status !== 'closed')
    .map((file) => ({
      file,
      acting,
      action: 'forward' as const,
      kind: 'assign' as const,
      place: placeOf(toUnitId, file.handlerId),
      outcome: null,
      text: null,
    }));
  await writeChanges(tx, { ...deps, books }, { changes, entries });
  return ids.length;
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
