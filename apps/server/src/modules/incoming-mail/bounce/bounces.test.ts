import { randomUUID } from 'node:crypto';
import type { IntakeDetail } from '@opis/contracts';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aPostWorld } from '../../../../test/a-post-world.ts';
import { aMessage } from '../../../../test/an-intake-world.ts';
import { aDatabase } from '../../../../test/test-database.ts';

const database = await aDatabase();
const { out, into } = await aPostWorld(database);
const address = 'gresit@posta.example';

/** An answer that a server took, with what stands in its header. */
async function aSentAnswer() {
  const message = await out.aQueuedLetter({ address, despiteBounce: true });
  await out.run(message.id);
  const mail = out.peer.taken.at(-1);
  const header = mail?.raw.toString('utf8').split('\r\n\r\n')[0] ?? '';
  return { id: message.id, letterId: message.letterId, token: mail?.from ?? '', header };
}

const failed = `The following address(es) failed:\r\n  ${address}\r\n    550 5.1.1 no such user`;

/** What an old server sends: the empty sender, no part that a machine reads. */
const arrive = (text: string, to: string, headers: readonly string[] = []) =>
  into.arrive({
    ...{
      from: 'Mail Delivery System <MAILER-DAEMON@posta.example>',
      envelopeFrom: '',
      subject: 'Mail failure',
    },
    ...{ text, to, headers },
  });

async function stateOf(id: string) {
  const { rows } = await sql<{ state: string; reason: string | null; by: string | null }>`
    SELECT incoming_messages.state, incoming_messages.reason, incoming_messages.decided_by AS by
    FROM incoming_messages WHERE incoming_messages.id = ${id}`.execute(database.db);
  return rows[0];
}

const say = (message: Pick<IntakeDetail, 'id' | 'version'>, requestId = randomUUID()) =>
  into.post<null>(into.officer, `${message.id}/bounce`, { requestId, version: message.version });

test('a bounce in words that returns our header inside its text takes the letter back by itself', async () => {
  const { id, letterId, header } = await aSentAnswer();
  const report = await arrive(
    `${failed}\r\n\r\n--- Below this line\r\n${header}`,
    'registratura@valea-mica.example',
  );
  expect(await out.read(id)).toMatchObject({
    state: 'bounced',
    reply: '5.1.1 550 5.1.1 no such user',
    reports: [{ action: 'failed', status: '5.1.1' }],
  });
  const letter = await out.letterOf(letterId);
  expect(letter).toMatchObject({ status: 'ready', lastDeparture: { how: 'email' } });
  expect(await out.terms(letter.caseFile.id)).toContainEqual({ role: 'answer', status: 'running' });
  expect(await stateOf(report)).toEqual({ state: 'not-registered', reason: 'delivery-report', by: null });
});

test('so does one that brings our message as a part of its own', async () => {
  const { id, token, header } = await aSentAnswer();
  const nested = ['--granita', 'Content-Type: message/rfc822', '', header, '', 'x', '--granita--', ''].join(
    '\r\n',
  );
  const words = ['--granita', 'Content-Type: text/plain', '', failed].join('\r\n');
  const head = aMessage({ from: 'MAILER-DAEMON@posta.example', to: token, text: '' })
    .toString()
    .split('\r\nContent-Type')[0];
  const type = 'Content-Type: multipart/mixed; boundary=granita';
  const raw = Buffer.from(`${head}\r\n${type}\r\n\r\n${words}\r\n${nested}`);
  await into.arrive(raw);
  expect((await out.read(id)).state).toBe('bounced');
});

test('what surely fails but returns nothing waits, is proposed as a bounce, and a person says so once', async () => {
  const { id, letterId, token } = await aSentAnswer();
  const report = await arrive(failed, token);
  expect((await out.read(id)).state).toBe('accepted');
  const { message } = await into.get(report);
  expect(message).toMatchObject({
    state: 'waiting',
    proposal: { kind: 'not-registered', reason: 'delivery-report' },
    bounce: { to: address, registrationNumber: expect.any(String) },
  });
  expect(message.actions).toContain('bounce');
  const requestId = randomUUID();
  expect((await say(message, requestId)).status).toBe(204);
  expect((await say(message, requestId)).status).toBe(204);
  expect(await out.read(id)).toMatchObject({ state: 'bounced', reports: [{ action: 'failed' }] });
  expect((await out.letterOf(letterId)).status).toBe('ready');
  expect(await stateOf(report)).toMatchObject({ reason: 'delivery-report', by: expect.any(String) });
  expect((await say(message)).problem.code).toBe('incoming-mail.decided-meanwhile');
  expect((await into.get(report)).message).toMatchObject({ bounce: null, actions: ['reopen'] });
});

test('an absence told with the empty sender changes nothing: the answer has arrived', async () => {
  const { id, token } = await aSentAnswer();
  const report = await arrive('Sunt în concediu. Revin pe 15 iulie.', token, [
    'Auto-Submitted: auto-replied',
  ]);
  const { message } = await into.get(report);
  expect(message.proposal).toMatchObject({ kind: 'not-registered', reason: 'auto-reply' });
  expect((await into.refuse([{ id: message.id, version: message.version }], 'auto-reply')).status).toBe(204);
  expect((await out.read(id)).state).toBe('accepted');
});

test('somebody who writes with a sender is no mail server, whatever the words', async () => {
  const { id, token, header } = await aSentAnswer();
  const report = await into.arrive({ to: token, text: `${failed}\r\n\r\n${header}` });
  expect((await into.get(report)).message.bounce).toBeNull();
  expect((await out.read(id)).state).toBe('accepted');
  const plain = (await into.get(await into.arrive())).message;
  expect(await say(plain)).toMatchObject({ status: 409, problem: { code: 'incoming-mail.no-bounce' } });
});
