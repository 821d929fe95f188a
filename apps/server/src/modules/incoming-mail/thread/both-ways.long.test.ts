import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { aPostWorld } from '../../../../test/a-post-world.ts';
import { aMessage, type Letter, ourAddress } from '../../../../test/an-intake-world.ts';
import { handOver } from '../../../../test/hand-over.ts';
import { aPostfix } from '../../../../test/real-mail-servers.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { createLog } from '../../../platform/log.ts';
import { startMailIntake } from '../../../platform/mail/intake/mail-intake.ts';

const database = await aDatabase();
const { out, into, registered, proposalOf } = await aPostWorld(database);
const patience = { timeout: 60_000, interval: 200 };

/** Postfix between the institution and its petitioners: it relays both ways, and says what it could not deliver. */
async function aRelay() {
  const settings = { host: '127.0.0.1', port: 0, protocol: 'smtp', peers: ['127.0.0.1'] } as const;
  const intake = await startMailIntake(
    { log: createLog('silent'), receiver: into.receiver },
    { ...settings, maxBytes: 10_000_000 },
  );
  onTestFinished(() => intake.stop());
  const theirs = Number(new URL(out.peer.mail.url).port);
  const domain = ourAddress.slice(ourAddress.indexOf('@') + 1);
  const relay = await aPostfix(intake.port, 'smtp', { domain, routes: { 'posta.example': theirs } });
  const deps = { ...out.deps, mail: { ...out.peer.mail, url: `smtp://127.0.0.1:${relay.port}` } };
  return {
    /** Somebody sends a message to us; gives its id once it came in. */
    async sends(letter: Letter & { subject: string; to?: string }) {
      const from = 'ana.pop@posta.example';
      const answer = await handOver(relay.port, aMessage(letter), { from, to: [letter.to ?? ourAddress] });
      expect(answer).toMatch(/^250 /);
      await expect.poll(() => idOf(letter.subject), patience).not.toBe('');
      return idOf(letter.subject);
    },
    run: (id: string) => out.run(id, { deps }),
  };
}

const idOf = async (subject: string) =>
  (
    await sql<{ id: string }>`SELECT incoming_messages.id FROM incoming_messages
      WHERE incoming_messages.subject = ${subject}`.execute(database.db)
  ).rows[0]?.id ?? '';
const waiting = async () =>
  (
    await sql<{ id: string }>`SELECT outgoing_messages.id FROM outgoing_messages
      WHERE outgoing_messages.state = 'waiting'`.execute(database.db)
  ).rows.map(({ id }) => id);

test('over a real relay: in, confirmed, answered back into the file, and the answer leaves in the same thread', async () => {
  const relay = await aRelay();
  const headers = ['Message-ID: <prima@posta.example>'];
  const file = await registered(await relay.sends({ subject: 'Groapa din strada Morii', headers }));
  for (const id of await waiting()) await relay.run(id);
  await expect.poll(() => out.peer.taken.length, patience).toBe(1);
  const confirmation = out.peer.taken[0];
  expect(confirmation).toMatchObject({ to: 'ana.pop@posta.example', inReplyTo: '<prima@posta.example>' });
  const token = confirmation?.replyTo?.[0]?.address ?? '';
  const reply = await relay.sends({
    ...{ subject: 'Re: completare', to: token },
    headers: [
      'Message-ID: <a-doua@posta.example>',
      `In-Reply-To: ${confirmation?.messageId}`,
      `References: <prima@posta.example> ${confirmation?.messageId}`,
    ],
  });
  expect((await into.get(reply)).message.proposal).toMatchObject({ kind: 'reply' });
  expect(await registered(reply, { kind: 'reply', unit: undefined })).toBe(file);
  for (const id of await waiting()) await relay.run(id);
  await expect.poll(() => out.peer.taken.length, patience).toBe(2);
  const letter = await out.ready(file);
  const { address, subject, body } = await proposalOf(letter);
  const { message } = await out.send(letter, { address, subject, body });
  await relay.run(message.id);
  await expect.poll(() => out.peer.taken.length, patience).toBe(3);
  const answer = out.peer.taken[2];
  expect(answer).toMatchObject({
    ...{ to: 'ana.pop@posta.example', subject: 'Re: completare', inReplyTo: '<a-doua@posta.example>' },
    references: expect.stringContaining('<prima@posta.example>'),
  });
  expect(answer?.references).toContain(confirmation?.messageId);
});

test('what a real relay says of a recipient that does not exist takes the letter back', async () => {
  const relay = await aRelay();
  const letter = await out.aReadyLetter();
  const { message } = await out.send(letter, { address: 'nimeni@posta.example' });
  out.peer.behave('refuse-recipient');
  await relay.run(message.id);
  await expect.poll(async () => (await out.read(message.id)).state, patience).toBe('bounced');
  expect(await out.read(message.id)).toMatchObject({ reports: [{ action: 'failed', status: '5.1.1' }] });
  expect((await out.letterOf(letter.id)).status).toBe('ready');
});
