import { sql } from 'kysely';
import type { Tx } from '../../../platform/db.ts';
import type { CommittedValue } from './commitment.ts';
import type { LedgerRecord } from './record.ts';

/** Writes one record and the values it commits to. The caller has moved, or moves, the head of the book with it. */
export async function insertRecord(
  tx: Tx,
  bookId: string,
  record: LedgerRecord,
  values: readonly CommittedValue[],
) {
  await sql`
    INSERT INTO ledger_records (book_id, seq, kind, number, at, format, body, hash)
    VALUES (${bookId}, ${record.seq}, ${record.kind}, ${record.number}, ${record.at}, 1,
      convert_to(${record.body}, 'UTF8'), decode(${record.hash}, 'hex'))
  `.execute(tx);
  for (const value of values) {
    await sql`
      INSERT INTO ledger_values (commitment, salt, value)
      VALUES (decode(${value.commitment}, 'hex'), decode(${value.salt}, 'hex'), ${value.value})
    `.execute(tx);
  }
}
