import { deflateRawSync, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { aPdf, aPdfOf } from './a-pdf.ts';
import { aPngBomb } from './a-png-bomb.ts';
import { aZip, storedEntry } from './a-zip.ts';

/** A file that means harm or is broken: what its bytes are told to be, and what can be shown of it. */
export type HostileFile = {
  readonly name: string;
  readonly bytes: Buffer;
  readonly mediaType: string;
  readonly pages: number;
  /** True when its first page has a picture. */
  readonly shown: boolean;
};

const pdf = 'application/pdf';
const whole = aPdf(1).toString('latin1');
const fromLatin1 = (text: string) => Buffer.from(text, 'latin1');
const stream = (text: string, dictionary = '') =>
  `<< ${dictionary} /Length ${text.length} >>\nstream\n${text}\nendstream`;
const inTrailer = (entry: string) => fromLatin1(whole.replace('/Size', `${entry} /Size`));

// A page whose content is this stream, with these objects after it (from number 5) as what it may draw.
function aDrawing(content: string, ...objects: string[]): Buffer {
  return aPdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /A 5 0 R >> >> >>',
    content,
    ...objects,
  ]);
}

const drawsItself = stream(
  '/A Do /A Do',
  '/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources << /XObject << /A 5 0 R >> >>',
);
const millionsOfLines = deflateSync(Buffer.from('0 0 m 595 842 l S '.repeat(3_000_000))).toString('latin1');

function aZipBomb(): Buffer {
  const size = 200 * 1024 * 1024;
  const data = deflateRawSync(Buffer.alloc(size));
  return aZip([{ name: 'word/document.xml', data, method: 8, size, crc: 0 }]);
}

const picture = sharp({ create: { width: 40, height: 40, channels: 3, background: '#ffffff' } });
const jpeg = await picture.clone().jpeg().toBuffer();
const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
const png = await sharp({ create: { width: 200, height: 200, channels: 3, background: '#808080', noise } })
  .png()
  .toBuffer();
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The corpus that previews and uploads are tested with. */
export const hostileFiles: readonly HostileFile[] = [
  { name: 'a PDF cut short', bytes: aPdf(3).subarray(0, 700), mediaType: pdf, pages: 0, shown: false },
  {
    name: 'a PDF of rubbish',
    bytes: fromLatin1(`%PDF-1.7\n${'x'.repeat(9000)}`),
    mediaType: pdf,
    pages: 0,
    shown: false,
  },
  {
    name: 'a PDF under a password',
    bytes: inTrailer(
      `/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'5a'.repeat(32)}> /U <${'a5'.repeat(32)}> >>`,
    ),
    mediaType: pdf,
    pages: 0,
    shown: false,
  },
  { name: 'a PDF without pages', bytes: aPdf(0), mediaType: pdf, pages: 0, shown: false },
  {
    name: 'a PDF whose table leads back to itself',
    bytes: inTrailer(`/Prev ${whole.indexOf('xref')}`),
    mediaType: pdf,
    pages: 1,
    shown: true,
  },
  {
    name: 'a PDF whose pages hold each other',
    bytes: aPdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Count 5 /Kids [2 0 R 2 0 R] >>']),
    mediaType: pdf,
    pages: 5,
    shown: false,
  },
  {
    name: 'a PDF with a page as wide as a country',
    bytes: fromLatin1(whole.replace('[0 0 595 842]', '[0 0 9e9 1]')),
    mediaType: pdf,
    pages: 1,
    shown: true,
  },
  {
    name: 'a PDF that draws itself',
    bytes: aDrawing(stream('/A Do'), drawsItself),
    mediaType: pdf,
    pages: 1,
    shown: false,
  },
  {
    name: 'a PDF that unpacks to millions of lines',
    bytes: aDrawing(stream(millionsOfLines, '/Filter /FlateDecode')),
    mediaType: pdf,
    pages: 1,
    shown: false,
  },
  {
    name: 'a PDF with an endless script',
    bytes: aPdf(1, '/OpenAction << /S /JavaScript /JS (while\\(true\\){}) >>'),
    mediaType: pdf,
    pages: 1,
    shown: true,
  },
  {
    name: 'a PDF that is also a web page',
    bytes: Buffer.concat([aPdf(1), Buffer.from('<html><script>fetch("/api/v1/session")</script></html>')]),
    mediaType: pdf,
    pages: 1,
    shown: true,
  },
  {
    name: 'a picture of 50000 × 50000',
    bytes: aPngBomb(50_000, 50_000),
    mediaType: 'image/png',
    pages: 0,
    shown: false,
  },
  {
    name: 'a picture cut short',
    bytes: png.subarray(0, png.length / 2),
    mediaType: 'image/png',
    pages: 1,
    shown: false,
  },
  {
    name: 'a picture that is also a web page',
    bytes: Buffer.concat([jpeg, Buffer.from('<script>alert(1)</script>')]),
    mediaType: 'image/jpeg',
    pages: 1,
    shown: true,
  },
  {
    name: 'a drawing with a script',
    bytes: Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
    ),
    mediaType: 'image/svg+xml',
    pages: 0,
    shown: false,
  },
  {
    name: 'a DjVu that is called a JPEG',
    bytes: fromLatin1('AT&TFORM\0\0\0\x20DJVMANTa\0\0\0\x10(metadata (Copyright "\\\n" . qx{id} . "'),
    mediaType: 'application/octet-stream',
    pages: 0,
    shown: false,
  },
  { name: 'a document that unpacks to 200 MB', bytes: aZipBomb(), mediaType: docx, pages: 0, shown: false },
  {
    name: 'an archive that climbs out of its folder',
    bytes: aZip([storedEntry('../../../../etc/cron.d/opis', '* * * * * root id')]),
    mediaType: 'application/zip',
    pages: 0,
    shown: false,
  },
  {
    name: 'the antivirus test text',
    bytes: Buffer.from(String.raw`X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`),
    mediaType: 'text/plain',
    pages: 0,
    shown: false,
  },
  {
    name: 'broken UTF-8',
    bytes: Buffer.from([0x43, 0x65, 0x72, 0xc3, 0x28, 0xa0, 0xa1, 0x00, 0xff, 0xfe]),
    mediaType: 'application/octet-stream',
    pages: 0,
    shown: false,
  },
  {
    name: 'one byte',
    bytes: Buffer.from([0]),
    mediaType: 'application/octet-stream',
    pages: 0,
    shown: false,
  },
];
