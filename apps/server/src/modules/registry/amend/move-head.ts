import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/db.ts';
import type { BookHead } from '../ledger/record.ts';

/** Moves a locked book on; only a wrong hour can refuse: the process's clock must be the database's to 2 seconds. */
export async function moveHead(tx: Tx, next: BookHead, trustHour: boolean): Promise<void> {
  const { numAffectedRows } = await sql`
    UPDATE books SET last_seq = ${next.lastSeq}, last_hash = decode(${next.lastHash}, 'hex'), last_at = ${next.lastAt}
    WHERE books.id = ${next.bookId} AND (${trustHour}::boolean OR abs(extract(epoch FROM clock_timestamp() - ${next.lastAt}::timestamptz)) <= 2)
  `.execute(tx);
  if (numAffectedRows !== 1n) throw new AppError('dependency', 'registry.clock-skew');
}
