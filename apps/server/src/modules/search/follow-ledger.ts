import { type Clock, toLegalTime } from '../../platform/clock.ts';
import type { FieldKeys } from '../../platform/crypto/field-crypto.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { sortInNewNames } from '../parties/index.ts';
import { readChangedEntries } from '../registry/index.ts';
import { followDocuments, noteChangedEntries } from './documents/follow-documents.ts';
import { toIndexRow } from './index-row.ts';
import { listBehind, lockMark, moveMark, writeRows } from './index-store.ts';
import type { Pace } from './pace.ts';

/** What the indexer works with. */
export type IndexDeps = { db: Db; clock: Clock; keys: Pick<FieldKeys, 'lookupKey'> };

/** Records read in one transaction: few while people work, so that what they wait for stays short; many at a rebuild. */
const recordsAtOnce = { following: 100, rebuilding: 500 };

const withoutRest: Pace = async () => true;

/**
 * Brings the index to where the ledgers are, then to what can be read in documents. Each book is followed under the lock
 * of its mark, row and mark in one transaction: whatever dies, the next one goes on from the mark; whatever is repeated
 * writes the same rows.
 */
export async function followLedger(deps: IndexDeps, pace: Pace = withoutRest): Promise<void> {
  for (const { bookId } of await listBehind(deps.db)) {
    let from = performance.now();
    while (await followBook(deps, bookId)) {
      await sortInNewNames(deps.db);
      if (!(await pace(performance.now() - from))) return;
      from = performance.now();
    }
  }
  await followDocuments(deps, pace);
}

/** One step along a book; false at its end, or, unless one waits for it, when another process is at it. */
export async function followBook(
  deps: IndexDeps,
  bookId: string,
  options: { wait: boolean } = { wait: false },
): Promise<boolean> {
  const limit = options.wait ? recordsAtOnce.rebuilding : recordsAtOnce.following;
  return deps.db.transaction().execute(async (tx) => {
    const seq = await lockMark(tx, bookId, options);
    return seq !== undefined && (await takeStep(deps, tx, { bookId, seq, limit }));
  });
}

async function takeStep(
  deps: IndexDeps,
  tx: Tx,
  { bookId, seq, limit }: { bookId: string; seq: number; limit: number },
): Promise<boolean> {
  const changed = await readChangedEntries(tx, { bookId, afterSeq: seq, limit });
  if (changed === undefined) return false;
  const given = { lookupKey: deps.keys.lookupKey, today: toLegalTime(deps.clock.now()).date };
  await writeRows(
    tx,
    changed.entries.map((entry) => toIndexRow(entry, given)),
  );
  await noteChangedEntries(tx, changed.entries, given);
  await moveMark(tx, bookId, changed.lastSeq);
  return true;
}
