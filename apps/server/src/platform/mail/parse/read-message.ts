import { open } from 'node:fs/promises';
import type { MessageFlag, MessageKind } from '@opis/contracts';
import PostalMime, { type Attachment, type Email, type Header } from 'postal-mime';
import { decodeText } from '../../decode-text.ts';
import { cleanPage, wordsOfPage } from './clean-page.ts';
import { cleanLine, cleanText } from './clean-words.ts';
import { type OpenedWinmail, type WinmailOpener, winmailOpener } from './open-winmail.ts';
import { parseLimits } from './parse-limits.ts';
import type { ParsedMessage, ParsedPart, PartBytes } from './parsed-message.ts';
import { readDeliveryReport } from './read-delivery-report.ts';
import { readHeaders } from './read-headers.ts';
import { toPart } from './read-part.ts';
import { type LeftBody, type Survey, surveyMessage } from './survey-message.ts';

/** Reads the message that lies at `path`. What it cannot take apart it gives by its header alone, as `unparsable`. */
export async function readMessage(path: string, now: Date): Promise<ParsedMessage> {
  const survey = await surveyMessage(path);
  const email = survey.flags.has('header-cut') ? undefined : await parseSkeleton(survey);
  if (email === undefined) return await readHeaderAlone(path, { now, flags: [...survey.flags] });
  const left = new Map(survey.leftBodies.map((body) => [body.token, body]));
  const files = await readFiles(email, left, winmailOpener(path));
  return toMessage(email, { survey, now, left, files });
}

// Its own limits are the only thing it throws for: what they refuse is read by its header.
async function parseSkeleton({ skeleton }: Survey): Promise<Email | undefined> {
  try {
    return await PostalMime.parse(skeleton, {
      maxNestingDepth: parseLimits.depth + 5,
      maxHeadersSize: parseLimits.allHeaderBytes,
      maxRfc822NestingDepth: parseLimits.messageDepth,
    });
  } catch {
    return undefined;
  }
}

/** What is known of a message of which only the header can be read; `flags` say why. */
export async function readHeaderAlone(
  path: string,
  { now, flags }: { now: Date; flags: readonly MessageFlag[] },
): Promise<ParsedMessage> {
  const head = await readHead(path);
  const { headers } = await PostalMime.parse(head, { maxHeadersSize: parseLimits.headerBytes * 2 });
  const { fields, flags: oddities } = readHeaders(headers, now);
  const all = [...new Set([...flags, ...oddities])];
  const kind = kindOf(headers, { hasReport: false });
  const nothing = { deliveryReport: null, remoteImages: 0, preview: '', parts: [] };
  return { ...fields, ...nothing, kind, state: 'unparsable', flags: all };
}

// To the last whole line that fits: half a line would be another header than was written.
async function readHead(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const bytes = Buffer.alloc(parseLimits.headerBytes);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    return Buffer.from(decodeText(untilLastLine(bytes.subarray(0, bytesRead))));
  } finally {
    await file.close();
  }
}

function untilLastLine(bytes: Buffer): Buffer {
  const blank = [bytes.indexOf('\r\n\r\n'), bytes.indexOf('\n\n')].filter((at) => at >= 0);
  const end = blank.length > 0 ? Math.min(...blank) : bytes.lastIndexOf('\n');
  return end > 0 ? bytes.subarray(0, end) : bytes;
}

type Read = { survey: Survey; now: Date; left: Map<string, LeftBody>; files: ReadFiles };

function toMessage(email: Email, { survey, now, left, files }: Read): ParsedMessage {
  const { fields, flags: oddities } = readHeaders(email.headers, now);
  const flags = new Set<MessageFlag>([...survey.flags, ...oddities, ...files.flags]);
  const report = readDeliveryReport(email.headers, email.attachments);
  const said = saidIn(email, files);
  const page = takeLeft(said.page, left);
  const words = takeLeft(said.text, left);
  if (page.left.length + words.left.length > 0) flags.add('text-cut');
  const cleaned = page.text === '' ? undefined : cleanPage(page.text, () => undefined);
  const text = cleanText(words.text === '' ? wordsOfPage(page.text) : words.text, parseLimits.textLength);
  if (words.text.length > parseLimits.textLength) flags.add('text-cut');
  if (text.includes('\ufffd') || fields.subject.includes('\ufffd')) flags.add('wrong-charset');
  if (cleaned?.hadActiveContent) flags.add('active-content-removed');
  if (cleaned && cleaned.remoteImages > 0) flags.add('remote-content');
  const parts = [
    ...toText(text, 'text'),
    ...(cleaned ? toText(page.text, 'html') : []),
    ...[...words.left, ...page.left].map(toLongText),
    ...files.parts,
  ];
  if (parts.length === 0) flags.add('empty');
  return {
    ...fields,
    kind: kindOf(email.headers, { hasReport: report !== undefined }),
    deliveryReport: report ?? null,
    state: 'parsed',
    flags: [...flags],
    remoteImages: cleaned?.remoteImages ?? 0,
    preview: cleanLine(text, parseLimits.previewLength),
    parts,
  };
}

// Outlook may leave the message itself empty, and put all that was written in the winmail.dat.
function saidIn({ html = '', text = '' }: Email, files: ReadFiles): { page: string; text: string } {
  return `${html}${text}`.trim() === '' ? files : { page: html, text };
}

// A token in a text stands for a body too long to be shown: that is kept as a file of its own.
function takeLeft(text: string, left: Map<string, LeftBody>): { text: string; left: LeftBody[] } {
  const found: LeftBody[] = [];
  const rest = text.replace(/opis-[0-9a-f-]{36}/g, (token) => {
    const body = left.get(token);
    if (body === undefined) return token;
    left.delete(token);
    found.push(body);
    return '';
  });
  return { text: found.length > 0 && rest.trim() === '' ? '' : rest, left: found };
}

const toText = (text: string, kind: 'text' | 'html'): ParsedPart[] =>
  text.trim() === ''
    ? []
    : [
        {
          kind,
          name: null,
          declaredType: kind === 'html' ? 'text/html' : 'text/plain',
          contentId: null,
          bytes: { content: Buffer.from(text) },
          flags: [],
        },
      ];

const toLongText = ({ from, to, encoding }: LeftBody): ParsedPart => ({
  kind: 'attachment',
  name: 'mesaj.txt',
  declaredType: 'text/plain',
  contentId: null,
  bytes: { from, to, encoding },
  flags: [],
});

type ReadFiles = Pick<OpenedWinmail, 'text' | 'page' | 'parts'> & { flags: ReadonlySet<MessageFlag> };

/** The files of a message; a winmail.dat that could be opened whole is given by what lies in it. */
async function readFiles(
  email: Email,
  left: Map<string, LeftBody>,
  openWinmail: WinmailOpener,
): Promise<ReadFiles> {
  const flags = new Set<MessageFlag>();
  const parts: ParsedPart[] = [];
  const body = { text: '', page: '' };
  for (const attachment of email.attachments) {
    if (attachment.rfc822DepthExceeded) flags.add('nested-too-deep');
    if (/^application\/(x-)?pkcs7-mime$/.test(attachment.mimeType)) flags.add('encrypted');
    const bytes = bytesOf(attachment, left);
    const opened = isWinmail(attachment) ? await openWinmail(bytes) : undefined;
    if (opened && !opened.whole) flags.add('winmail');
    if (!opened?.whole) parts.push(toPart(attachment, bytes));
    parts.push(...(opened?.parts ?? []));
    body.text ||= opened?.text ?? '';
    body.page ||= opened?.page ?? '';
  }
  return { ...body, parts, flags };
}

function bytesOf({ content: given }: Attachment, left: Map<string, LeftBody>): PartBytes {
  const content = toBytes(given);
  const body = left.get(content.length === 41 ? Buffer.from(content).toString('latin1') : '');
  return body ? { from: body.from, to: body.to, encoding: body.encoding } : { content };
}

const isWinmail = ({ mimeType, filename }: Attachment): boolean =>
  /^application\/(vnd\.)?ms-tnef$/.test(mimeType) || /^winmail\.dat$/i.test(filename ?? '');

function toBytes(content: Attachment['content']): Uint8Array {
  if (typeof content === 'string') return Buffer.from(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}

/**
 * What a message is. RFC 3834: whatever says that a machine submitted it is answered by no machine; some programs say it
 * in their own words.
 */
function kindOf(headers: readonly Header[], { hasReport }: { hasReport: boolean }): MessageKind {
  const value = (key: string) => (headers.find((header) => header.key === key)?.value ?? '').toLowerCase();
  const isReport =
    /multipart\/report/.test(value('content-type')) && /delivery-status/.test(value('content-type'));
  if (hasReport || isReport) return 'delivery-report';
  const submitted = value('auto-submitted');
  const isAuto =
    (submitted !== '' && !submitted.startsWith('no')) ||
    /^(auto_reply|auto-reply|junk)/.test(value('precedence')) ||
    ['x-loop', 'x-autoreply', 'x-autorespond', 'x-auto-response-suppress'].some(
      (key) =>
        value(key) !== '' &&
        (key !== 'x-auto-response-suppress' || /\b(all|oof|autoreply)\b/.test(value(key))),
    );
  return isAuto ? 'auto-reply' : 'message';
}
