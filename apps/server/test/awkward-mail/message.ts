import { cleanPage } from '../../src/platform/mail/parse/clean-page.ts';
import type { ParsedMessage, ParsedPart } from '../../src/platform/mail/parse/parsed-message.ts';

type Holds = (message: ParsedMessage) => boolean;

/** A message with one defect, and what is true of it alone: of no other of the set, nor of the sound message. */
export type AwkwardMessage = {
  readonly defect: string;
  readonly raw: Buffer;
  readonly holds: Holds;
  /** By which it is told from others with the same effect; the sound message under it has not that effect. */
  readonly subject?: string;
};

const usualSubject = 'Subject: Cerere\r\n';

/** Puts the subject of a message, where it has one of its own, into its header and into what is true of it. */
export function underItsSubject(message: AwkwardMessage): AwkwardMessage {
  const { subject, raw, holds } = message;
  if (subject === undefined) return message;
  const at = raw.indexOf(usualSubject);
  if (at < 0) throw new Error(`no usual subject: ${message.defect}`);
  const line = Buffer.from(`Subject: ${subject}\r\n`);
  return {
    ...message,
    raw: Buffer.concat([raw.subarray(0, at), line, raw.subarray(at + usualSubject.length)]),
    holds: (read) => read.subject === subject && holds(read),
  };
}

const usual: readonly (readonly [string, string])[] = [
  [
    'Received',
    'from mx.exemplu.ro (mx.exemplu.ro [192.0.2.7]) by mail.lunca-alba.example; Fri, 20 Nov 2026 10:00:01 +0200',
  ],
  ['From', 'Ana Pop <ana.pop@exemplu.ro>'],
  ['To', 'registratura@lunca-alba.example'],
  ['Subject', 'Cerere'],
  ['Date', 'Fri, 20 Nov 2026 10:00:00 +0200'],
  ['Message-ID', '<cerere@exemplu.ro>'],
  ['MIME-Version', '1.0'],
];

/** A message: the usual header with these fields instead (empty: left out; several: with a line break), and a body. */
export function aMessage(changes: Readonly<Record<string, string>>, body: string | Buffer): Buffer {
  const known = new Set(usual.map(([name]) => name));
  const fields = [
    ...usual.map(([name, value]) => [name, changes[name] ?? value] as const),
    ...Object.entries(changes).filter(([name]) => !known.has(name)),
  ].filter(([, value]) => value !== '');
  const header = fields.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.concat([Buffer.from(`${header}\r\n`), Buffer.from(body)]);
}

/** A body of parts between borders; each part is its header and its content. */
export const parts = (border: string, list: readonly string[], end = `--${border}--\r\n`): string =>
  `${list.map((part) => `--${border}\r\n${part}\r\n`).join('')}${end}`;

/** A file as a part. */
export const file = (name: string, content: string | Buffer, type = 'application/octet-stream'): string =>
  `Content-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\n` +
  `Content-Transfer-Encoding: base64\r\n\r\n${base64(content)}`;

export const base64 = (content: string | Buffer): string =>
  Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\r\n');

export const plain = 'Content-Type: text/plain; charset=utf-8\r\n\r\nVă rog să îmi răspundeți.';
export const mixed = { 'Content-Type': 'multipart/mixed; boundary=hotar' };

/** The page of a message that is only a page. */
export const page = (html: string): Buffer => aMessage({ 'Content-Type': 'text/html; charset=utf-8' }, html);

/** The sound message: every assertion of the set is false of it. */
export const soundMessage = aMessage(
  mixed,
  parts('hotar', [plain, file('cerere.txt', 'Cerere scrisă.', 'text/plain')]),
);

export const has = (flag: ParsedMessage['flags'][number]) => (message: ParsedMessage) =>
  message.flags.includes(flag);
/** True when this stood in the page of the message, and stands no more in what is shown of it. */
export const taken =
  (sign: string): Holds =>
  (message) => {
    return pageOf(message).includes(sign) && !cleanedPageOf(message).includes(sign);
  };
/** The page of a message as it is shown, with a picture that came with it. */
export const cleanedPageOf = (message: ParsedMessage): string =>
  cleanPage(pageOf(message), () => 'data:image/png;base64,iVBORw0KGgo=').html;
/** The page of a message as it was sent. */
export const pageOf = (message: ParsedMessage): string =>
  wordsOf(message.parts.find(({ kind }) => kind === 'html'));
export const textOf = (message: ParsedMessage): string =>
  wordsOf(message.parts.find(({ kind }) => kind === 'text'));
export const contentOf = (message: ParsedMessage, name: string): string =>
  wordsOf(message.parts.find((part) => part.name === name));
export const fileWith = (message: ParsedMessage, flag: ParsedPart['flags'][number]) =>
  message.parts.find(({ flags }) => flags.includes(flag));

const wordsOf = (part: ParsedPart | undefined): string =>
  part && 'content' in part.bytes ? Buffer.from(part.bytes.content).toString('utf8') : '';
