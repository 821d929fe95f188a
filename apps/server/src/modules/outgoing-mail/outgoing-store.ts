import { AppError } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import type { OutgoingMessage } from './outgoing-message.ts';

const selectMessages = sql`
  SELECT outgoing_messages.id, outgoing_messages.purpose, outgoing_messages.letter_id AS "letterId",
    outgoing_messages.entry_id AS "entryId", outgoing_messages.case_file_id AS "caseFileId",
    outgoing_messages.to_address AS "toAddress", outgoing_messages.to_name AS "toName", outgoing_messages.subject,
    outgoing_messages.body, outgoing_messages.in_reply_to AS "inReplyTo",
    outgoing_messages.reference_ids AS "references", outgoing_messages.token,
    outgoing_messages.message_id AS "messageId", outgoing_messages.raw_document_id AS "rawDocumentId",
    outgoing_messages.state, outgoing_messages.attempts, outgoing_messages.next_at AS "nextAt",
    outgoing_messages.queued_at AS "queuedAt", outgoing_messages.queued_by AS "queuedBy",
    outgoing_messages.on_behalf_of AS "onBehalfOf", outgoing_messages.departure_id AS "departureId",
    outgoing_messages.decision
  FROM outgoing_messages`;

/** Messages by a condition on `outgoing_messages`, oldest first. */
export async function readMessages(db: Db | Tx, condition: RawBuilder<unknown>): Promise<OutgoingMessage[]> {
  const { rows } = await sql<OutgoingMessage>`
    ${selectMessages} WHERE ${condition} ORDER BY outgoing_messages.id`.execute(db);
  return rows;
}

/** One message under its lock, after that of its file; throws `outgoing-mail.not-found`. */
export async function lockMessage(tx: Tx, id: string): Promise<OutgoingMessage> {
  const { rows } = await sql<OutgoingMessage>`
    ${selectMessages} WHERE outgoing_messages.id = ${id} FOR UPDATE`.execute(tx);
  if (rows[0] === undefined) throw new AppError('not-found', 'outgoing-mail.not-found');
  return rows[0];
}
