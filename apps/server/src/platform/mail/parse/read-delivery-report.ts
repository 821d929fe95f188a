import {
  DeliveryAction,
  type DeliveryReport,
  type DeliveryReportRecipient,
  parseEmail,
} from '@opis/contracts';
import type { Attachment, Header } from 'postal-mime';
import { cleanLine } from './clean-words.ts';
import { readIds } from './read-headers.ts';

const mostRecipients = 200;
const longestPart = 64 * 1024;

/** The report that a message carries (RFC 3464), undefined when it carries none. */
export function readDeliveryReport(
  headers: readonly Header[],
  attachments: readonly Attachment[],
): DeliveryReport | undefined {
  const status = attachments.find(({ mimeType }) => /^message\/(global-)?delivery-status$/.test(mimeType));
  if (status === undefined) return undefined;
  const [message = new Map(), ...recipients] = readBlocks(textOf(status));
  const returned = readReturned(attachments);
  const own = headers.filter(({ key }) => key === 'references' || key === 'in-reply-to');
  return {
    originalMessageId: returned.messageId,
    references: [...new Set([...own.flatMap(({ value }) => readIds(value)), ...returned.references])].slice(
      0,
      100,
    ),
    envelopeId: cleanLine(message.get('original-envelope-id') ?? '', 200) || null,
    reportingServer: afterType(message.get('reporting-mta')) || null,
    recipients: recipients.slice(0, mostRecipients).flatMap(toRecipient),
  };
}

type Block = ReadonlyMap<string, string>;

function toRecipient(block: Block): DeliveryReportRecipient[] {
  const final = afterType(block.get('final-recipient'));
  const original = afterType(block.get('original-recipient'));
  const action = DeliveryAction.safeParse((block.get('action') ?? '').trim().toLowerCase());
  const address = parseEmail(final) ?? parseEmail(original);
  if (address === undefined || !action.success) return [];
  const written = parseEmail(original);
  return [
    {
      address,
      originalAddress: written !== undefined && written !== address ? written : null,
      action: action.data,
      status: /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(block.get('status') ?? '')?.[0] ?? null,
      diagnostic: afterType(block.get('diagnostic-code')).slice(0, 500) || null,
    },
  ];
}

// „rfc822; ana@exemplu.ro”: the type says how to read what follows.
function afterType(value = ''): string {
  const text = cleanLine(value, 600);
  return text.includes(';') ? text.slice(text.indexOf(';') + 1).trim() : text;
}

/** Fields in blocks parted by empty lines; folded lines belong to the field above. */
function readBlocks(text: string): Map<string, string>[] {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
    .split(/\n{2,}/)
    .map((block) => new Map(block.split('\n').flatMap(readField)))
    .filter((block) => block.size > 0);
}

function readField(line: string): [string, string][] {
  const colon = line.indexOf(':');
  return colon <= 0 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]];
}

// The message that came back, whole or its header alone (RFC 6522).
function readReturned(attachments: readonly Attachment[]) {
  const returned = attachments.find(({ mimeType }) =>
    /^(message\/(rfc822|global)|text\/rfc822-headers|message\/global-headers)$/.test(mimeType),
  );
  const [header = new Map()] = returned ? readBlocks(textOf(returned)) : [];
  const references = ['references', 'in-reply-to'].flatMap((key) => readIds(header.get(key) ?? ''));
  return { messageId: readIds(header.get('message-id') ?? '')[0] ?? null, references };
}

function textOf({ content }: Attachment): string {
  if (typeof content === 'string') return content.slice(0, longestPart);
  return Buffer.from(content instanceof Uint8Array ? content : new Uint8Array(content))
    .subarray(0, longestPart)
    .toString('utf8');
}
