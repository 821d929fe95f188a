import { formatRegistrationNumber, type IntakeDetail } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import type { EntryReach } from '../../registry/index.ts';

/** The message of ours that one that came in may say came back, as long as it can; the number only where it may be seen. */
export async function describeBounce(
  db: Db,
  bouncedId: string | null,
  { rowVisible }: EntryReach,
): Promise<IntakeDetail['bounce']> {
  if (bouncedId === null) return null;
  const { rows } = await sql<{ to: string; number: number | null; on: string }>`
    SELECT outgoing_messages.to_address AS to, numbered.number, numbered.registered_on AS on
    FROM outgoing_messages
    LEFT JOIN LATERAL (SELECT entries.number, entries.registered_on FROM entries
      JOIN books ON books.id = entries.book_id
      WHERE entries.id = coalesce(outgoing_messages.case_file_id, outgoing_messages.entry_id) AND ${rowVisible})
      AS numbered ON true
    WHERE outgoing_messages.id = ${bouncedId}
      AND outgoing_messages.state IN ('sending', 'uncertain', 'accepted', 'delivered')
  `.execute(db);
  const [row] = rows;
  if (row === undefined) return null;
  return {
    to: row.to,
    registrationNumber: row.number === null ? null : formatRegistrationNumber(row.number, row.on),
  };
}
