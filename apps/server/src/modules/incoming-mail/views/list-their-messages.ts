import { sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';
import type { TheirMessage } from '../../outgoing-mail/index.ts';

const mostMessages = 100;

/**
 * What came into a file by e-mail, newest first: what an answer goes back to. The first of the file stands last, however
 * many came after it. Rights are those of the file, asked by whoever calls.
 */
export async function listTheirMessages(db: Db | Tx, caseFileId: string): Promise<TheirMessage[]> {
  const { rows } = await sql<TheirMessage>`
    SELECT incoming_messages.from_address AS address, incoming_messages.message_id AS "messageId",
      incoming_messages.reference_ids AS "references", incoming_messages.subject,
      incoming_messages.entry_id = ${caseFileId} AS "opensFile"
    FROM case_entries JOIN incoming_messages ON incoming_messages.entry_id = case_entries.entry_id
    WHERE case_entries.case_file_id = ${caseFileId} AND incoming_messages.from_address IS NOT NULL
      AND incoming_messages.kind = 'message'
    ORDER BY incoming_messages.entry_id = ${caseFileId}, incoming_messages.received_at DESC, incoming_messages.id DESC
    LIMIT ${mostMessages}
  `.execute(db);
  return rows;
}
