import { sql } from 'kysely';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { MailSettings } from '../../../platform/mail/mailer.ts';
import { grantRead, keepMade, openDocument, receiveMade } from '../../documents/index.ts';
import type { SendDeps } from '../outgoing-deps.ts';
import type { OutgoingMessage } from '../outgoing-message.ts';
import { lockMessage } from '../outgoing-store.ts';
import { messageIdOf, replyAddress } from '../token.ts';

type Attached = { filename: string; content: Buffer; contentType: string };

/**
 * Writes a message as it will be sent, byte for byte, and keeps it: every try sends the same. Errors: those of documents
 * when an attachment is not there as it was.
 */
export async function writeMessage(
  deps: SendDeps,
  message: OutgoingMessage,
  mail: MailSettings,
): Promise<void> {
  const raw = await composeMessage(deps, message, mail);
  const file = await receiveMade(deps.files, raw);
  try {
    await deps.db.transaction().execute(async (tx) => {
      const { rawDocumentId, state } = await lockMessage(tx, message.id);
      if (rawDocumentId !== null || state !== 'waiting') return;
      const at = deps.clock.now();
      const place = {
        holderType: 'outgoing-message',
        holderId: message.id,
        createdBy: message.queuedBy,
        at,
      } as const;
      const documentId = await keepMade(tx, place, { name: rawName(message), file, pages: undefined });
      await sql`
        UPDATE outgoing_messages SET raw_document_id = ${documentId}, message_id = ${messageIdOf(message, mail.from)},
          changed_at = ${at}
        WHERE outgoing_messages.id = ${message.id}
      `.execute(tx);
    });
  } finally {
    await file.discard();
  }
}

async function composeMessage(deps: SendDeps, message: OutgoingMessage, mail: MailSettings): Promise<Buffer> {
  const { name } = await deps.organisation.institution();
  const references = [...new Set([...message.references, ...(message.inReplyTo ? [message.inReplyTo] : [])])];
  const composer = new MailComposer({
    from: { name, address: mail.from },
    to: { name: message.toName, address: message.toAddress },
    replyTo: { name, address: replyAddress(mail, message.token) },
    subject: message.subject,
    text: message.body,
    date: deps.clock.now(),
    messageId: `<${messageIdOf(message, mail.from)}>`,
    ...(message.inReplyTo && { inReplyTo: `<${message.inReplyTo}>` }),
    ...(references.length > 0 && { references: references.map((id) => `<${id}>`) }),
    headers: headersOf(message),
    attachments: await readAttachments(deps, message),
    newline: '\r\n',
    // Nothing of a mail is fetched from elsewhere, whatever its text says.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

// RFC 3834: what a machine answers says so, and nobody's machine answers that. A letter is written by a person.
function headersOf({ purpose }: OutgoingMessage): Record<string, string> {
  if (purpose === 'letter') return {};
  const how = purpose === 'confirmation' ? 'auto-replied' : 'auto-generated';
  return { 'Auto-Submitted': how, 'X-Auto-Response-Suppress': 'All' };
}

/** How the message is called among the documents of its file. */
export const rawName = ({ purpose, toAddress }: Pick<OutgoingMessage, 'purpose' | 'toAddress'>): string =>
  `${purpose}-${toAddress}.eml`;

async function readAttachments(deps: SendDeps, { id, queuedBy }: OutgoingMessage): Promise<Attached[]> {
  const { rows } = await sql<{ document: string | null; holder: string | null; entry: string | null }>`
    SELECT outgoing_attachments.document_id AS document, documents.holder_id AS holder,
      outgoing_attachments.entry_id AS entry
    FROM outgoing_attachments LEFT JOIN documents ON documents.id = outgoing_attachments.document_id
    WHERE outgoing_attachments.message_id = ${id} ORDER BY outgoing_attachments.position
  `.execute(deps.db);
  const attached: Attached[] = [];
  for (const { document, holder, entry } of rows) {
    if (document && holder) attached.push(await readDocument(deps, holder, document));
    if (entry) attached.push(await makeReceipt(deps, { entryId: entry, accountId: queuedBy }));
  }
  return attached;
}

// Bytes that no longer match their hash never come whole out of the store: nobody is sent a damaged answer.
async function readDocument(deps: SendDeps, holderId: string, documentId: string): Promise<Attached> {
  const { name, mediaType, bytes } = await openDocument(deps, grantRead(holderId), documentId);
  return { filename: name, content: Buffer.concat(await bytes.toArray()), contentType: mediaType };
}

async function makeReceipt(
  deps: SendDeps,
  asked: Parameters<SendDeps['printReceipt']>[0],
): Promise<Attached> {
  const { name, bytes } = await deps.printReceipt(asked);
  return { filename: name, content: bytes, contentType: 'application/pdf' };
}
