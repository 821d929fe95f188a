import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { aHandedOverMailbox, someMail } from '../../../../test/some-mail.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { readMessages } from './message-reader.ts';
import { mailReceiver } from './take-handed-over.ts';

const megabytes = 500;
// 57 bytes are a line of 76 letters.
const block = randomBytes(57 * 20_000);
const encoded = Buffer.from(block.toString('base64').replace(/.{76}/g, '$&\r\n'));
const blocks = Math.ceil((megabytes * 1024 * 1024) / block.length);

async function* message(): AsyncGenerator<Buffer> {
  yield Buffer.from(
    'From: ana.pop@exemplu.ro\r\nSubject: Plan\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=hotar\r\n\r\n' +
      '--hotar\r\nContent-Type: text/plain\r\n\r\nPlanul cerut.\r\n--hotar\r\nContent-Type: application/octet-stream; name=plan.bin\r\n' +
      'Content-Transfer-Encoding: base64\r\n\r\n',
  );
  for (let at = 0; at < blocks; at += 1) yield encoded;
  yield Buffer.from('--hotar--\r\n');
}

test('a file of 500 MB in a message is kept whole, in flat memory', async () => {
  const { db } = await aDatabase();
  const deps = await someMail(db, { maxMessageBytes: 1024 ** 3 });
  const mailboxId = await aHandedOverMailbox(db);
  expect(mailboxId).not.toBe('');
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 50);
  const envelope = {
    from: 'ana.pop@exemplu.ro',
    to: ['registratura@lunca-alba.example'],
    client: { address: null, helo: null },
  };
  await mailReceiver(deps).keep(envelope, Readable.from(message(), { objectMode: false }));
  clearInterval(watch);
  expect((most - before) / 1024 / 1024).toBeLessThan(200);
  const row = await db.selectFrom('incoming_messages').select('id').executeTakeFirstOrThrow();
  const [kept] = await readMessages(db, [row.id]);
  expect(kept).toMatchObject({ flags: ['odd-date'], parseState: 'parsed', preview: 'Planul cerut.' });
  const hash = createHash('sha256');
  for (let at = 0; at < blocks; at += 1) hash.update(block);
  expect(kept?.parts[1]).toMatchObject({
    name: 'plan.bin',
    size: block.length * blocks,
    sha256: hash.digest('hex'),
  });
});
