import { type AwkwardMessage, aMessage, has } from './message.ts';

const body = 'Vă rog.\r\n';
const rtl = '\u202e';
const header = (changes: Record<string, string>) => aMessage(changes, body);
const b = (text: string, charset = 'utf-8') => `=?${charset}?B?${Buffer.from(text).toString('base64')}?=`;

/** Headers that lie, repeat, hide or have no end. */
export const awkwardHeaders: readonly AwkwardMessage[] = [
  { defect: 'no From at all', subject: 'Fără From', raw: header({ From: '' }), holds: has('no-sender') },
  {
    defect: 'a From without an address',
    subject: 'Nume fără adresă',
    raw: header({ From: 'Ana Pop' }),
    holds: (m) => m.fromAddress === null,
  },
  { defect: 'an empty From', subject: 'From gol', raw: header({ From: '<>' }), holds: has('no-sender') },
  {
    defect: 'an address with two signs',
    subject: 'Două semne',
    raw: header({ From: '<a@b@exemplu.ro>' }),
    holds: has('no-sender'),
  },
  {
    defect: 'two From headers',
    raw: header({ From: 'Ana <ana@exemplu.ro>\r\nFrom: Ion <ion@alt.example>' }),
    holds: (m) =>
      m.fromAddress === 'ana@exemplu.ro' && has('several-senders')(m) && has('repeated-headers')(m),
  },
  {
    defect: 'two addresses in one From',
    subject: 'Doi autori',
    raw: header({ From: 'ana@exemplu.ro, ion@alt.example' }),
    holds: has('several-senders'),
  },
  {
    defect: 'a From with a group',
    subject: 'Un grup',
    raw: header({ From: 'Vecinii: ana@exemplu.ro, ion@alt.example;' }),
    holds: has('several-senders'),
  },
  {
    defect: 'a quoted address that hides a second one (CVE-2025-13033)',
    subject: 'Adresă ascunsă',
    raw: header({ From: '"x@rau.example y"@exemplu.ro' }),
    holds: (m) => m.fromAddress !== 'x@rau.example' && m.flags.includes('no-sender'),
  },
  {
    defect: 'a shown name that is another address',
    raw: header({ From: '"primar@lunca-alba.example" <ana@exemplu.ro>' }),
    holds: (m) => m.fromName === 'primar@lunca-alba.example' && has('name-looks-like-address')(m),
  },
  {
    defect: 'a shown name with another address inside words',
    raw: header({ From: '"Primar (primar@lunca-alba.example) răspuns" <ana@exemplu.ro>' }),
    holds: (m) => m.fromName?.endsWith(' răspuns') === true && has('name-looks-like-address')(m),
  },
  {
    defect: 'a subject written twice',
    raw: header({ Subject: 'Una\r\nSubject: Alta' }),
    holds: (m) => m.subject === 'Una' && has('repeated-headers')(m),
  },
  {
    defect: 'two dates',
    raw: header({ Date: 'Wed, 18 Nov 2026 10:00:00 +0200\r\nDate: Thu, 19 Nov 2026 10:00:00 +0200' }),
    holds: (m) => m.sentAt?.getUTCDate() === 18 && has('repeated-headers')(m),
  },
  {
    defect: 'two Message-IDs',
    raw: header({ 'Message-ID': '<a@exemplu.ro>\r\nMessage-ID: <b@exemplu.ro>' }),
    holds: (m) => m.messageId === 'a@exemplu.ro',
  },
  {
    defect: 'two To headers, both of them recipients',
    raw: header({ To: 'a@lunca-alba.example\r\nTo: b@lunca-alba.example' }),
    holds: (m) => m.toAddresses.length === 2,
  },
  {
    defect: 'two Content-Types',
    subject: 'Două tipuri',
    raw: header({ 'Content-Type': 'text/plain\r\nContent-Type: text/html' }),
    holds: has('repeated-headers'),
  },
  {
    defect: 'two In-Reply-To',
    raw: header({ 'In-Reply-To': '<a@x>\r\nIn-Reply-To: <b@x>' }),
    holds: (m) => m.inReplyTo === 'a@x',
  },
  {
    defect: 'a subject turned round by a hidden mark',
    raw: header({ Subject: `Adeverinta ${rtl}fdp.exe` }),
    holds: (m) => m.subject === 'Adeverinta fdp.exe' && has('hidden-characters')(m),
  },
  {
    defect: 'the same, encoded',
    raw: header({ Subject: b(`Factura ${rtl}fdp.exe`) }),
    holds: (m) => m.subject === 'Factura fdp.exe',
  },
  {
    defect: 'a name turned round',
    raw: header({ From: `${b(`Pop${rtl}anA`)} <ana@exemplu.ro>` }),
    holds: (m) => m.fromName === 'PopanA',
  },
  {
    defect: 'letters without width in a name',
    raw: header({ From: `${b('P\u200brimar')} <ana@exemplu.ro>` }),
    holds: (m) => m.fromName === 'Primar',
  },
  {
    defect: 'isolates of direction in a subject',
    raw: header({ Subject: b('A\u2066B\u2069C') }),
    holds: (m) => m.subject === 'ABC',
  },
  {
    defect: 'letters of the tag block in a subject',
    raw: header({ Subject: b('A\u{e0041}B') }),
    holds: (m) => m.subject === 'AB',
  },
  { defect: 'a NUL in a subject', raw: header({ Subject: b('C\u0000D') }), holds: (m) => m.subject === 'CD' },
  {
    defect: 'a bare NUL in a header',
    raw: header({ Subject: 'E\u0000F' }),
    holds: (m) => m.subject === 'EF',
  },
  {
    defect: 'an escape sequence of a terminal in a subject',
    raw: header({ Subject: b('\u001b[31mroșu') }),
    holds: (m) => m.subject === '[31mroșu',
  },
  {
    defect: 'a line break smuggled into a subject',
    raw: header({ Subject: b('Una\r\nBcc: x@rau.example') }),
    holds: (m) => m.subject === 'Una Bcc: x@rau.example',
  },
  {
    defect: 'a line break smuggled into a name',
    raw: header({ From: `${b('Ana\r\nTo: x@rau.example')} <ana@exemplu.ro>` }),
    holds: (m) => m.fromName?.startsWith('Ana To: x') === true,
  },
  {
    defect: 'a bare CR that looks like a new header',
    raw: header({ Subject: 'Una\rX-Loop: da' }),
    holds: (m) => m.kind === 'message' && m.subject.includes('X-Loop'),
  },
  {
    defect: 'a subject of 20,000 letters',
    raw: header({ Subject: 'a'.repeat(20_000) }),
    holds: (m) => m.subject === 'a'.repeat(1000),
  },
  {
    defect: 'a subject folded over 500 lines',
    raw: header({ Subject: Array(500).fill('cuvânt').join('\r\n ') }),
    holds: (m) => m.subject.startsWith('cuvânt cuvânt'),
  },
  {
    defect: 'an empty subject',
    raw: header({ Subject: ' ', From: 'Subiect Gol <gol@exemplu.ro>' }),
    holds: (m) => m.subject === '' && m.fromName === 'Subiect Gol',
  },
  {
    defect: 'no subject',
    raw: header({ Subject: '', From: 'Fara Subiect <fara@exemplu.ro>' }),
    holds: (m) => m.subject === '' && m.fromName === 'Fara Subiect',
  },
  {
    defect: 'a header of 300 KiB',
    subject: 'Antet lung',
    raw: header({ 'X-Mult': 'x'.repeat(300 * 1024) }),
    holds: (m) => m.state === 'unparsable' && m.fromAddress === 'ana.pop@exemplu.ro',
  },
  {
    defect: '100,000 header lines',
    subject: 'Antet cu multe rânduri',
    raw: header({ 'X-A': Array(100_000).fill('1').join('\r\nX-A: ') }),
    holds: has('header-cut'),
  },
  {
    defect: 'a header without end',
    raw: Buffer.from(`From: ana@exemplu.ro\r\nSubject: ${'x'.repeat(600 * 1024)}`),
    holds: (m) => has('header-cut')(m) && m.fromAddress === 'ana@exemplu.ro',
  },
  {
    defect: '5,000 recipients',
    raw: header({ To: Array.from({ length: 5000 }, (_, n) => `a${n}@exemplu.ro`).join(',\r\n ') }),
    holds: (m) => m.toAddresses.length === 500,
  },
  {
    defect: '1,000 references',
    raw: header({ References: Array.from({ length: 1000 }, (_, n) => `<r${n}@exemplu.ro>`).join('\r\n ') }),
    holds: (m) => m.referenceIds.length === 100 && m.referenceIds.at(-1) === 'r999@exemplu.ro',
  },
  {
    defect: 'a reference of 5,000 letters',
    raw: header({ References: `<${'r'.repeat(5000)}@x> <bun@exemplu.ro>` }),
    holds: (m) => m.referenceIds.length === 1 && m.referenceIds[0] === 'bun@exemplu.ro',
  },
  {
    defect: 'ids without brackets',
    raw: header({ 'In-Reply-To': 'raspuns@exemplu.ro' }),
    holds: (m) => m.inReplyTo === 'raspuns@exemplu.ro',
  },
  {
    defect: 'no Message-ID',
    subject: 'Fără Message-ID',
    raw: header({ 'Message-ID': '' }),
    holds: (m) => m.messageId === null,
  },
  {
    defect: 'a Message-ID that is markup',
    raw: header({ 'Message-ID': '<<script>alert(1)</script>@x>' }),
    holds: (m) => m.messageId === 'script',
  },
  { defect: 'no date', subject: 'Fără dată', raw: header({ Date: '' }), holds: has('odd-date') },
  {
    defect: 'a date in words',
    subject: 'Data în vorbe',
    raw: header({ Date: 'ieri după-amiază' }),
    holds: has('odd-date'),
  },
  {
    defect: 'a date of 1970',
    subject: 'Data din 1970',
    raw: header({ Date: 'Thu, 1 Jan 1970 00:00:00 +0000' }),
    holds: has('odd-date'),
  },
  {
    defect: 'a date of 2099',
    subject: 'Data din 2099',
    raw: header({ Date: 'Thu, 1 Jan 2099 00:00:00 +0000' }),
    holds: has('odd-date'),
  },
  {
    defect: 'a date with the 31st of February',
    subject: 'Data de 31',
    raw: header({ Date: 'Tue, 31 Foo 2026 10:00:00 +0200' }),
    holds: (m) => m.sentAt === null,
  },
  {
    defect: 'a date with a comment',
    raw: header({ Date: 'Thu, 19 Nov 2026 10:00:00 +0200 (ora României)' }),
    holds: (m) => m.sentAt?.toISOString() === '2026-11-19T08:00:00.000Z',
  },
  {
    defect: 'an answer that is to go elsewhere',
    raw: header({ 'Reply-To': 'altul@rau.example' }),
    holds: (m) => m.replyTo === 'altul@rau.example',
  },
  {
    defect: 'raw Romanian letters in a header, UTF-8',
    raw: header({ Subject: 'Cerere de ajutor pentru Ștefan' }),
    holds: (m) => m.subject.endsWith('Ștefan'),
  },
  {
    defect: 'raw Romanian letters in a header, Windows-1250',
    raw: Buffer.concat([
      Buffer.from('From: ana@exemplu.ro\r\nSubject: '),
      Buffer.from([0xde, 0x74, 0x65, 0x66]),
      Buffer.from('\r\n\r\nVă rog.\r\n'),
    ]),
    holds: (m) => m.subject === 'Țtef' || m.subject === 'Ţtef' || m.subject === 'Ștef' || m.subject === 'Şef',
  },
  {
    defect: 'an encoded word that is cut',
    raw: header({ Subject: '=?utf-8?B?xZ50ZWY' }),
    holds: (m) => m.subject.startsWith('=?utf-8'),
  },
  {
    defect: 'an encoded word of an unknown character set',
    raw: header({ Subject: '=?x-marte?Q?abc?=' }),
    holds: (m) => m.subject.includes('abc'),
  },
  {
    defect: 'an encoded letter split over two words',
    raw: header({ Subject: '=?utf-8?Q?=C8?= =?utf-8?Q?=9Btef?=' }),
    holds: (m) => m.subject === 'țtef',
  },
  {
    defect: 'a header line that begins with a space before any field',
    raw: Buffer.from(' Subject: fals\r\nFrom: ana@exemplu.ro\r\nSubject: bun\r\n\r\nVă rog.\r\n'),
    holds: (m) => has('repeated-headers')(m) && m.subject === 'fals',
  },
  {
    defect: 'a field name with a space before the colon',
    raw: Buffer.from('From : ana@exemplu.ro\r\nSubject: x\r\n\r\nVă rog.\r\n'),
    holds: (m) => m.fromAddress === 'ana@exemplu.ro' && m.subject === 'x',
  },
  {
    defect: 'only line feeds, no carriage returns',
    raw: Buffer.from(header({ Subject: 'Unix' }).toString().replaceAll('\r\n', '\n')),
    holds: (m) => m.subject === 'Unix' && m.state === 'parsed',
  },
  {
    defect: 'an mbox line before the header',
    raw: Buffer.concat([
      Buffer.from('From ana@exemplu.ro Fri Nov 20 10:00:00 2026\r\n'),
      header({ Subject: 'Mbox' }),
    ]),
    holds: (m) => m.subject === 'Mbox',
  },
  {
    defect: 'cedillas in a subject',
    raw: header({ Subject: b('Şcoala şi ţara') }),
    holds: (m) => m.subject === 'Școala și țara',
  },
  {
    defect: 'a hop inside the house above the one outside',
    raw: header({
      Received: 'from mail (localhost [127.0.0.1]) by mail\r\nReceived: from x ([198.51.100.9]) by mail',
    }),
    holds: (m) => m.hop.address === '198.51.100.9',
  },
  {
    defect: 'a forged hop far below',
    subject: 'Salt falsificat',
    raw: header({
      Received: `${Array(6).fill('from a ([10.0.0.1]) by b').join('\r\nReceived: ')}\r\nReceived: from x ([198.51.100.9]) by y`,
    }),
    holds: (m) => m.hop.address === null,
  },
];
