import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { aWinmail } from '../../../../test/a-winmail.ts';
import { handOver, sayToServer } from '../../../../test/hand-over.ts';
import { aHandedOverMailbox, someMail } from '../../../../test/some-mail.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { startMailIntake } from '../../../platform/mail/intake/mail-intake.ts';
import { sweepOrphans } from '../../documents/index.ts';
import { readMessages } from './message-reader.ts';
import { mailReceiver } from './take-handed-over.ts';

const { db } = await aDatabase();
const deps = await someMail(db);
const mailboxId = await aHandedOverMailbox(db);
let failNext = false;
const receiver = mailReceiver({
  ...deps,
  messageSubscribers: [
    {
      arrived: async () => {
        if (failNext) throw new Error('who goes on with it cannot');
      },
    },
  ],
});
const peers = ['127.0.0.1', '::1'];
const settings = { host: '127.0.0.1', port: 0, protocol: 'smtp', peers, maxBytes: 2_000_000 } as const;
const intake = await startMailIntake({ log: deps.log, receiver }, settings);
afterAll(() => intake.stop());

const letter = (subject: string, body = 'Vă rog să îmi răspundeți.') =>
  [
    'From: Ana Pop <ana.pop@exemplu.ro>',
    'To: registratura@lunca-alba.example',
    `Subject: ${subject}`,
    `Message-ID: <${subject}@exemplu.ro>`,
    'Date: Fri, 20 Nov 2026 10:00:00 +0200',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=hotar',
    '',
    '--hotar',
    'Content-Type: text/plain; charset=utf-8',
    '',
    body,
    '--hotar',
    'Content-Type: application/pdf; name="cerere.pdf"',
    'Content-Disposition: attachment; filename="cerere.pdf"',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('%PDF-1.4 cerere').toString('base64'),
    '--hotar--',
    '',
  ].join('\r\n');

const kept = async (subject: string) => {
  const { rows } = await sql<{ id: string }>`
    SELECT incoming_messages.id FROM incoming_messages WHERE incoming_messages.subject = ${subject}`.execute(
    db,
  );
  return await readMessages(
    db,
    rows.map(({ id }) => id),
  );
};

test('a message is answered „250” with its bytes, its row and its parts kept', async () => {
  const raw = letter('intai');
  expect(await handOver(intake.port, raw)).toBe('250 kept');
  const [message] = await kept('intai');
  expect(message).toMatchObject({
    ...{
      mailboxId,
      channel: 'smtp',
      fromAddress: 'ana.pop@exemplu.ro',
      state: 'waiting',
      parseState: 'parsed',
    },
    ...{
      envelopeFrom: 'ana.pop@exemplu.ro',
      envelopeTo: ['registratura@lunca-alba.example'],
      kind: 'message',
    },
    rawSha256: createHash('sha256').update(raw).digest('hex'),
    parts: [
      { ordinal: 1, kind: 'text', mediaType: 'text/plain' },
      { ordinal: 2, kind: 'attachment', name: 'cerere.pdf', mediaType: 'application/pdf', flags: [] },
    ],
  });
  for (const sha256 of [message?.rawSha256, ...(message?.parts ?? []).map((part) => part.sha256)])
    expect(await deps.files.has(sha256 ?? '')).toBe(true);
});

test('a text that is longer once decoded than the message that brought it is kept', async () => {
  const head = letter('octeti', '').split('\r\nContent-Type: multipart')[0] ?? '';
  const type = 'Content-Type: text/plain; charset=windows-1250\r\nContent-Transfer-Encoding: 8bit';
  const raw = Buffer.concat([Buffer.from(`${head}\r\n${type}\r\n\r\n`), Buffer.alloc(5_000, 0xe3)]);
  expect(await handOver(intake.port, raw)).toBe('250 kept');
  expect((await kept('octeti'))[0]?.parts).toMatchObject([{ kind: 'text', size: 10_001 }]);
});

test('the files of a winmail.dat are kept byte for byte in its place, the long ones too', async () => {
  const long = randomBytes(300_000);
  const winmail = aWinmail([
    { name: 'planul clădirii.bin', content: long },
    { name: 'cerere.pdf', content: Buffer.from('%PDF-1.4 cerere') },
  ]);
  const raw = letter('outlook')
    .replace(/name="cerere.pdf"/g, 'name="winmail.dat"')
    .replace('application/pdf', 'application/ms-tnef')
    .replace(
      Buffer.from('%PDF-1.4 cerere').toString('base64'),
      winmail.toString('base64').replace(/.{76}/g, '$&\r\n'),
    );
  expect(await handOver(intake.port, raw)).toBe('250 kept');
  const [message] = await kept('outlook');
  expect(message?.flags).toEqual([]);
  expect(message?.parts).toMatchObject([
    { kind: 'text' },
    {
      ...{ kind: 'attachment', name: 'planul clădirii.bin', size: 300_000, flags: ['from-winmail'] },
      sha256: createHash('sha256').update(long).digest('hex'),
    },
    { name: 'cerere.pdf', mediaType: 'application/pdf', flags: ['from-winmail'] },
  ]);
});

test('the same message handed over again, because the answer was lost, is kept once', async () => {
  const raw = letter('de-doua-ori');
  expect(await Promise.all([1, 2, 3].map(() => handOver(intake.port, raw)))).toEqual(
    Array(3).fill('250 kept'),
  );
  expect(await handOver(intake.port, raw)).toBe('250 kept');
  expect(await kept('de-doua-ori')).toHaveLength(1);
});

test('an address with a token after the plus is the same mailbox; a stranger’s address is refused', async () => {
  const to = ['registratura+abc@lunca-alba.example'];
  expect(await handOver(intake.port, letter('cu-semn'), { to })).toBe('250 kept');
  expect(await kept('cu-semn')).toMatchObject([{ envelopeTo: to }]);
  const answers = await sayToServer(intake.port, [
    'EHLO releu.example\r\n',
    'MAIL FROM:<x@exemplu.ro>\r\n',
    'RCPT TO:<altcineva@lunca-alba.example>\r\n',
  ]);
  expect(answers.at(-1)).toMatch(/^550 /);
});

test('what cannot be gone on with is not answered „250”, and the next try keeps it', async () => {
  const raw = letter('apoi');
  failNext = true;
  expect(await handOver(intake.port, raw)).toMatch(/^451 /);
  expect(await kept('apoi')).toEqual([]);
  failNext = false;
  expect(await handOver(intake.port, raw)).toBe('250 kept');
  expect(await kept('apoi')).toHaveLength(1);
});

test('a message above the limit is refused for good, and nothing of it stays', async () => {
  expect(await handOver(intake.port, letter('prea-mare', 'x'.repeat(2_100_000)))).toMatch(/^552 /);
  expect(await kept('prea-mare')).toEqual([]);
});

test('a server that is not among the peers is turned away', async () => {
  const closed = await startMailIntake({ log: deps.log, receiver }, { ...settings, peers: ['192.0.2.1'] });
  expect((await sayToServer(closed.port, []))[0]).toMatch(/^554 /);
  await closed.stop();
});

test('LMTP is answered for each recipient', async () => {
  const lmtp = await startMailIntake({ log: deps.log, receiver }, { ...settings, protocol: 'lmtp' });
  const answers = await sayToServer(lmtp.port, [
    'LHLO releu.example\r\n',
    'MAIL FROM:<>\r\n',
    'RCPT TO:<registratura@lunca-alba.example>\r\n',
    'DATA\r\n',
    `${letter('prin-lmtp')}\r\n.\r\n`,
  ]);
  expect(answers.at(-1)).toMatch(/^250 /);
  expect(await kept('prin-lmtp')).toMatchObject([{ envelopeFrom: null }]);
  await lmtp.stop();
});

test('the sweeper leaves what messages hold, and takes what only a crash left', async () => {
  await handOver(intake.port, letter('pastrat'));
  const [message] = await kept('pastrat');
  await sql`UPDATE blobs SET stored_at = now() - interval '3 days'`.execute(db);
  const inTwoDays = new Date(Date.now() + 2 * 24 * 3600 * 1000);
  const alsoNamedIn = ['incoming_messages.raw_sha256', 'incoming_parts.sha256'] as const;
  await sweepOrphans({ ...deps, alsoNamedIn }, inTwoDays);
  expect(await deps.files.has(message?.rawSha256 ?? '')).toBe(true);
  for (const part of message?.parts ?? []) expect(await deps.files.has(part.sha256 ?? '')).toBe(true);
});
