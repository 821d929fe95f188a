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
    WITH new_values AS (
      INSERT INTO ledger_values (commitment, salt, value)
      SELECT decode(item.commitment, 'hex'), decode(item.salt, 'hex'), item.value
      FROM json_to_recordset(${JSON.stringify(values)}) AS item(commitment text, salt text, value text)
    )
    INSERT INTO ledger_records (book_id, seq, kind, number, at, format, body, hash)
    VALUES (${bookId}, ${record.seq}, ${record.kind}, ${record.number}, ${record.at}, 1,
      convert_to(${record.body}, 'UTF8'), decode(${record.hash}, 'hex'))
  `.execute(tx);
}
