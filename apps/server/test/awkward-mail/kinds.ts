import { type AwkwardMessage, aMessage, parts, plain } from './message.ts';

const report = (
  fields: string,
  returned = 'Message-ID: <0123456789abcdefghjkmnpqrs.1@lunca-alba.example>\r\nSubject: Răspuns',
) =>
  aMessage(
    {
      'Content-Type': 'multipart/report; report-type=delivery-status; boundary=hotar',
      From: 'MAILER-DAEMON@mx.exemplu.ro',
    },
    parts('hotar', [
      'Content-Type: text/plain\r\n\r\nNu s-a putut livra.',
      `Content-Type: message/delivery-status\r\n\r\n${fields}`,
      `Content-Type: text/rfc822-headers\r\n\r\n${returned}\r\n`,
    ]),
  );
const failed =
  'Reporting-MTA: dns; mx.exemplu.ro\r\n\r\nFinal-Recipient: rfc822; ana@exemplu.ro\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 necunoscut\r\n';
const auto = (changes: Record<string, string>) => aMessage(changes, 'Sunt în concediu.\r\n');
const isAuto: AwkwardMessage['holds'] = (m) => m.kind === 'auto-reply';

/** What machines send. */
export const awkwardKinds: readonly AwkwardMessage[] = [
  {
    defect: 'a report of a failure',
    subject: 'Raport de eșec',
    raw: report(failed),
    holds: (m) =>
      m.deliveryReport?.recipients[0]?.status === '5.1.1' &&
      m.deliveryReport.originalMessageId?.startsWith('0123456789') === true,
  },
  {
    defect: 'a report of a delay',
    raw: report(failed.replace('failed', 'delayed').replaceAll('5.1.1', '4.4.1')),
    holds: (m) => m.deliveryReport?.recipients[0]?.action === 'delayed',
  },
  {
    defect: 'a report of success',
    raw: report(failed.replace('failed', 'delivered')),
    holds: (m) => m.deliveryReport?.recipients[0]?.action === 'delivered',
  },
  {
    defect: 'a report with an unknown action',
    subject: 'Acțiune necunoscută',
    raw: report(failed.replace('failed', 'exploded')),
    holds: (m) => m.kind === 'delivery-report' && m.deliveryReport?.recipients.length === 0,
  },
  {
    defect: 'a report without recipients',
    subject: 'Raport fără destinatari',
    raw: report('Reporting-MTA: dns; mx.exemplu.ro\r\n'),
    holds: (m) => m.kind === 'delivery-report' && m.deliveryReport?.reportingServer === 'mx.exemplu.ro',
  },
  {
    defect: 'a report without a status',
    subject: 'Raport fără stare',
    raw: report(failed.replace(/Status: [^\r]+\r\n/, '')),
    holds: (m) => m.deliveryReport?.recipients[0]?.status === null,
  },
  {
    defect: 'a report with folded fields',
    subject: 'Raport cu câmpuri îndoite',
    raw: report(failed.replace('550 5.1.1', '550\r\n 5.1.1')),
    holds: (m) => m.deliveryReport?.recipients[0]?.diagnostic === '550 5.1.1 necunoscut',
  },
  {
    defect: 'a report of 1,000 recipients',
    raw: report(
      `Reporting-MTA: dns; mx\r\n\r\n${Array.from({ length: 1000 }, (_, n) => `Final-Recipient: rfc822; a${n}@exemplu.ro\r\nAction: failed\r\n`).join('\r\n')}`,
    ),
    holds: (m) => m.deliveryReport?.recipients.length === 200,
  },
  {
    defect: 'a report that says which address we wrote to',
    raw: report(
      failed.replace('Final-Recipient', 'Original-Recipient: rfc822; ana.pop@exemplu.ro\r\nFinal-Recipient'),
    ),
    holds: (m) => m.deliveryReport?.recipients[0]?.originalAddress === 'ana.pop@exemplu.ro',
  },
  {
    defect: 'a report with our envelope id',
    raw: report(failed.replace('Reporting-MTA', 'Original-Envelope-Id: plic-7\r\nReporting-MTA')),
    holds: (m) => m.deliveryReport?.envelopeId === 'plic-7',
  },
  {
    defect: 'a report that returns no header',
    raw: report(failed, 'X: y'),
    holds: (m) => m.kind === 'delivery-report' && m.deliveryReport?.originalMessageId === null,
  },
  {
    defect: 'a report by its type alone',
    raw: aMessage(
      { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=hotar' },
      parts('hotar', [plain]),
    ),
    holds: (m) => m.kind === 'delivery-report' && m.deliveryReport === null,
  },
  {
    defect: 'an answer of a machine (RFC 3834)',
    raw: auto({ 'Auto-Submitted': 'auto-replied' }),
    holds: (m) => isAuto(m) && m.autoSubmitted === 'auto-replied',
  },
  {
    defect: 'the same with a parameter',
    raw: auto({ 'Auto-Submitted': 'auto-generated; owner=x' }),
    holds: (m) => m.autoSubmitted === 'auto-generated; owner=x',
  },
  {
    defect: '„no” is said outright, with capitals',
    raw: auto({ 'Auto-Submitted': 'No' }),
    holds: (m) => m.kind === 'message' && m.autoSubmitted === 'no',
  },
  {
    defect: 'an absence in the words of old programs',
    subject: 'Precedence',
    raw: auto({ Precedence: 'auto_reply' }),
    holds: isAuto,
  },
  {
    defect: 'a mark of a loop',
    subject: 'X-Loop',
    raw: auto({ 'X-Loop': 'registratura@lunca-alba.example' }),
    holds: isAuto,
  },
  {
    defect: 'an absence as X-Autoreply',
    subject: 'X-Autoreply',
    raw: auto({ 'X-Autoreply': 'yes' }),
    holds: isAuto,
  },
  {
    defect: 'a machine that asks for no answers',
    subject: 'X-Auto-Response-Suppress',
    raw: auto({ 'X-Auto-Response-Suppress': 'All' }),
    holds: isAuto,
  },
  {
    defect: 'a newsletter',
    subject: 'Buletin',
    raw: auto({ Precedence: 'bulk', 'List-Id': '<stiri.exemplu.ro>' }),
    holds: (m) => m.kind === 'message' && m.preview === 'Sunt în concediu.',
  },
];
