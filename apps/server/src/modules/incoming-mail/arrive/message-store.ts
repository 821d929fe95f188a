import type { MailAuthentication } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';
import type { ReceivedFile } from '../../../platform/files/file-store.ts';
import type { ParsedMessage } from '../../../platform/mail/parse/parsed-message.ts';
import { type Arrival, envelopeHash, type MessagePlace, mailboxOf } from './arrival.ts';
import type { ReceivedPart } from './receive-parts.ts';

/** The message that these bytes already are in the mailbox that they came to. */
export async function findKept(
  db: Db | Tx,
  rawSha256: string,
  arrival: Arrival,
): Promise<string | undefined> {
  const hash = envelopeHash(arrival);
  const { rows } = await sql<{ id: string }>`
    SELECT incoming_messages.id FROM incoming_messages
    WHERE incoming_messages.mailbox_id = ${mailboxOf(arrival)} AND incoming_messages.raw_sha256 = ${rawSha256}
      AND incoming_messages.channel = ${arrival.channel}
      AND incoming_messages.envelope_hash IS NOT DISTINCT FROM ${hash}
  `.execute(db);
  return rows[0]?.id;
}

type NewMessage = {
  id: string;
  arrival: Arrival;
  fetchedAt: Date;
  raw: ReceivedFile;
  message: ParsedMessage;
  auth: MailAuthentication;
};

/** False when it is there: fetched or handed over before, or by another process at this moment. */
export async function insertMessage(
  tx: Tx,
  { id, arrival, fetchedAt, raw, message, auth }: NewMessage,
): Promise<boolean> {
  const place = arrival.channel === 'imap' ? arrival.place : undefined;
  const envelope = arrival.channel === 'smtp' ? arrival : undefined;
  const report = message.kind === 'delivery-report' ? message.deliveryReport : null;
  const { rows } = await sql`
    INSERT INTO incoming_messages (id, mailbox_id, channel, uid_validity, uid, envelope_hash, received_at, fetched_at,
      raw_sha256, raw_size, envelope_from, envelope_to, message_id, in_reply_to, reference_ids, from_name, from_address,
      reply_to, to_addresses, cc_addresses, subject, preview, sent_at, auto_submitted, kind, delivery_report, parse_state,
      parse_flags, remote_images, auth, by_list)
    VALUES (${id}, ${mailboxOf(arrival)}, ${arrival.channel}, ${place?.uidValidity ?? null}, ${place?.uid ?? null},
      ${envelopeHash(arrival)}, ${earlier(arrival.receivedAt, fetchedAt)}, ${fetchedAt}, ${raw.sha256}, ${raw.size},
      ${envelope?.from || null}, ${[...(envelope?.to ?? [])]}::text[], ${message.messageId}, ${message.inReplyTo},
      ${[...message.referenceIds]}::text[], ${message.fromName}, ${message.fromAddress}, ${message.replyTo},
      ${[...message.toAddresses]}::text[], ${[...message.ccAddresses]}::text[], ${message.subject}, ${message.preview},
      ${message.sentAt}, ${message.autoSubmitted}, ${message.kind}, ${report && JSON.stringify(report)}::jsonb,
      ${message.state}, ${[...message.flags]}::text[], ${message.remoteImages}, ${JSON.stringify(auth)}::jsonb,
      ${message.byList})
    ON CONFLICT DO NOTHING RETURNING incoming_messages.id
  `.execute(tx);
  return rows.length > 0;
}

// A server whose clock runs ahead has not received anything tomorrow.
const earlier = (one: Date, other: Date): Date => (one < other ? one : other);

/** Writes the parts of a message, in its order. */
export async function insertParts(tx: Tx, messageId: string, parts: readonly ReceivedPart[]): Promise<void> {
  const rows = parts.map(({ kind, name, mediaType, contentId, file, flags }, index) => ({
    ...{ ordinal: index + 1, kind, name, media_type: mediaType, content_id: contentId },
    ...{ sha256: file?.sha256 ?? null, size: file?.size ?? 0, flags },
  }));
  await sql`
    INSERT INTO incoming_parts (message_id, ordinal, kind, name, media_type, content_id, sha256, size, flags)
    SELECT ${messageId}, part.ordinal, part.kind, part.name, part.media_type, part.content_id, part.sha256, part.size,
      coalesce((SELECT array_agg(flag) FROM jsonb_array_elements_text(part.flags) AS flag), '{}')
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS part(ordinal int, kind text, name text, media_type text,
      content_id text, sha256 text, size bigint, flags jsonb)
  `.execute(tx);
}

/** What was found under a UID: a message, or why there is none. */
export type UidFinding = { messageId: string } | { problem: 'too-large' | 'empty' | 'gone' };

/** Notes that a UID was seen: it is not downloaded again. */
export async function noteUid(tx: Db | Tx, place: MessagePlace, found: UidFinding): Promise<void> {
  const [messageId, problem] = 'messageId' in found ? [found.messageId, null] : [null, found.problem];
  await sql`
    INSERT INTO mailbox_uids (mailbox_id, uid_validity, uid, message_id, problem)
    VALUES (${place.mailboxId}, ${place.uidValidity}, ${place.uid}, ${messageId}, ${problem})
    ON CONFLICT DO NOTHING
  `.execute(tx);
}
