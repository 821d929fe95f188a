import {
  type AwkwardMessage,
  aMessage,
  base64,
  contentOf,
  file,
  has,
  mixed,
  parts,
  plain,
  soundMessage,
  textOf,
} from './message.ts';

const nest = (depth: number): string => {
  let inner = plain;
  for (let level = depth; level > 0; level -= 1)
    inner = `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n${parts(`b${level}`, [inner])}`;
  return inner;
};
const message = (subject: string, body = 'Înăuntru.') =>
  `From: Ion <ion@alt.example>\r\nSubject: ${subject}\r\n\r\n${body}\r\n`;
const inMessage = (depth: number): string =>
  depth === 0
    ? message('cel mai adânc')
    : `From: a@exemplu.ro\r\nSubject: nivel ${depth}\r\nContent-Type: message/rfc822\r\n\r\n${inMessage(depth - 1)}`;

/** Bodies whose parts cannot be told, are too many, too deep, too large, or are not there. */
export const awkwardStructures: readonly AwkwardMessage[] = [
  {
    defect: 'no last border',
    raw: aMessage(mixed, parts('hotar', [plain, file('a.txt', 'abc')], '')),
    holds: (m) => m.flags.includes('broken-structure') && contentOf(m, 'a.txt') === 'abc',
  },
  {
    defect: 'a file cut in the middle',
    raw: soundMessage.subarray(0, soundMessage.length - 30),
    holds: (m) => has('broken-structure')(m) && contentOf(m, 'cerere.txt') === 'Ce',
  },
  {
    defect: 'a border that is never used',
    subject: 'Margine nefolosită',
    raw: aMessage(mixed, 'Vă rog.\r\n'),
    holds: (m) => m.flags.includes('broken-structure') && m.state === 'parsed',
  },
  {
    defect: 'a multipart without a border',
    subject: 'Fără margine',
    raw: aMessage({ 'Content-Type': 'multipart/mixed' }, plain),
    holds: has('broken-structure'),
  },
  {
    defect: 'a multipart with an empty border',
    subject: 'Margine goală',
    raw: aMessage({ 'Content-Type': 'multipart/mixed; boundary=""' }, plain),
    holds: has('broken-structure'),
  },
  {
    defect: 'the border named twice',
    raw: aMessage(
      { 'Content-Type': 'multipart/mixed; boundary=hotar; boundary=altul' },
      parts('hotar', [plain, file('b.txt', 'abc')]),
    ),
    holds: (m) => contentOf(m, 'b.txt') === 'abc',
  },
  {
    defect: 'the same border inside itself',
    raw: aMessage(
      mixed,
      parts('hotar', [
        `Content-Type: multipart/mixed; boundary=hotar\r\n\r\n${parts('hotar', [plain])}`,
        file('c.txt', 'abc'),
      ]),
    ),
    holds: (m) => contentOf(m, 'c.txt') === 'abc' && !has('broken-structure')(m),
  },
  {
    defect: 'a border that begins with another',
    raw: aMessage(
      { 'Content-Type': 'multipart/mixed; boundary=ab' },
      parts('ab', [
        `Content-Type: multipart/mixed; boundary=abc\r\n\r\n${parts('abc', [plain])}`,
        file('d.txt', 'abc'),
      ]),
    ),
    holds: (m) => contentOf(m, 'd.txt') === 'abc',
  },
  {
    defect: 'text before the first border and after the last',
    subject: 'Preambul',
    raw: aMessage(mixed, `Preambul\r\n${parts('hotar', [plain])}Epilog\r\n`),
    holds: (m) => m.parts.length === 1 && textOf(m).trim() === 'Vă rog să îmi răspundeți.',
  },
  {
    defect: 'a multipart in 15 layers',
    subject: 'Straturi 15',
    raw: aMessage({ 'Content-Type': 'multipart/mixed; boundary=b0' }, parts('b0', [nest(15)])),
    holds: (m) => m.parts.length === 1 && textOf(m).includes('răspundeți'),
  },
  {
    defect: 'a multipart in 100 layers',
    subject: 'Straturi 100',
    raw: aMessage({ 'Content-Type': 'multipart/mixed; boundary=b0' }, parts('b0', [nest(100)])),
    holds: has('nested-too-deep'),
  },
  {
    defect: 'a multipart in 5,000 layers',
    subject: 'Straturi 5000',
    raw: aMessage({ 'Content-Type': 'multipart/mixed; boundary=b0' }, parts('b0', [nest(5000)])),
    holds: has('nested-too-deep'),
  },
  {
    defect: 'ten thousand parts',
    raw: aMessage(
      mixed,
      parts('hotar', [plain, ...Array.from({ length: 10_000 }, (_, n) => file(`${n}.txt`, `${n}`))]),
    ),
    holds: (m) =>
      has('parts-left-inside')(m) &&
      m.parts.length > 100 &&
      m.parts.length <= 200 &&
      textOf(m).includes('răspundeți'),
  },
  {
    defect: '201 parts',
    raw: aMessage(
      mixed,
      parts(
        'hotar',
        Array.from({ length: 201 }, (_, n) => file(`${n}.txt`, `${n}`)),
      ),
    ),
    holds: (m) => has('parts-left-inside')(m) && textOf(m) === '',
  },
  {
    defect: 'ten thousand empty parts',
    raw: aMessage(mixed, `${'--hotar\r\n'.repeat(10_000)}--hotar--\r\n`),
    holds: (m) => has('header-cut')(m) && has('broken-structure')(m) && m.parts.length <= 200,
  },
  { defect: 'no body', subject: 'Fără corp', raw: aMessage({}, ''), holds: has('empty') },
  {
    defect: 'a header that ends without an empty line',
    raw: Buffer.from('From: ana@exemplu.ro\r\nSubject: scurt\r\n'),
    holds: (m) => m.subject === 'scurt' && m.flags.includes('empty'),
  },
  {
    defect: 'an empty multipart',
    subject: 'Multipart gol',
    raw: aMessage(mixed, '--hotar--\r\n'),
    holds: has('empty'),
  },
  { defect: 'only spaces', subject: 'Doar spații', raw: aMessage({}, ' \r\n\t\r\n'), holds: has('empty') },
  {
    defect: 'one byte',
    raw: Buffer.from('x'),
    holds: (m) => m.fromAddress === null && m.subject === '' && has('empty')(m),
  },
  {
    defect: 'bytes that are no message',
    raw: Buffer.concat([
      Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 7919) % 256)),
      Buffer.from('\r\n\r\nScris la urmă.\r\n'),
    ]),
    holds: (m) => has('no-sender')(m) && textOf(m).includes('Scris la urmă.'),
  },
  {
    defect: 'a message inside',
    raw: aMessage(
      mixed,
      parts('hotar', [plain, `Content-Type: message/rfc822\r\n\r\n${message('Dinăuntru')}`]),
    ),
    holds: (m) => textOf(m).includes('Dinăuntru'),
  },
  {
    defect: 'a message inside, as a file',
    raw: aMessage(
      mixed,
      parts('hotar', [
        plain,
        `Content-Type: message/rfc822; name=primit.eml\r\nContent-Disposition: attachment; filename=primit.eml\r\n\r\n${message('Ca fișier')}`,
      ]),
    ),
    holds: (m) => m.parts.some((part) => part.kind === 'message' && part.name === 'primit.eml'),
  },
  {
    defect: 'a message inside with a file of its own',
    raw: aMessage(
      mixed,
      parts('hotar', [
        plain,
        `Content-Type: message/rfc822\r\n\r\nFrom: i@alt.example\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=in\r\n\r\n${parts('in', [file('dinauntru.txt', 'abc')])}`,
      ]),
    ),
    holds: (m) => contentOf(m, 'dinauntru.txt') === 'abc',
  },
  {
    defect: 'messages inside each other, 50 deep',
    subject: 'Mesaje 50',
    raw: aMessage({ 'Content-Type': 'message/rfc822' }, inMessage(50)),
    holds: has('nested-too-deep'),
  },
  {
    defect: 'a digest of messages',
    raw: aMessage(
      { 'Content-Type': 'multipart/digest; boundary=hotar' },
      parts('hotar', [`\r\n${message('Unu')}`, `\r\n${message('Doi')}`]),
    ),
    holds: (m) => textOf(m).includes('Subject: Unu') && textOf(m).includes('Subject: Doi'),
  },
  {
    defect: 'a piece of a longer message',
    raw: aMessage({ 'Content-Type': 'message/partial; id=a; number=1; total=3' }, 'bucată'),
    holds: (m) => has('content-elsewhere')(m) && m.parts[0]?.declaredType === 'message/partial',
  },
  {
    defect: 'a body that lies elsewhere',
    raw: aMessage(
      { 'Content-Type': 'message/external-body; access-type=URL; URL="http://rau.example/x"' },
      'Content-Type: text/plain\r\n\r\n',
    ),
    holds: (m) => has('content-elsewhere')(m) && m.parts[0]?.declaredType === 'message/external-body',
  },
  {
    defect: 'a type that is no type',
    raw: aMessage({ 'Content-Type': '////' }, 'Vă rog de tot.\r\n'),
    holds: (m) => m.state === 'parsed' && m.parts[0]?.declaredType === '////',
  },
  {
    defect: 'an unknown transfer encoding',
    raw: aMessage({ 'Content-Transfer-Encoding': 'x-zece' }, 'Scris altfel.\r\n'),
    holds: (m) => textOf(m).includes('Scris altfel'),
  },
  {
    defect: 'base64 with rubbish between its letters',
    raw: aMessage({ 'Content-Transfer-Encoding': 'base64' }, `!!${base64('Curat de tot.')}**`),
    holds: (m) => textOf(m).includes('Curat de tot.'),
  },
  {
    defect: 'base64 cut in the middle of a letter',
    raw: aMessage({ 'Content-Transfer-Encoding': 'base64' }, base64('Tăiat la mijloc').slice(0, -3)),
    holds: (m) => textOf(m).startsWith('Tăiat la mij'),
  },
  {
    defect: 'base64 padded on every line',
    raw: aMessage({ 'Content-Transfer-Encoding': 'base64' }, `${base64('Unu.')}\r\n${base64('Doi.')}\r\n`),
    holds: (m) => textOf(m).includes('Unu.Doi.'),
  },
  {
    defect: 'quoted-printable with broken marks',
    raw: aMessage({ 'Content-Transfer-Encoding': 'quoted-printable' }, 'A=ZZB=\r\nC=3'),
    holds: (m) => textOf(m).includes('BC'),
  },
  {
    defect: 'lines of a megabyte',
    raw: aMessage({ 'Content-Type': 'text/plain; charset=utf-8' }, 'a'.repeat(900_000)),
    holds: (m) => m.flags.includes('text-cut') && textOf(m).length === 500_000,
  },
  {
    defect: 'a text of three megabytes',
    subject: 'Text de trei megaocteți',
    raw: aMessage({ 'Content-Type': 'text/plain; charset=utf-8' }, 'Vă rog. '.repeat(400_000)),
    holds: (m) => m.flags.includes('text-cut') && m.parts.some((part) => part.name === 'mesaj.txt'),
  },
  {
    defect: 'a page of 20 megabytes',
    subject: 'Pagină de 20 de megaocteți',
    raw: aMessage({ 'Content-Type': 'text/html' }, '<p>x</p>'.repeat(2_500_000)),
    holds: (m) => m.flags.includes('text-cut') && m.state === 'parsed',
  },
  {
    defect: 'a file of 5 megabytes',
    raw: aMessage(mixed, parts('hotar', [plain, file('mare.bin', Buffer.alloc(5_000_000, 'm'))])),
    holds: (m) => m.parts.some((part) => part.name === 'mare.bin' && 'from' in part.bytes),
  },
  {
    defect: 'twenty files of a megabyte',
    raw: aMessage(
      mixed,
      parts(
        'hotar',
        Array.from({ length: 20 }, (_, n) => file(`m${n}.bin`, Buffer.alloc(1_000_000, 'm'))),
      ),
    ),
    holds: (m) => m.parts.filter((part) => 'from' in part.bytes).length === 20,
  },
  {
    defect: 'what looks like a left body in a text',
    raw: aMessage({}, 'opis-00000000-0000-4000-8000-000000000000\r\n'),
    holds: (m) => textOf(m).startsWith('opis-00000000'),
  },
];
