import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/db.ts';
import type { BookHead } from '../ledger/record.ts';

/** Moves a locked book to its closing record, its last: the database lets it move no more. As `moveHead` for the hour. */
export async function sealBook(tx: Tx, next: BookHead, trustHour: boolean): Promise<void> {
  const { numAffectedRows } = await sql`
    UPDATE books SET status = 'closed', last_seq = ${next.lastSeq}, last_hash = decode(${next.lastHash}, 'hex'),
      last_at = ${next.lastAt}
    WHERE books.id = ${next.bookId}
      AND (${trustHour}::boolean OR abs(extract(epoch FROM clock_timestamp() - ${next.lastAt}::timestamptz)) <= 2)
  `.execute(tx);
  if (numAffectedRows !== 1n) throw new AppError('dependency', 'registry.clock-skew');
}
