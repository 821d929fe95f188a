import type { IncomingMessage, IncomingPart } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';

/** Messages with their parts, in the order of arrival; tells nothing about rights: whoever calls has asked for them. */
export async function readMessages(db: Db | Tx, ids: readonly string[]): Promise<IncomingMessage[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<MessageRow>`
    SELECT message.id, message.mailbox_id, message.channel, message.received_at, message.fetched_at, message.raw_sha256,
      message.raw_size, message.envelope_from, message.envelope_to, message.message_id, message.in_reply_to,
      message.reference_ids, message.from_name, message.from_address, message.reply_to, message.to_addresses,
      message.cc_addresses, message.subject, message.preview, message.sent_at, message.auto_submitted, message.kind,
      message.delivery_report, message.by_list,
      message.parse_state, message.parse_flags, message.remote_images, message.auth,
      message.state, coalesce(parts.list, '[]') AS parts
    FROM incoming_messages AS message
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object('ordinal', part.ordinal, 'kind', part.kind, 'name', part.name,
        'mediaType', part.media_type, 'sha256', part.sha256, 'size', part.size, 'flags', part.flags)
        ORDER BY part.ordinal) AS list
      FROM incoming_parts AS part WHERE part.message_id = message.id
    ) AS parts ON true
    WHERE message.id = ANY (${ids}::uuid[])
    ORDER BY message.received_at, message.id
  `.execute(db);
  return rows.map(toMessage);
}

type MessageRow = {
  id: string;
  mailbox_id: string;
  channel: IncomingMessage['channel'];
  received_at: Date;
  fetched_at: Date;
  raw_sha256: string;
  raw_size: number;
  envelope_from: string | null;
  envelope_to: string[];
  message_id: string | null;
  in_reply_to: string | null;
  reference_ids: string[];
  from_name: string | null;
  from_address: string | null;
  reply_to: string | null;
  to_addresses: string[];
  cc_addresses: string[];
  subject: string;
  preview: string;
  sent_at: Date | null;
  auto_submitted: string | null;
  kind: IncomingMessage['kind'];
  by_list: boolean;
  delivery_report: IncomingMessage['deliveryReport'];
  parse_state: IncomingMessage['parseState'];
  parse_flags: IncomingMessage['flags'];
  remote_images: number;
  auth: IncomingMessage['auth'];
  state: IncomingMessage['state'];
  parts: IncomingPart[];
};

function toMessage(row: MessageRow): IncomingMessage {
  return {
    id: row.id,
    mailboxId: row.mailbox_id,
    channel: row.channel,
    receivedAt: row.received_at.toISOString(),
    fetchedAt: row.fetched_at.toISOString(),
    rawSha256: row.raw_sha256,
    rawSize: row.raw_size,
    envelopeFrom: row.envelope_from,
    envelopeTo: row.envelope_to,
    messageId: row.message_id,
    inReplyTo: row.in_reply_to,
    referenceIds: row.reference_ids,
    fromName: row.from_name,
    fromAddress: row.from_address,
    replyTo: row.reply_to,
    toAddresses: row.to_addresses,
    ccAddresses: row.cc_addresses,
    subject: row.subject,
    sentAt: row.sent_at?.toISOString() ?? null,
    autoSubmitted: row.auto_submitted,
    kind: row.kind,
    byList: row.by_list,
    deliveryReport: row.delivery_report,
    parseState: row.parse_state,
    flags: row.parse_flags,
    remoteImages: row.remote_images,
    auth: row.auth,
    state: row.state,
    preview: row.preview,
    parts: row.parts,
  };
}
