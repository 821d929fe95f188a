import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { recordEvent } from '../events/index.ts';
import { findBook } from './batch/book-store.ts';
import { updateEntry } from './entry-store.ts';
import { applyRecord, type FoldedEntry } from './ledger/fold.ts';
import { type NumberHistory, readNumberHistory } from './ledger/read-history.ts';
import { followHead } from './ledger/record.ts';
import type { RegisterRow } from './registers.ts';

/**
 * Lawful erasure at the end of retention (ARH-03), as the owner of the database: every value of the number leaves, the
 * chain gets an `erased` record and still verifies, the row reads „șters la expirarea termenului de păstrare”. Called
 * by the two-step selection alone, never by a data-protection request and never by a button.
 */
export async function eraseValues(
  deps: { owner: Db; clock: Clock },
  register: Pick<RegisterRow, 'id' | 'code'>,
  { year, number }: { year: number; number: number },
): Promise<{ erased: number }> {
  return deps.owner.transaction().execute(async (tx) => {
    const book = await findBook(tx, register, year, { lock: true });
    const history = book && (await readNumberHistory(tx, book.bookId, number));
    if (!book || !history || history.records.length === 0)
      throw new AppError('not-found', 'registry.entry-not-found');
    const erased = standingCommitments(history);
    const at = new Date(Math.max(deps.clock.now().getTime(), book.lastAt.getTime()));
    const { record } = followHead(book, at, {
      kind: 'erased',
      number,
      by: null,
      fields: {},
      commitments: {},
      erased,
    });
    await sql`
      SELECT erase_ledger_values(${book.bookId}, ${number},
        ARRAY(SELECT decode(item, 'hex') FROM unnest(${erased}::text[]) AS item ORDER BY item), convert_to(${record.body}, 'UTF8'))
    `.execute(tx);
    const after = await readNumberHistory(tx, book.bookId, number);
    await updateEntry(tx, book.bookId, foldHistory(after));
    const subjectId = String(history.records[0]?.body.fields.entry);
    await recordEvent(
      tx,
      { accountId: null },
      { type: 'entry.erased', at, subjectType: 'entry', subjectId, data: { number } },
    );
    return { erased: erased.length };
  });
}

function standingCommitments(history: NumberHistory): string[] {
  const all = history.records.flatMap(({ body }) => [
    ...Object.values(body.commitments),
    ...(body.documents ?? []),
  ]);
  return all.filter((commitment) => history.saltOf(commitment) !== undefined).sort();
}

function foldHistory(history: NumberHistory): FoldedEntry {
  let row: FoldedEntry | undefined;
  for (const { body } of history.records) row = applyRecord(row, body, history.valueBehind);
  if (row === undefined) throw new Error('a number without records');
  return row;
}
