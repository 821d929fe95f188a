import { aWinmail, text16 } from '../a-winmail.ts';
import {
  type AwkwardMessage,
  aMessage,
  base64,
  contentOf,
  file,
  fileWith,
  has,
  mixed,
  parts,
  plain,
  textOf,
} from './message.ts';
import { awkwardPages } from './pages.ts';

const text = (charset: string, bytes: readonly number[] | Buffer) =>
  aMessage({ 'Content-Type': `text/plain; charset=${charset}` }, Buffer.from(bytes));
const named = (disposition: string, content = 'abc') =>
  aMessage(
    mixed,
    parts('hotar', [
      plain,
      `Content-Type: application/octet-stream\r\nContent-Disposition: ${disposition}\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(content)}`,
    ]),
  );
const withFile = (name: string, content: string | Buffer = 'abc', type?: string) =>
  aMessage(mixed, parts('hotar', [plain, file(name, content, type)]));
const winmail = (bytes: Buffer) => file('winmail.dat', bytes, 'application/ms-tnef');
const paper = Buffer.from('%PDF-1.4 o cerere');
const name = (wanted: string) => (m: Parameters<AwkwardMessage['holds']>[0]) =>
  m.parts.some((part) => part.name === wanted);

const typed = (wanted: string, type: string) => (m: Parameters<AwkwardMessage['holds']>[0]) =>
  m.parts.some((part) => part.name === wanted && part.declaredType === type);
const runs = (wanted: string) => (m: Parameters<AwkwardMessage['holds']>[0]) =>
  fileWith(m, 'runs-code')?.name === wanted;

/** Character sets that are wrong, unknown or switched. */
const charsets: readonly AwkwardMessage[] = [
  {
    defect: 'Windows-1250 said to be UTF-8',
    raw: text('utf-8', [0xba, 0x69, 0x20, 0xfe]),
    holds: (m) => has('wrong-charset')(m) && textOf(m).startsWith('\ufffdi \ufffd'),
  },
  {
    defect: 'ISO-8859-2',
    raw: text('iso-8859-2', [0xba, 0x69, 0x20, 0xfe]),
    holds: (m) => /^[şș]i [ţț]$/.test(textOf(m).trim()),
  },
  {
    defect: 'ISO-8859-16',
    raw: text('iso-8859-16', [0x75, 0xba, 0x69]),
    holds: (m) => textOf(m).startsWith('uși'),
  },
  {
    defect: 'Windows-1250, named in capitals and quotes',
    raw: text('"WINDOWS-1250"', [0xba, 0x69]),
    holds: (m) => /^[şș]i$/.test(textOf(m).trim()),
  },
  {
    defect: 'a character set that does not exist',
    raw: text('x-marte', Buffer.from('abc de tot')),
    holds: (m) => textOf(m).startsWith('abc de tot'),
  },
  {
    defect: 'a character set that is a path',
    raw: text('../../etc/passwd', Buffer.from('cale')),
    holds: (m) => textOf(m).startsWith('cale'),
  },
  {
    defect: 'UTF-16 with its mark',
    raw: text('utf-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Doi octeți', 'utf16le')])),
    holds: (m) => textOf(m).includes('octeți'),
  },
  {
    defect: 'UTF-7, which can hide markup',
    raw: text('utf-7', Buffer.from('+ADw-script+AD4-')),
    holds: (m) => textOf(m).startsWith('+ADw-script') && !textOf(m).includes('<script>'),
  },
  {
    defect: 'ISO-2022-JP',
    raw: text('iso-2022-jp', [0x1b, 0x24, 0x42, 0x46, 0x7c, 0x1b, 0x28, 0x42]),
    holds: (m) => textOf(m).includes('日'),
  },
  {
    defect: 'a NUL in the text',
    raw: text('utf-8', Buffer.from('a\u0000b')),
    holds: (m) => textOf(m).trim() === 'ab',
  },
  {
    defect: 'marks of direction in the text',
    raw: text('utf-8', Buffer.from('plătiți \u202e0001')),
    holds: (m) => textOf(m).startsWith('plătiți 0001'),
  },
  {
    defect: 'half a pair of surrogates',
    raw: text('utf-8', [0xed, 0xa0, 0x80, 0x61]),
    holds: (m) => has('wrong-charset')(m) && textOf(m).trim() === '\ufffd\ufffd\ufffda',
  },
  {
    defect: 'a text of broken UTF-8',
    raw: text('utf-8', [0x61, 0xc8, 0x28, 0xff]),
    holds: (m) => has('wrong-charset')(m) && textOf(m).trim() === 'a\ufffd(\ufffd',
  },
  {
    defect: 'UTF-8 with a mark at its beginning',
    raw: text('utf-8', Buffer.from('\ufeffîncepe')),
    holds: (m) => textOf(m).startsWith('începe'),
  },
  {
    defect: 'text in flowed lines',
    raw: aMessage({ 'Content-Type': 'text/plain; format=flowed; charset=utf-8' }, 'rând \r\nîntreg\r\n'),
    holds: (m) => textOf(m).includes('rând întreg'),
  },
];

/** Names of files that lie, climb or run. */
const names: readonly AwkwardMessage[] = [
  {
    defect: 'a path that climbs',
    raw: withFile('../../etc/passwd'),
    holds: (m) => name('passwd')(m) && fileWith(m, 'name-changed') !== undefined,
  },
  {
    defect: 'a path of Windows',
    raw: named('attachment; filename="C:\\\\Users\\\\ana\\\\a.txt"'),
    holds: (m) => fileWith(m, 'name-changed')?.name === 'a.txt',
  },
  {
    defect: 'a name of two dots',
    subject: 'Nume de două puncte',
    raw: withFile('..'),
    holds: name('fisier'),
  },
  { defect: 'a NUL in a name', raw: named("attachment; filename*=utf-8''a%00b.txt"), holds: name('ab.txt') },
  {
    defect: 'a line break in a name',
    raw: named("attachment; filename*=utf-8''a%0D%0Ab.txt"),
    holds: name('a b.txt'),
  },
  {
    defect: 'a file whose name is turned round',
    raw: named("attachment; filename*=utf-8''factura%E2%80%AEfdp.exe"),
    holds: (m) => fileWith(m, 'name-changed')?.name === 'facturafdp.exe',
  },
  {
    defect: 'two endings',
    raw: withFile('factura.pdf.exe'),
    holds: (m) => runs('factura.pdf.exe')(m) && fileWith(m, 'from-winmail') === undefined,
  },
  {
    defect: 'an ending after many spaces',
    raw: withFile(`factura.pdf${' '.repeat(80)}.exe`),
    holds: runs('factura.pdf .exe'),
  },
  {
    defect: 'a file that is a script',
    raw: withFile('plata.js'),
    holds: runs('plata.js'),
  },
  { defect: 'a shortcut', raw: withFile('dosar.lnk'), holds: runs('dosar.lnk') },
  {
    defect: 'a picture of a disk',
    raw: withFile('acte.iso'),
    holds: runs('acte.iso'),
  },
  {
    defect: 'a workbook with macros',
    raw: withFile('buget.xlsm'),
    holds: runs('buget.xlsm'),
  },
  {
    defect: 'a page as a program',
    raw: withFile('oferta.hta'),
    holds: runs('oferta.hta'),
  },
  {
    defect: 'a name of 5,000 letters',
    raw: withFile(`${'n'.repeat(5000)}.pdf`),
    holds: (m) => m.parts.some((part) => part.name?.length === 200),
  },
  { defect: 'no name', subject: 'Fișier fără nume', raw: named('attachment'), holds: name('fisier') },
  {
    defect: 'a name in pieces (RFC 2231)',
    raw: named("attachment; filename*0*=utf-8''cerere%20; filename*1*=nou%C4%83.pdf"),
    holds: name('cerere nouă.pdf'),
  },
  {
    defect: 'a name in an encoded word (against RFC 2231)',
    raw: named('attachment; filename="=?utf-8?Q?a_doua_cerere_nou=C4=83.pdf?="'),
    holds: name('a doua cerere nouă.pdf'),
  },
  {
    defect: 'a name with markup',
    raw: named('attachment; filename="<img src=x onerror=alert(1)>.png"'),
    holds: name('_img src=x onerror=alert(1)_.png'),
  },
  {
    defect: 'a name with a quote that ends a header',
    raw: named('attachment; filename="a\\"; x=\\"b.txt"'),
    holds: (m) => m.parts.some((part) => part.name?.startsWith('a_; x=') === true),
  },
  {
    defect: 'a name that is another in the type',
    raw: aMessage(
      mixed,
      parts('hotar', [
        'Content-Type: application/pdf; name="buna.pdf"\r\nContent-Disposition: attachment; filename="rea.exe"\r\n\r\nabc',
      ]),
    ),
    holds: name('rea.exe'),
  },
  {
    defect: 'an empty file',
    raw: withFile('gol.pdf', ''),
    holds: (m) =>
      m.parts.some(
        (part) => part.name === 'gol.pdf' && 'content' in part.bytes && part.bytes.content.length === 0,
      ),
  },
  {
    defect: 'two files of one name',
    raw: aMessage(mixed, parts('hotar', [file('a.txt', '1'), file('a.txt', '2')])),
    holds: (m) => m.parts.filter((part) => part.name === 'a.txt').length === 2,
  },
  {
    defect: 'a winmail.dat',
    raw: withFile('winmail.dat', Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0, 1]), 'application/ms-tnef'),
    holds: (m) => has('winmail')(m) && typed('winmail.dat', 'application/ms-tnef')(m) && m.parts.length === 2,
  },
  {
    defect: 'a winmail.dat of no declared type',
    raw: withFile('winmail.dat'),
    holds: (m) => has('winmail')(m) && typed('winmail.dat', 'application/octet-stream')(m),
  },
  {
    defect: 'a winmail.dat that holds the files',
    raw: aMessage(mixed, parts('hotar', [plain, winmail(aWinmail([{ name: 'anexă.pdf', content: paper }]))])),
    holds: (m) =>
      !m.flags.includes('winmail') &&
      !name('winmail.dat')(m) &&
      m.parts.some((part) => part.name === 'anexă.pdf' && part.flags.includes('from-winmail')) &&
      contentOf(m, 'anexă.pdf') === paper.toString(),
  },
  {
    defect: 'a winmail.dat that holds the text, too, and whose end is missing',
    raw: aMessage(
      mixed,
      parts('hotar', [
        winmail(
          aWinmail(
            [{ name: 'act.pdf', content: paper }, { name: 'lipsă.pdf' }],
            [text16(0x1000, 'Scris în Outlook')],
          ).subarray(0, -90),
        ),
      ]),
    ),
    holds: (m) =>
      m.flags.includes('winmail') &&
      name('winmail.dat')(m) &&
      name('act.pdf')(m) &&
      textOf(m) === 'Scris în Outlook',
  },
  {
    defect: 'a winmail.dat that holds a program under a path',
    raw: aMessage(
      mixed,
      parts('hotar', [plain, winmail(aWinmail([{ name: '../../factura.pdf.exe', content: paper }]))]),
    ),
    holds: (m) =>
      m.parts.some(
        (part) =>
          part.name === 'factura.pdf.exe' &&
          ['from-winmail', 'runs-code', 'double-ending', 'name-changed'].every((flag) =>
            part.flags.some((one) => one === flag),
          ),
      ),
  },
  {
    defect: 'an invitation',
    raw: aMessage(
      { 'Content-Type': 'text/calendar; method=REQUEST; charset=utf-8' },
      'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
    ),
    holds: (m) => has('calendar')(m) && fileWith(m, 'calendar')?.name === 'invitatie.ics',
  },
  {
    defect: 'an invitation as a file',
    raw: withFile('sedinta.ics', 'BEGIN:VCALENDAR', 'application/ics'),
    holds: (m) => has('calendar')(m) && fileWith(m, 'calendar')?.name === 'sedinta.ics',
  },
  {
    defect: 'sealed by S/MIME',
    raw: withFile('smime.p7m', 'abc', 'application/pkcs7-mime'),
    holds: (m) => has('encrypted')(m) && name('smime.p7m')(m),
  },
  {
    defect: 'sealed by OpenPGP',
    raw: aMessage(
      { 'Content-Type': 'multipart/encrypted; protocol="application/pgp-encrypted"; boundary=hotar' },
      parts('hotar', ['Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1', file('a.asc', 'abc')]),
    ),
    holds: (m) => has('encrypted')(m) && name('a.asc')(m),
  },
  {
    defect: 'signed by S/MIME',
    raw: aMessage(
      { 'Content-Type': 'multipart/signed; protocol="application/pkcs7-signature"; boundary=hotar' },
      parts('hotar', [plain, file('smime.p7s', 'abc', 'application/pkcs7-signature')]),
    ),
    holds: has('signed'),
  },
  {
    defect: 'a picture shown in the page',
    raw: aMessage(
      { 'Content-Type': 'multipart/related; boundary=hotar' },
      parts('hotar', [
        'Content-Type: text/html\r\n\r\n<img src="cid:stema">',
        'Content-Type: image/png\r\nContent-ID: <stema>\r\nContent-Disposition: inline\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=',
      ]),
    ),
    holds: (m) => m.parts.some((part) => part.kind === 'inline' && part.contentId === 'stema'),
  },
];

/** Content that lies about itself. */
export const awkwardContent: readonly AwkwardMessage[] = [...charsets, ...names, ...awkwardPages];
