import { type MessageFlag, parseEmail } from '@opis/contracts';
import { type Address, addressParser, decodeWords, type Header } from 'postal-mime';
import { cleanLine, hidesMarks } from './clean-words.ts';
import { parseLimits } from './parse-limits.ts';
import type { ParsedHeaders } from './parsed-message.ts';
import { readHop } from './read-hop.ts';

// RFC 5322, 3.6: what may stand once.
const onceOnly = [
  'from',
  'sender',
  'reply-to',
  'to',
  'cc',
  'subject',
  'date',
  'message-id',
  'in-reply-to',
  'references',
  'content-type',
  'content-transfer-encoding',
  'mime-version',
];

const earliest = Date.UTC(1990, 0, 1);
const dayMs = 24 * 3600 * 1000;

/** What the header says, with what is odd about it. Of a header that stands twice the first holds. */
export function readHeaders(
  headers: readonly Header[],
  now: Date,
): { fields: ParsedHeaders; flags: MessageFlag[] } {
  const first = (key: string) => headers.find((header) => header.key === key)?.value ?? '';
  const senders = toMailboxes(first('from'));
  const [sender] = senders;
  const fromAddress = sender?.address ?? null;
  const shownName = decodeWords(sender?.name ?? '');
  const subject = decodeWords(first('subject'));
  const sentAt = readDate(first('date'), now);
  const [answer] = toMailboxes(first('reply-to'));
  const fields: ParsedHeaders = {
    messageId: readIds(first('message-id'))[0] ?? null,
    inReplyTo: readIds(first('in-reply-to'))[0] ?? null,
    referenceIds: readIds(first('references')).slice(-parseLimits.references),
    fromName: cleanLine(shownName, 300) || null,
    fromAddress,
    replyTo: answer?.address && answer.address !== fromAddress ? answer.address : null,
    toAddresses: listAddresses(headers, 'to'),
    ccAddresses: listAddresses(headers, 'cc'),
    subject: cleanLine(subject, 1000),
    sentAt,
    autoSubmitted: cleanLine(first('auto-submitted'), 100).toLowerCase() || null,
    byList: isByList(headers),
    hop: readHop(headers),
  };
  return { fields, flags: findOddities(headers, { senders, fields, texts: [shownName, subject] }) };
}

// RFC 3834, 2: whatever has a List header (RFC 2369, RFC 2919), or says that it is sent in bulk, is answered by no machine.
const isByList = (headers: readonly Header[]): boolean =>
  headers.some(
    ({ key, value }) =>
      /^list-(?:id|post|help|subscribe|unsubscribe|owner|archive)$/.test(key) ||
      (key === 'precedence' && /^\s*(?:bulk|list|junk)\b/i.test(value)),
  );

type Sender = { address: string | null; name: string };

function findOddities(
  headers: readonly Header[],
  seen: { senders: readonly Sender[]; fields: ParsedHeaders; texts: readonly string[] },
): MessageFlag[] {
  const counts = new Map<string, number>();
  for (const { key } of headers) counts.set(key, (counts.get(key) ?? 0) + 1);
  const many = (key: string) => (counts.get(key) ?? 0) > 1;
  const named = parseEmail(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/.exec(seen.fields.fromName ?? '')?.[0] ?? '');
  const oddities: readonly (readonly [MessageFlag, boolean])[] = [
    ['no-sender', seen.fields.fromAddress === null],
    ['several-senders', many('from') || seen.senders.length > 1],
    ['repeated-headers', onceOnly.some(many)],
    ['hidden-characters', seen.texts.some(hidesMarks)],
    ['name-looks-like-address', named !== undefined && named !== seen.fields.fromAddress],
    ['odd-date', seen.fields.sentAt === null],
  ];
  return oddities.filter(([, holds]) => holds).map(([flag]) => flag);
}

function toMailboxes(value: string): Sender[] {
  if (value === '') return [];
  return addressParser(value.slice(0, 64 * 1024), { flatten: true })
    .filter((found: Address) => found.address !== undefined)
    .slice(0, parseLimits.addresses)
    .map(({ name, address }: Address) => ({ name, address: parseEmail(address ?? '') ?? null }));
}

// Every header of the kind: a recipient hidden in a second one was a recipient all the same.
function listAddresses(headers: readonly Header[], key: string): string[] {
  const values = headers.filter((header) => header.key === key).slice(0, 10);
  const addresses = values.flatMap(({ value }) => toMailboxes(value).map(({ address }) => address));
  return [...new Set(addresses.filter((address) => address !== null))].slice(0, parseLimits.addresses);
}

/** Message ids without angle brackets, each once, in order; what cannot be one is left out. */
export function readIds(value: string): string[] {
  const inBrackets = [...value.matchAll(/<([^<>\s]{1,900})>/g)].map(([, id]) => id ?? '');
  // Some programs leave the brackets out.
  const ids =
    inBrackets.length > 0 ? inBrackets : value.split(/\s+/).filter((id) => /^[^<>\s]+@[^<>\s]+$/.test(id));
  return [...new Set(ids.map((id) => cleanLine(id, 900)).filter((id) => id !== ''))];
}

// A day before there was mail, or after tomorrow, is a clock that is wrong or a lie.
function readDate(value: string, now: Date): Date | null {
  const time = Date.parse(value.replace(/\([^()]*\)/g, ' ').trim());
  return Number.isNaN(time) || time < earliest || time > now.getTime() + dayMs ? null : new Date(time);
}
