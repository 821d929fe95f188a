import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { IntakeRuleDraft } from '@opis/contracts';
import { sql } from 'kysely';
import type { Product } from '../compose.ts';
import { composeMail } from '../compose-mail.ts';
import type { Actor } from '../modules/identity/index.ts';
import { mailReceiver, saveIntakeRule, tryIntakeRule } from '../modules/incoming-mail/index.ts';
import { sealedRegisters } from '../modules/registry/index.ts';
import { newId } from '../platform/ids.ts';
import { type DemoMessage, demoMessages } from './demo-messages.ts';

type Rule = {
  name: string;
  conditions: Partial<IntakeRuleDraft['conditions']>;
  effect: Partial<IntakeRuleDraft['effect']> & Pick<IntakeRuleDraft['effect'], 'kind'>;
};

const rulesOf = (desk: string): readonly Rule[] => [
  {
    name: 'Avertizări în interes public',
    conditions: { words: ['avertizare în interes public', 'avertizor'] },
    effect: { kind: 'confidential' },
  },
  {
    name: 'Legea 544',
    conditions: {
      words: ['legii 544', 'legea 544', 'legii nr 544', 'legea nr 544', 'informații de interes public'],
    },
    effect: { kind: 'foi-request', category: 'informatii-publice' },
  },
  {
    name: 'Reclame și buletine',
    conditions: { words: ['dezabonare', 'newsletter', 'unsubscribe'] },
    effect: { kind: 'not-registered', reason: 'newsletter' },
  },
  {
    name: 'Facturi',
    conditions: { subjectWords: ['factur'] },
    effect: { kind: 'invoice', category: 'factura' },
  },
  {
    name: 'Instanțe',
    conditions: { subjectWords: ['citați', 'comunicare hotărâre'] },
    effect: { kind: 'letter', category: 'act-de-procedura' },
  },
  {
    name: 'Cereri și petiții',
    conditions: { words: ['solicit', 'indemnizați', 'nemulțumit', 'sesiz', 'cer o nouă'] },
    effect: { kind: 'petition', unit: desk },
  },
];

/** A mailbox, the rules that propose, and one morning’s messages, taken in as a mail server hands them over. */
export async function seedMail(
  product: Product,
  officer: Actor,
  { desk, address }: { desk: string; address: string },
): Promise<void> {
  const at = product.clock.now();
  await sql`
    INSERT INTO mailboxes (id, name, address, channel, active, created_at, changed_at)
    VALUES (${newId()}, 'Registratura', ${address}, 'smtp', true, ${at}, ${at})
  `.execute(product.db);
  for (const [index, rule] of rulesOf(desk).entries())
    await saveRule(product, officer, rule, (index + 1) * 10);
  const { deps, close } = composeMail(product, { maxMessageBytes: 10_000_000 });
  const receiver = mailReceiver(deps);
  for (const message of demoMessages(await aNumber(product))) {
    const from = /<([^>]+)>/.exec(message.from)?.[1] ?? message.from;
    const bytes = Readable.from([toBytes(message, { to: address, sentAt: at })]);
    await receiver.keep({ from, to: [address], client: { address: null, helo: null } }, bytes);
  }
  close();
}

async function saveRule(
  product: Product,
  officer: Actor,
  { name, conditions, effect }: Rule,
  position: number,
) {
  const nothing = {
    addresses: [],
    domains: [],
    subjectWords: [],
    bodyWords: [],
    words: [],
    attachmentNames: [],
  };
  const id = randomUUID();
  const rule: IntakeRuleDraft = {
    ...{ name, position, validFrom: '2026-01-01', validTo: null },
    conditions: { ...nothing, mailboxes: [], messageKinds: [], knownSender: null, ...conditions },
    effect: { reason: null, unit: null, category: null, procedure: null, register: null, ...effect },
  };
  const deps = { ...product, sealedRegisters: sealedRegisters(product) };
  await tryIntakeRule(deps, officer, { ruleId: id, rule, last: 1 });
  await saveIntakeRule(product, officer, { id, requestId: randomUUID(), rule });
}

async function aNumber({ db }: Product): Promise<string> {
  const { rows } = await sql<{ number: number; year: number }>`
    SELECT entries.number, books.year FROM entries JOIN books ON books.id = entries.book_id
    JOIN registers ON registers.id = books.register_id AND registers.code = 'general'
    WHERE entries.status = 'registered' AND entries.direction = 'in' ORDER BY entries.registered_at DESC OFFSET 40 LIMIT 1
  `.execute(db);
  return rows[0] ? `${rows[0].number}/${rows[0].year}` : '1/2026';
}

const encoded = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

function toBytes(
  { from, subject, text, headers = [], attachments = [] }: DemoMessage,
  { to, sentAt }: { to: string; sentAt: Date },
): Buffer {
  const [, name = '', address = from] = /^(.*) <([^>]+)>$/.exec(from) ?? [];
  const boundary = 'parte-de-mesaj';
  const part = (type: string, body: string, more: readonly string[] = []) => [
    `--${boundary}`,
    `Content-Type: ${type}`,
    'Content-Transfer-Encoding: base64',
    ...more,
    '',
    Buffer.from(body).toString('base64'),
  ];
  return Buffer.from(
    [
      `From: ${name === '' ? address : `${encoded(name)} <${address}>`}`,
      `To: ${to}`,
      `Subject: ${subject === '' ? '' : encoded(subject)}`,
      `Message-ID: <${randomUUID()}@posta.example>`,
      `Date: ${sentAt.toUTCString().replace('GMT', '+0000')}`,
      'MIME-Version: 1.0',
      ...headers,
      `Content-Type: multipart/mixed; boundary=${boundary}`,
      '',
      ...part('text/plain; charset=utf-8', text),
      ...attachments.flatMap((each) =>
        part(each.type, each.text, [`Content-Disposition: attachment; filename="${encoded(each.name)}"`]),
      ),
      `--${boundary}--`,
      '',
    ].join('\r\n'),
  );
}
