import { AppError, type OutgoingPurpose, parseEmail, toStoredText } from '@opis/contracts';
import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { recordEvent } from '../events/index.ts';
import type { Acting } from '../identity/index.ts';
import { queueSending } from './send/send-job.ts';
import { newToken } from './token.ts';

/** What goes with a message: a document as it is kept, or the proof of a registration, made when it is sent. */
export type NewAttachment = { readonly documentId: string } | { readonly receiptOf: string };

/**
 * A message to be sent. `inReplyTo` and `references` are Message-IDs of what it answers, with or without angle brackets;
 * `notBefore`: later, at an hour that a person chose. A confirmation names its entry, a letter itself and its file.
 */
export type NewMessage = {
  readonly purpose: OutgoingPurpose;
  readonly letterId?: string | null;
  readonly entryId?: string | null;
  readonly caseFileId?: string | null;
  readonly to: { readonly address: string; readonly name: string };
  readonly subject: string;
  readonly body: string;
  readonly attachments?: readonly NewAttachment[];
  readonly inReplyTo?: string | null;
  readonly references?: readonly string[];
  readonly notBefore?: Date | null;
  /** Whose act it is that it leaves. */
  readonly by: Acting;
};

/**
 * Puts a message in the queue, in the caller's transaction: it leaves after that commits, and never when it does not.
 * Throws `outgoing-mail.address-invalid` for what is not exactly one address. Gives its id and its token.
 */
export async function queueMessage(
  tx: Tx,
  { clock }: { clock: Clock },
  message: NewMessage,
): Promise<{ id: string; token: string }> {
  const at = clock.now();
  const [id, token] = [newId(), newToken()];
  const nextAt = message.notBefore ?? at;
  await insertMessage(tx, message, { id, token, at, nextAt });
  await insertAttachments(tx, id, message.attachments ?? []);
  await recordEvent(tx, message.by, {
    ...{ type: 'outgoing-message.queued', at, subjectType: 'outgoing-message', subjectId: id, unitId: null },
    data: { purpose: message.purpose, file: message.caseFileId ?? null, letter: message.letterId ?? null },
  });
  await queueSending(tx, id, nextAt);
  return { id, token };
}

async function insertMessage(
  tx: Tx,
  message: NewMessage,
  { id, token, at, nextAt }: { id: string; token: string; at: Date; nextAt: Date },
) {
  const { purpose, letterId = null, entryId = null, caseFileId = null, by } = message;
  const address = requireAddress(message.to.address);
  const inReplyTo = message.inReplyTo ? toMessageId(message.inReplyTo) : null;
  const references = (message.references ?? []).flatMap((reference) => toMessageId(reference) ?? []);
  await sql`
    INSERT INTO outgoing_messages (id, purpose, letter_id, entry_id, case_file_id, to_address, to_name, subject, body,
      in_reply_to, reference_ids, token, state, next_at, queued_at, changed_at, queued_by, on_behalf_of)
    VALUES (${id}, ${purpose}, ${letterId}, ${entryId}, ${caseFileId}, ${address}, ${oneLine(message.to.name)},
      ${oneLine(message.subject)}, ${message.body}, ${inReplyTo}, ${references}::text[], ${token},
      ${nextAt > at ? 'held' : 'waiting'}, ${nextAt}, ${at}, ${at}, ${by.accountId}, ${by.onBehalfOf})
  `.execute(tx);
}

async function insertAttachments(tx: Tx, messageId: string, attachments: readonly NewAttachment[]) {
  const rows = attachments.map((attachment, index) => ({
    position: index + 1,
    kind: 'documentId' in attachment ? 'document' : 'receipt',
    document: 'documentId' in attachment ? attachment.documentId : null,
    entry: 'receiptOf' in attachment ? attachment.receiptOf : null,
  }));
  if (rows.length === 0) return;
  await sql`
    INSERT INTO outgoing_attachments (message_id, position, kind, document_id, entry_id)
    SELECT ${messageId}, attachment.position, attachment.kind, attachment.document, attachment.entry
    FROM json_to_recordset(${JSON.stringify(rows)}) AS attachment(position int, kind text, document uuid, entry uuid)
  `.execute(tx);
}

/** The one address in a text, in its one spelling; throws `outgoing-mail.address-invalid`. */
export function requireAddress(text: string): string {
  const address = parseEmail(text);
  if (address !== undefined) return address;
  const fields = [{ path: 'address', code: 'outgoing-mail.address-invalid' as const }];
  throw new AppError('validation', 'outgoing-mail.address-invalid', { fields });
}

const longestLine = 300;

// A header is one line: what breaks lines or hides becomes a space, so that nothing begins a header of its own.
const oneLine = (text: string): string =>
  [
    ...toStoredText(text.toWellFormed())
      .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
      .trim(),
  ]
    .slice(0, longestLine)
    .join('');

function toMessageId(text: string): string | null {
  const id = text.trim().replace(/^<|>$/g, '');
  return /^[^\s<>@\p{Cc}]{1,400}@[^\s<>@\p{Cc}]{1,400}$/u.test(id) ? id : null;
}
