import { open } from 'node:fs/promises';
import type { FileFlag } from '@opis/contracts';
import { type BegunFile, FlaggedFileError } from './file-job.ts';
import { MarkupReader, type MarkupRules } from './read-markup.ts';
import { maxPageCharacters, toPageText } from './to-file-text.ts';
import { unpackParts } from './unpack-parts.ts';

// ECMA-376 part 1: text stands in runs (w:t, a:t, t), paragraphs end lines.
const openXml: MarkupRules = {
  xml: true,
  textIn: new Set(['w:t', 'a:t', 't', 'v']),
  lines: new Set(['w:p', 'a:p', 'si', 'row']),
  gaps: new Set(['w:tab', 'w:br', 'a:br', 'c']),
  // Field codes, what was deleted under tracking, the sound of Asian letters.
  skipped: new Set(['w:instrText', 'w:delText', 'rPh']),
  // A cell of type s holds the place of its text among the shared ones, which are read apart.
  skips: (name, { t }) => name === 'c' && t === 's',
};

// ODF 1.3 part 3: text stands in paragraphs and headings.
const openDocument: MarkupRules = {
  xml: true,
  textIn: new Set(['text:p', 'text:h']),
  lines: new Set(['text:p', 'text:h', 'table:table-row']),
  gaps: new Set(['text:s', 'text:tab', 'text:line-break', 'table:table-cell']),
  skipped: new Set(['text:tracked-changes', 'office:annotation']),
};

const read: readonly (readonly [part: RegExp, rules: MarkupRules])[] = [
  [/^word\/(document|header|footer|footnotes|endnotes|comments)\d*\.xml$/, openXml],
  [/^ppt\/(slides|notesSlides)\/[a-zA-Z]+\d+\.xml$/, openXml],
  [/^xl\/sharedStrings\.xml$/, openXml],
  [/^xl\/worksheets\/sheet\d+\.xml$/, openXml],
  [/^content\.xml$/, openDocument],
];

/** Reads a document packed as ZIP: OOXML or ODF. */
export async function readOfficeText(path: string): Promise<BegunFile> {
  const flags = new Set<FileFlag>();
  const texts: string[] = [];
  let left = maxPageCharacters * 2;
  await unpackParts(path, async ({ name, read: readPart }) => {
    if (/\/vbaProject\.bin$/i.test(name)) flags.add('macros');
    if (name === 'META-INF/manifest.xml' && (await isSealed(readPart)))
      throw new FlaggedFileError('encrypted');
    const rules = read.find(([part]) => part.test(name))?.[1];
    if (!rules) return;
    const reader = new MarkupReader(rules, left);
    await readPart((text) => reader.write(text));
    const text = reader.end();
    left -= text.length;
    if (reader.isCut) flags.add('text-cut');
    texts.push(text);
  });
  const all = texts.join('\n');
  if (all.length > maxPageCharacters) flags.add('text-cut');
  return { pages: 0, flags: [...flags], whole: { text: toPageText(all), source: 'office' } };
}

async function isSealed(readPart: (onText: (text: string) => void) => Promise<void>): Promise<boolean> {
  let found = false;
  await readPart((text) => {
    found ||= text.includes('encryption-data');
  });
  return found;
}

const headBytes = 64 * 1024;

/** An office document that is a container of old: under a password it says so in the names of its streams (MS-OFFCRYPTO). */
export async function isSealedContainer(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    const text = buffer.subarray(0, bytesRead).toString('utf16le');
    return text.includes('EncryptedPackage') || text.includes('EncryptionInfo');
  } finally {
    await file.close();
  }
}
