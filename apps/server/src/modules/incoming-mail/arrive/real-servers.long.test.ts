import { generateKeyPairSync } from 'node:crypto';
import { createRequire } from 'node:module';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { handOver } from '../../../../test/hand-over.ts';
import { aDovecot, aNameServer, aPostfix } from '../../../../test/real-mail-servers.ts';
import { aFetchedMailbox, aHandedOverMailbox, someMail } from '../../../../test/some-mail.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { sealField } from '../../../platform/crypto/field-crypto.ts';
import type { Db } from '../../../platform/db.ts';
import { mailAuthenticator } from '../../../platform/mail/authenticate/authenticate-mail.ts';
import { startMailIntake } from '../../../platform/mail/intake/mail-intake.ts';
import { startFetching } from './start-fetching.ts';
import { mailReceiver } from './take-handed-over.ts';

const key = Buffer.alloc(32, 7);
const times = { lookEvery: 100, pollEvery: 60_000, retryAfter: 100 };
const letter = (subject: string) =>
  `From: Ana Pop <ana.pop@exemplu.ro>\r\nTo: registratura@lunca-alba.example\r\nSubject: ${subject}\r\n` +
  `Message-ID: <${subject}@exemplu.ro>\r\nDate: Fri, 20 Nov 2026 10:00:00 +0200\r\n\r\nVa rog.\r\n`;
const subjects = async (db: Db) =>
  (
    await sql<{
      subject: string;
    }>`SELECT incoming_messages.subject FROM incoming_messages ORDER BY 1`.execute(db)
  ).rows.map(({ subject }) => subject);

test('Dovecot’s messages come in once: told by IDLE, after its UIDs began anew, and deleted only where said', async () => {
  const { db } = await aDatabase();
  const deps = await someMail(db);
  const dovecot = await aDovecot();
  const id = await aFetchedMailbox(db, { ...dovecot, secret: null });
  await sql`UPDATE mailboxes SET secret = ${sealField(key, id, dovecot.password)}`.execute(db);
  dovecot.deliver(letter('unu'));
  const first = startFetching(deps, key, times);
  await expect.poll(() => subjects(db), { timeout: 60_000 }).toEqual(['unu']);
  // Polling is a minute away: only IDLE can tell.
  dovecot.deliver(letter('doi'));
  await expect.poll(() => subjects(db), { timeout: 30_000 }).toEqual(['doi', 'unu']);
  await first.stop();
  dovecot.forgetUids();
  dovecot.deliver(letter('trei'));
  const second = startFetching(deps, key, times);
  onTestFinished(() => second.stop());
  await expect.poll(() => subjects(db), { timeout: 60_000 }).toEqual(['doi', 'trei', 'unu']);
  const validities = await sql`SELECT DISTINCT mailbox_uids.uid_validity FROM mailbox_uids`.execute(db);
  expect(validities.rows).toHaveLength(2);
});

test('Postfix hands over what we could not keep at first, and names who gave it in', async () => {
  const { db } = await aDatabase();
  let seen: unknown;
  let failing = true;
  const deps = await someMail(db, {
    authenticate: async (_path, hop) => {
      seen = hop;
      if (failing) throw new Error('not now');
      return (await import('../../../platform/mail/authenticate/authenticate-mail.ts')).unchecked;
    },
  });
  await aHandedOverMailbox(db);
  for (const protocol of ['smtp', 'lmtp'] as const) {
    failing = true;
    const settings = { host: '127.0.0.1', port: 0, protocol, peers: ['127.0.0.1'], maxBytes: 10_000_000 };
    const intake = await startMailIntake({ log: deps.log, receiver: mailReceiver(deps) }, settings);
    onTestFinished(() => intake.stop());
    const postfix = await aPostfix(intake.port, protocol);
    expect(await handOver(postfix.port, letter(protocol))).toMatch(/^250 /);
    await expect
      .poll(() => seen, { timeout: 30_000 })
      .toMatchObject({ address: '127.0.0.1', sender: 'ana.pop@exemplu.ro' });
    failing = false;
    await expect.poll(() => subjects(db), { timeout: 60_000 }).toContain(protocol);
  }
  expect(await subjects(db)).toEqual(['lmtp', 'smtp']);
});

test('SPF, DKIM and DMARC are asked of the name server that the settings name', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const p = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const server = await aNameServer({
    'exemplu.ro': 'v=spf1 ip4:192.0.2.7 -all',
    'cheie._domainkey.exemplu.ro': `v=DKIM1; k=rsa; p=${p}`,
    '_dmarc.exemplu.ro': 'v=DMARC1; p=reject',
  });
  const check = mailAuthenticator([server]);
  const { dkimSign } = createRequire(import.meta.url)('mailauth/lib/dkim/sign') as {
    dkimSign(message: string, options: object): Promise<{ signatures: string }>;
  };
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  const signing = {
    canonicalization: 'relaxed/relaxed',
    signatureData: [{ signingDomain: 'exemplu.ro', selector: 'cheie', privateKey: pem }],
  };
  const { db } = await aDatabase();
  const { root } = await someMail(db);
  const { writeFile } = await import('node:fs/promises');
  const path = `${root}/semnat`;
  const message = letter('semnat');
  await writeFile(path, `${(await dkimSign(message, signing)).signatures}${message}`);
  const hop = { address: '192.0.2.7', helo: 'mx.exemplu.ro', sender: 'ana.pop@exemplu.ro' };
  expect(await check(path, hop)).toMatchObject({
    ...{ spf: { result: 'pass', domain: 'exemplu.ro' }, dkim: { result: 'pass', domain: 'exemplu.ro' } },
    dmarc: { result: 'pass', policy: 'reject' },
  });
  await writeFile(
    path,
    `${(await dkimSign(message, signing)).signatures}${message.replace('Va rog', 'Va cer')}`,
  );
  expect(await check(path, { ...hop, address: '198.51.100.1' })).toMatchObject({
    ...{ spf: { result: 'fail' }, dmarc: { result: 'fail' } },
  });
  expect((await mailAuthenticator([])(path, hop)).dmarc.result).toBe('unchecked');
});
