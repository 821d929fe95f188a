import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { aZip, storedEntry } from '../../../test/a-zip.ts';
import { detectMediaType } from './media-type.ts';

const folder = await mkdtemp(join(tmpdir(), 'opis-types-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function typeOf(bytes: Uint8Array | string) {
  const path = join(folder, 'file');
  await writeFile(path, bytes);
  const file = await open(path);
  try {
    return await detectMediaType(file, Buffer.byteLength(bytes));
  } finally {
    await file.close();
  }
}

const ooxml = 'application/vnd.openxmlformats-officedocument';
const odf = 'application/vnd.oasis.opendocument.text';
const zipOf = (...names: string[]) => aZip(names.map((name) => storedEntry(name, '<x/>')));
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const latin2 = (text: string, bytes: number[]) =>
  Buffer.concat([Buffer.from(text, 'latin1'), Buffer.from(bytes)]);
const picture = () => sharp({ create: { width: 4, height: 4, channels: 3, background: '#eeeeee' } });

test.each<[what: string, type: string, bytes: Uint8Array | string]>([
  ['a PDF', 'application/pdf', '%PDF-1.7\n%âãÏÓ\n1 0 obj'],
  [
    'a PDF with bytes that are no text',
    'application/pdf',
    Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\0', 'latin1'),
  ],
  ['a PDF after some rubbish', 'application/pdf', Buffer.from('\0\0\x01rubbish\n%PDF-1.4\n', 'latin1')],
  ['a PDF whose start is also HTML', 'text/html', '<html><script>alert(1)</script>\n%PDF-1.4\n'],
  [
    'a Word document',
    `${ooxml}.wordprocessingml.document`,
    zipOf('[Content_Types].xml', 'word/document.xml'),
  ],
  ['a workbook', `${ooxml}.spreadsheetml.sheet`, zipOf('[Content_Types].xml', 'xl/workbook.xml')],
  ['slides', `${ooxml}.presentationml.presentation`, zipOf('[Content_Types].xml', 'ppt/presentation.xml')],
  [
    'a Word document with macros, whatever it is called',
    'application/vnd.ms-word.document.macroenabled.12',
    zipOf('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'),
  ],
  ['an OpenDocument text', odf, aZip([storedEntry('mimetype', odf), storedEntry('content.xml', '<x/>')])],
  [
    'a ZIP that only says it is an OpenDocument',
    'application/zip',
    aZip([storedEntry('mimetype', 'text/html;<script>'), storedEntry('content.xml', '<x/>')]),
  ],
  ['any other ZIP', 'application/zip', zipOf('a.txt')],
  ['an empty ZIP', 'application/zip', aZip([])],
  ['a ZIP cut short', 'application/zip', zipOf('word/document.xml').subarray(0, 40)],
  ['a Java archive', 'application/java-archive', zipOf('META-INF/MANIFEST.MF')],
  ['plain text in UTF-8', 'text/plain', 'Cerere de eliberare a adeverinței. Mulțumesc!'],
  ['plain text that begins like a bitmap', 'text/plain', 'BMW-ul parcat în fața primăriei'],
  ['plain text that begins like a program', 'text/plain', 'MZ, sat, comuna'],
  [
    'the antivirus test text',
    'text/plain',
    String.raw`X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`,
  ],
  ['plain text in UTF-16', 'text/plain', utf16('Bună ziua')],
  [
    'plain text in windows-1250',
    'text/plain',
    latin2('Bun', [0xe3, 0x20, 0x7a, 0x69, 0x75, 0x61, 0x20, 0xba, 0xfe]),
  ],
  ['accents without text', 'application/octet-stream', Buffer.from([0xe3, 0xba, 0xfe, 0xe2, 0xee, 0x41])],
  [
    'broken UTF-8 with control characters',
    'application/octet-stream',
    Buffer.from([0x41, 0xc3, 0x28, 0x01, 0x42]),
  ],
  ['text with a NUL', 'application/octet-stream', 'abc\0def'],
  ['HTML', 'text/html', '\uFEFF  \n<!DOCTYPE html><html><body></body></html>'],
  ['a fragment of HTML', 'text/html', '<script src="//evil.example"></script>'],
  ['HTML behind comments', 'text/html', '<!-- a --><!-- b --><html></html>'],
  ['SVG', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  [
    'SVG behind a prolog',
    'image/svg+xml',
    '<?xml version="1.0"?>\n<!-- x -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "d" [<!ENTITY a "b">]>\n<svg/>',
  ],
  [
    'SVG under a prefix',
    'image/svg+xml',
    '<?xml version="1.0"?><s:svg xmlns:s="http://www.w3.org/2000/svg"/>',
  ],
  ['XML', 'application/xml', '<?xml version="1.0"?><Invoice/>'],
  ['a prolog without end', 'application/xml', '<?xml version="1.0"'],
  ['RTF', 'application/rtf', '{\\rtf1\\ansi text}'],
  [
    'an e-mail',
    'message/rfc822',
    'Received: from a\r\n by b\r\nFrom: a@b.ro\r\nSubject: x\r\nDate: y\r\n\r\nText',
  ],
  ['a letter that says From', 'text/plain', 'From: Ion\nPentru: Maria\n\nBună ziua'],
  ['a PNG', 'image/png', await picture().png().toBuffer()],
  ['a JPEG', 'image/jpeg', await picture().jpeg().toBuffer()],
  ['a GIF', 'image/gif', await picture().gif().toBuffer()],
  ['a WebP', 'image/webp', await picture().webp().toBuffer()],
  ['a TIFF', 'image/tiff', await picture().tiff().toBuffer()],
  [
    'a DjVu, which a hostile sender calls a JPEG',
    'application/octet-stream',
    Buffer.from('AT&TFORM\0\0\0\x10DJVUINFO\0\0\0\0', 'latin1'),
  ],
  [
    'a program for Windows',
    'application/x-msdownload',
    Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff', 'latin1'),
  ],
  [
    'a program for Linux',
    'application/x-elf',
    Buffer.from('\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0', 'latin1'),
  ],
  ['something packed', 'application/gzip', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3])],
  ['one byte', 'application/octet-stream', Buffer.from([0])],
  ['one letter', 'text/plain', 'a'],
])('%s is %s', async (_what, type, bytes) => {
  expect(await typeOf(bytes)).toBe(type);
});

test('a character cut by the end of what is read does not make a text something else', async () => {
  expect(await typeOf(`${'a'.repeat(64 * 1024 - 1)}ș și restul`)).toBe('text/plain');
});

test('a directory of names as large as the file allows is read only as far as its limit', async () => {
  const many = zipOf(
    ...Array.from({ length: 40_000 }, (_, index) => `dosar/fișier-cu-nume-lung-${index}.txt`),
    'word/document.xml',
  );
  const started = performance.now();
  expect(await typeOf(many)).toBe('application/zip');
  expect(performance.now() - started).toBeLessThan(2000);
});

const magic = [
  '',
  'PK\x03\x04',
  'PK\x05\x06',
  '%PDF-',
  'GIF89a',
  '\x89PNG\r\n\x1a\n',
  'ID3',
  '<?xml',
  '<!--',
  '{\\rtf',
  'OggS',
];
const tails = ['', 'PK\x05\x06\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0'];

test('any bytes have a type that the database takes, soon', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...magic),
      fc.uint8Array({ maxLength: 3000 }),
      fc.constantFrom(...tails),
      async (start, middle, end) => {
        const bytes = Buffer.concat([Buffer.from(start, 'latin1'), middle, Buffer.from(end, 'latin1')]);
        const started = performance.now();
        expect(await typeOf(bytes)).toMatch(/^[a-z0-9!#$&^_.+-]{1,100}\/[a-z0-9!#$&^_.+-]{1,150}$/);
        expect(performance.now() - started).toBeLessThan(1000);
      },
    ),
    { numRuns: 500 },
  );
});
