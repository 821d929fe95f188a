import { open } from 'node:fs/promises';
import PostalMime from 'postal-mime';
import { decodeText } from '../decode-text.ts';
import type { BegunFile } from './file-job.ts';
import { MarkupReader, type MarkupRules } from './read-markup.ts';
import { maxPageCharacters, toFileText, toPageText } from './to-file-text.ts';

const html: MarkupRules = {
  xml: false,
  lines: new Set(['p', 'div', 'br', 'li', 'tr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'title', 'blockquote']),
  gaps: new Set(['td', 'th', 'br']),
  skipped: new Set(['script', 'style', 'template', 'noscript']),
};

const xml: MarkupRules = { xml: true, lines: new Set(), gaps: new Set(), skipped: new Set() };

// A message's text stands before its attachments; of other texts more is not kept.
const readBytes = 8 * 1024 * 1024;

/** Reads a text, a web page or a message, as far as it is kept. */
export async function readPlainText(file: { path: string; mediaType: string }): Promise<BegunFile> {
  const { head, isWhole } = await readHead(file.path);
  const text = await toText(head, file.mediaType);
  const isMail = file.mediaType === 'message/rfc822';
  const isCut = text.length > maxPageCharacters || (!isWhole && !isMail);
  return {
    pages: 0,
    flags: isCut ? ['text-cut'] : [],
    whole: { text: toPageText(text), source: isMail ? 'mail' : 'office' },
  };
}

async function toText(head: Buffer, mediaType: string): Promise<string> {
  if (mediaType === 'message/rfc822') return await readMail(head);
  if (mediaType === 'text/html') return readMarkup(decodeText(head), html);
  if (mediaType === 'application/xml') return readMarkup(decodeText(head), xml);
  return decodeText(head);
}

async function readMail(head: Buffer): Promise<string> {
  const mail = await PostalMime.parse(head);
  const people = [mail.from, ...(mail.to ?? []), ...(mail.cc ?? [])].map((one) =>
    one ? [one.name, one.address].filter(Boolean).join(' ') : '',
  );
  const names = mail.attachments.map(({ filename }) => filename ?? '');
  const body = mail.text?.trim() || readMarkup(mail.html ?? '', html);
  return [mail.subject ?? '', ...people, body, ...names].filter(Boolean).join('\n');
}

function readMarkup(text: string, rules: MarkupRules): string {
  const reader = new MarkupReader(rules, maxPageCharacters * 2);
  reader.write(text);
  return toFileText(reader.end());
}

async function readHead(path: string): Promise<{ head: Buffer; isWhole: boolean }> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read({
      buffer: Buffer.alloc(Math.min(size, readBytes)),
      position: 0,
    });
    return { head: buffer.subarray(0, bytesRead), isWhole: size <= readBytes };
  } finally {
    await file.close();
  }
}
