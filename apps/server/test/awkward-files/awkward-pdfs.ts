import { deflateSync } from 'node:zlib';
import { PDFDocument } from '@cantoo/pdf-lib';
import { aPdf, aPdfOf } from '../a-pdf.ts';
import type { AwkwardFile } from './awkward-file.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const stream = (text: string, entries = '') =>
  `<< ${entries} /Length ${text.length} >>\nstream\n${text}\nendstream`;
const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';

/** A page with this content, and these entries in its dictionary. */
function aPage(content: string, entries = '/MediaBox [0 0 595 842]', ...more: string[]): Buffer {
  return aPdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    `<< /Type /Page /Parent 2 0 R ${entries} /Contents 4 0 R /Resources << /Font << /F 5 0 R >> /XObject << /A 6 0 R >> >> >>`,
    content,
    font,
    ...more,
  ]);
}
const write = (text: string, before = '') => stream(`BT ${before} /F 14 Tf 60 700 Td (${text}) Tj ET`);
const sentence = (word: string) => `Cererea despre ${word} se afla in acest document lung`;
/** A page that says `word`, of eight letters as the words it stands for, changed. */
const edited = (word: string, change: (text: string) => string) =>
  latin1(change(aPdf(1).toString('latin1').replace('Pagina 1', word)));

async function sealed(words: { userPassword?: string; ownerPassword: string }): Promise<Buffer> {
  const document = await PDFDocument.load(aPage(write(sentence('lacatul'))));
  document.encrypt({ ...words, permissions: { copying: false } });
  return Buffer.from(await document.save());
}

/** Twenty-five good pages, and one of this content, which may draw `form`. */
function aPdfWithLastPage(content: string, form: string): Buffer {
  const good = Array.from({ length: 25 }, (_, at) => 8 + at);
  const page = (contents: number) =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${contents} 0 R /Resources << /Font << /F 5 0 R >> /XObject << /A 6 0 R >> >> >>`;
  return aPdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count 26 /Kids [${[...good, 3].map((object) => `${object} 0 R`).join(' ')}] >>`,
    page(4),
    content,
    font,
    form,
    write(sentence('rabdarea')),
    ...good.map(() => page(7)),
  ]);
}

const bigForm = '/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources << /XObject << /A 6 0 R >> >>';
const laughs = deflateSync(Buffer.alloc(200 * 1024 * 1024, ' ')).toString('latin1');

/** PDFs that are broken, sealed, endless or mean harm. */
export const awkwardPdfs: readonly AwkwardFile[] = [
  {
    name: 'PDF cut short',
    bytes: () => aPdf(3).subarray(0, 700),
    ends: 'flagged damaged',
    why: /not in PDF format or corrupted/,
    daily: true,
  },
  {
    name: 'PDF with rubbish behind its words',
    bytes: () => aPage(stream(`BT /F 14 Tf 60 700 Td (${sentence('gunoiul')}) Tj ET ${'y '.repeat(9000)}`)),
    ends: 'done',
    reads: 'despre gunoiul',
  },
  { name: 'PDF without pages', bytes: () => aPdf(0), ends: 'flagged no-pages', daily: true },
  {
    name: 'PDF under a password',
    bytes: () => sealed({ userPassword: 'x', ownerPassword: 'y' }),
    ends: 'flagged encrypted',
    why: /^Password required/,
    daily: true,
  },
  {
    name: 'PDF sealed against copying, opened by nobody’s word',
    bytes: () => sealed({ ownerPassword: 'z' }),
    ends: 'done',
    reads: 'despre lacatul',
  },
  {
    name: 'PDF under an unknown cipher',
    bytes: () =>
      edited('Cifrat-9', (text) =>
        text.replace(
          '/Size',
          `/ID [<00> <00>] /Encrypt << /Filter /Straina /V 9 /R 9 /P -4 /O <${'5a'.repeat(32)}> /U <${'a5'.repeat(32)}> >> /Size`,
        ),
      ),
    ends: 'flagged encrypted',
    why: /^Unsupported security/,
  },
  { name: 'PDF of 2,000 pages', bytes: () => aPdf(2000), ends: 'done', reads: 'Pagina 1999', pages: 2000 },
  {
    name: 'PDF of 3,400 pages',
    bytes: () => aPdf(3400),
    ends: 'flagged pages-left-out',
    reads: 'Pagina 2999',
    leaves: 'Pagina 3001',
    pages: 3000,
  },
  {
    name: 'PDF whose table leads back to itself',
    bytes: () => edited('Ocolitor', (text) => text.replace('/Size', `/Prev ${text.indexOf('xref')} /Size`)),
    ends: 'done',
    reads: 'Ocolitor',
  },
  {
    name: 'PDF without its table',
    bytes: () => edited('Pierdute', (text) => text.replace('xref\n0', 'pierd\n0')),
    ends: 'done',
    reads: 'Pierdute',
  },
  {
    name: 'PDF after a kilobyte of something else',
    bytes: () => Buffer.concat([latin1('de la scaner\n'.repeat(40)), aPdf(1)]),
    // Of letters alone, it is a text.
    ends: 'done',
    reads: 'de la scaner',
  },
  {
    name: 'PDF with a web page behind it',
    bytes: () => edited('Adaugate', (text) => `${text}<script>fetch("coada")</script>`),
    ends: 'done',
    reads: 'Adaugate',
    leaves: 'coada',
  },
  {
    name: 'PDF whose pages hold each other',
    bytes: () =>
      aPdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Count 5 /Kids [2 0 R 2 0 R] >>']),
    ends: /* nothing to read, nothing broken */ 'done',
    type: 'application/pdf',
    pages: 5,
  },
  {
    name: 'PDF that says it has a million pages',
    bytes: () => edited('Milioane', (text) => text.replace('/Count 1', '/Count 1000000')),
    ends: 'flagged pages-left-out',
    reads: 'Milioane',
    pages: 3000,
  },
  {
    name: 'PDF with arrays a hundred thousand deep',
    bytes: () =>
      edited('Adancime', (text) =>
        text.replace('/Size', `/Deep ${'['.repeat(100_000)}${']'.repeat(100_000)} /Size`),
      ),
    ends: 'done',
    reads: 'Adancime',
  },
  {
    name: 'PDF that draws itself for ever, behind twenty-five good pages',
    bytes: () => aPdfWithLastPage(stream('/A Do'), stream('/A Do /A Do', bigForm)),
    ends: 'flagged damaged',
    // What was read before it is kept.
    reads: 'despre rabdarea',
    pages: 25,
  },
  {
    name: 'PDF whose content unpacks to 200 MB',
    bytes: () => aPage(stream(laughs, '/Filter /FlateDecode')),
    ends: 'flagged damaged',
    why: /Aborted/,
    pages: 0,
  },
  {
    name: 'PDF turned on its side',
    bytes: () => aPage(write(sentence('intoarcerea')), '/MediaBox [0 0 595 842] /Rotate 90'),
    ends: 'done',
    reads: 'despre intoarcerea',
  },
  {
    name: 'PDF below its own paper',
    bytes: () => aPage(write(sentence('negativul')), '/MediaBox [-600 -900 595 842]'),
    ends: 'done',
    reads: 'despre negativul',
  },
  {
    name: 'PDF with unseen words',
    bytes: () => aPage(write(sentence('nevazutul'), '3 Tr')),
    ends: 'done',
    reads: 'despre nevazutul',
  },
  {
    name: 'PDF with an endless script',
    bytes: () =>
      latin1(
        aPdf(1, '/OpenAction << /S /JavaScript /JS (while\\(true\\){}) >>')
          .toString('latin1')
          .replace('Pagina 1', 'Scenariu'),
      ),
    ends: 'done',
    reads: 'Scenariu',
    leaves: 'while',
  },
  {
    name: 'PDF with an empty page',
    bytes: () => aPage(stream('')),
    ends: 'done',
    reads: /^$/,
    pages: 1,
    type: 'application/pdf',
  },
];
