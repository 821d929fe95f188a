import { randomUUID } from 'node:crypto';
import type { LetterMail } from '@opis/contracts';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aMailWorld } from '../../../test/a-mail-world.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { confirmRegistration, findThread } from './index.ts';
import { queueMessage } from './queue-message.ts';

const database = await aDatabase();
const world = await aMailWorld(database);
const {
  peer,
  aReadyLetter,
  aQueuedLetter,
  aQueuedMessage,
  accountOf,
  send,
  run,
  read,
  actOn,
  letterOf,
  terms,
  tokenOf,
  clock,
} = world;

test('a letter leaves when the server takes it: its term is met and the very message lies in its file', async () => {
  const letter = await aReadyLetter();
  const { message, status } = await send(letter, { address: 'Ana.Pop@Exemplu.RO' });
  expect(status).toBe(201);
  expect(message).toMatchObject({ state: 'waiting', to: { address: 'ana.pop@exemplu.ro' } });
  expect((await letterOf(letter.id)).status).toBe('ready');
  await run(message.id);
  expect(await read(message.id)).toMatchObject({
    state: 'accepted',
    tries: [{ number: 1, outcome: 'accepted' }],
  });
  const left = await letterOf(letter.id);
  expect(left).toMatchObject({ status: 'left', lastDeparture: { how: 'email' } });
  expect(await terms(left.caseFile.id)).toContainEqual({ role: 'answer', status: 'met' });
  const mail = peer.taken.at(-1);
  expect(mail?.attachments.map(({ mimeType }) => mimeType)).toEqual(['application/pdf']);
  const { rows } = await sql<{ sha256: string }>`
    SELECT document_files.sha256 FROM case_items JOIN document_files USING (document_id)
    JOIN documents ON documents.id = case_items.document_id AND documents.holder_type = 'outgoing-message'
    WHERE case_items.case_file_id = ${left.caseFile.id}`.execute(database.db);
  expect(rows).toHaveLength(1);
  const stored = await (await world.deps.files.open(rows[0]?.sha256 ?? ''))?.toArray();
  expect(Buffer.concat(stored ?? []).equals(mail?.raw ?? Buffer.alloc(0))).toBe(true);
});

test('token stands in the reply address, the envelope and the Message-ID, and reports are asked for (RFC 3461)', async () => {
  const message = await aQueuedLetter();
  await run(message.id);
  const token = await tokenOf(message.id);
  const mail = peer.taken.at(-1);
  expect(mail).toMatchObject({
    from: `registratura+${token}@valea-mica.example`,
    messageId: `<${token}.${message.id}@valea-mica.example>`,
    replyTo: [{ address: `registratura+${token}@valea-mica.example` }],
    dsn: { args: { NOTIFY: 'FAILURE,DELAY,SUCCESS', ORCPT: 'rfc822;ana.pop@exemplu.ro' } },
  });
  expect(
    await findThread(database.db, { addresses: [mail?.from.toUpperCase() ?? ''], references: [] }),
  ).toMatchObject({
    messageId: message.id,
    toAddress: 'ana.pop@exemplu.ro',
    letterId: message.letterId,
  });
  const byReference = { addresses: [], references: ['<x@y.example>', mail?.messageId ?? ''] };
  expect(await findThread(database.db, byReference)).toMatchObject({ token });
  const guessed = {
    addresses: [`registratura+${'0'.repeat(26)}@valea-mica.example`],
    references: ['<12345@x.example>'],
  };
  expect(await findThread(database.db, guessed)).toBeNull();
});

test.each([
  ['busy', 'deferred', 'puțin'],
  ['busy-recipient', 'deferred', 'puțin'],
  // More than a socket takes at once: the server goes while it is still being given out.
  ['close-before', 'interrupted', 'mult '.repeat(600_000)],
] as const)('a server that does %s is asked again later', async (mood, trouble, body) => {
  const message = await aQueuedMessage({ body });
  const before = peer.taken.length;
  peer.behave(mood);
  await run(message.id);
  expect(await read(message.id)).toMatchObject({ state: 'waiting', trouble, attempts: 1 });
  await run(message.id);
  expect(peer.taken).toHaveLength(before);
  clock.forward(2);
  await run(message.id);
  expect(await read(message.id)).toMatchObject({ state: 'accepted', attempts: 2, trouble: null });
  expect(peer.taken).toHaveLength(before + 1);
});

test.each(['refuse', 'refuse-recipient'] as const)(
  'what a server refuses for good (%s) failed and can be tried again',
  async (mood) => {
    const message = await aQueuedMessage();
    peer.behave(mood);
    await run(message.id);
    const failed = await read(message.id);
    expect(failed).toMatchObject({ state: 'failed', trouble: 'refused', actions: ['try-again', 'withdraw'] });
    expect(failed.reply).toMatch(/^55/);
    expect((await actOn(failed, 'try-again')).status).toBe(200);
    await run(message.id);
    expect((await read(message.id)).state).toBe('accepted');
  },
);

test('a server that goes without an answer leaves the message uncertain, and nobody sends it again but a person', async () => {
  const message = await aQueuedLetter();
  const before = peer.taken.length;
  peer.behave('take-and-close');
  await run(message.id);
  const uncertain = await read(message.id);
  expect(uncertain).toMatchObject({ state: 'uncertain', trouble: 'lost-answer', actions: ['decide'] });
  clock.forward(600);
  await run(message.id, { attempt: 2 });
  expect(peer.taken).toHaveLength(before + 1);
  expect((await letterOf(message.letterId)).status).toBe('ready');
  const decided = await actOn(uncertain, 'decide', { decision: 'was-sent' });
  expect(decided.message).toMatchObject({ state: 'accepted', decision: 'was-sent' });
  expect((await letterOf(message.letterId)).status).toBe('left');
});

test('a person may have an uncertain message sent once more, or say that it is not to go', async () => {
  const [again, never] = [await aQueuedMessage(), await aQueuedLetter()];
  peer.behave('drop-and-close', 'drop-and-close');
  await run(again.id);
  await run(never.id);
  await actOn(await read(again.id), 'decide', { decision: 'send-again' });
  await run(again.id);
  expect(await read(again.id)).toMatchObject({ state: 'accepted', attempts: 2 });
  await actOn(await read(never.id), 'decide', { decision: 'not-sent' });
  await run(never.id);
  expect((await read(never.id)).state).toBe('withdrawn');
  const letter = await letterOf(never.letterId);
  expect((await send(letter)).status).toBe(201);
});

test('a process that dies between the last bytes and the answer leaves the message uncertain', async () => {
  const message = await aQueuedMessage();
  peer.whenWhole(async () => {
    // What a dead process leaves: the row says that it was sending. Another run of its job finds that.
    await run(message.id, { attempt: 2 });
  });
  await run(message.id);
  peer.whenWhole(async () => {});
  // This one lived, and knows: what it was told counts.
  expect(await read(message.id)).toMatchObject({ state: 'accepted' });
  const { rows } = await sql<{ type: string }>`
    SELECT events.type FROM events WHERE events.subject_id = ${message.id} ORDER BY events.id`.execute(
    database.db,
  );
  expect(rows.map(({ type }) => type)).toEqual([
    'outgoing-message.queued',
    'outgoing-message.uncertain',
    'outgoing-message.accepted',
  ]);
});

test('a second run of the job beside the first sends nothing', async () => {
  const message = await aQueuedMessage();
  const before = peer.taken.length;
  await Promise.all([run(message.id), run(message.id), run(message.id)]);
  await run(message.id);
  expect((await read(message.id)).state).not.toBe('uncertain');
  expect(peer.taken.length - before).toBeLessThanOrEqual(1);
});

test('a message withdrawn before its last bytes left is not sent, also when the dialogue was under way', async () => {
  const message = await aQueuedLetter();
  const before = peer.taken.length;
  expect((await actOn(message, 'withdraw')).message.state).toBe('withdrawn');
  await run(message.id);
  expect(peer.taken).toHaveLength(before);
  const late = await actOn(message, 'withdraw');
  expect(late).toMatchObject({ status: 409, problem: { code: 'outgoing-mail.changed-meanwhile' } });
  expect((await letterOf(message.letterId)).status).toBe('ready');
});

test('a message for later is held until its hour, or until somebody sends it now', async () => {
  const notBefore = new Date(clock.now().getTime() + 3 * 3_600_000);
  const message = await aQueuedMessage({ notBefore });
  expect(message).toMatchObject({ state: 'held', nextAt: notBefore.toISOString() });
  await run(message.id);
  expect((await read(message.id)).state).toBe('held');
  clock.forward(181);
  await run(message.id);
  expect((await read(message.id)).state).toBe('accepted');
  const other = await aQueuedMessage({ notBefore: new Date(clock.now().getTime() + 60_000) });
  await actOn(other, 'send-now');
  await run(other.id);
  expect((await read(other.id)).state).toBe('accepted');
  const late = await send(await aReadyLetter(), { notBefore: new Date(Date.now() - 1000).toISOString() });
  expect(late.problem.code).toBe('outgoing-mail.hour-out-of-range');
});

test('while a message is under way the letter leaves in no other way, nor by a second message', async () => {
  const message = await aQueuedLetter();
  const letter = await letterOf(message.letterId);
  expect((await send(letter)).problem.code).toBe('outgoing-mail.on-its-way');
  const byPost = await world.act(world.dispatcher, letter, 'sent', {
    how: 'post',
    on: world.today,
    note: '',
  });
  expect(byPost.problem.code).toBe('outgoing-mail.on-its-way');
  const given = { receivedBy: 'Ana Pop', on: world.today, note: '' };
  expect((await world.act(world.dispatcher, letter, 'hand-over', given)).problem.code).toBe(
    'outgoing-mail.on-its-way',
  );
});

test('the same command again has no second effect, also after the letter left', async () => {
  const letter = await aReadyLetter();
  const requestId = randomUUID();
  const first = await send(letter, { requestId });
  await run(first.message.id);
  const again = await send(letter, { requestId });
  expect(again).toMatchObject({ status: 201, message: { id: first.message.id } });
});

test('before sending it is said what goes with the letter, how large it is, and what the server takes', async () => {
  const letter = await aReadyLetter();
  const { body } = await world.dispatcher.request('GET', `/api/v1/letters/${letter.id}/mail`);
  const { proposal } = body as LetterMail;
  const [paper] = proposal.attachments;
  expect(proposal.attachments).toHaveLength(1);
  expect(proposal.sizeLimit).toBe(peer.mail.maxBytes);
  const file = await world.dispatcher.request('GET', paper?.url ?? '');
  expect(file.status).toBe(200);
  const { message } = await send(letter, { body: proposal.body });
  await run(message.id);
  const mail = peer.taken.at(-1);
  expect(paper?.size).toBe((mail?.attachments[0]?.content as ArrayBuffer | undefined)?.byteLength);
  expect(proposal.size).toBeGreaterThanOrEqual(mail?.raw.length ?? 0);
  expect(proposal.size).toBeLessThan((mail?.raw.length ?? 0) + 10_000);
});

test('only who dispatches sends and acts; who reads the file sees', async () => {
  const letter = await aReadyLetter();
  expect((await send(letter, {}, world.handler)).status).toBe(403);
  expect((await send(letter, {}, world.stranger)).status).toBe(404);
  const { message } = await send(letter);
  expect((await read(message.id, world.handler)).actions).toEqual([]);
});

test('a full hour puts messages off, for one address and in all', async () => {
  const mail = { ...peer.mail, limits: { perAddress: 1, inAll: 100_000 } };
  const often = { to: { address: 'des@exemplu.ro', name: 'Des' } };
  const [one, two] = [await aQueuedMessage(often), await aQueuedMessage(often)];
  const deps = { ...world.deps, mail };
  await run(one.id, { deps });
  await run(two.id, { deps });
  expect(await read(two.id)).toMatchObject({ state: 'waiting', trouble: 'limit', attempts: 0 });
  clock.forward(61);
  await run(two.id, { deps });
  expect((await read(two.id)).state).toBe('accepted');
});

test('without a mail server messages wait and say so', async () => {
  const message = await aQueuedMessage();
  await run(message.id, { deps: { ...world.deps, mail: undefined } });
  expect(await read(message.id)).toMatchObject({ state: 'waiting', trouble: 'no-server', attempts: 0 });
});

test('a server that cannot be reached is asked again later', async () => {
  const message = await aQueuedMessage();
  await run(message.id, { deps: { ...world.deps, mail: { ...peer.mail, url: 'smtp://127.0.0.1:1' } } });
  expect(await read(message.id)).toMatchObject({ state: 'waiting', trouble: 'unreachable', attempts: 1 });
});

test('a registration is confirmed once, in the thread of the message, with number, hour, term and proof', async () => {
  const { id, entry } = await world.aPetition();
  const by = { accountId: await accountOf(world.registrar), onBehalfOf: null };
  const asked = {
    entryId: id,
    to: { address: 'ion@exemplu.ro', name: 'Ion Pop' },
    inReplyTo: '<abc@exemplu.ro>',
    by,
  };
  const confirm = () => database.db.transaction().execute((tx) => confirmRegistration(tx, world.deps, asked));
  const message = await confirm();
  expect(await confirm()).toBeUndefined();
  await run(message?.id ?? '');
  const mail = peer.taken.at(-1);
  const header = (name: string) => mail?.headers.find(({ key }) => key === name)?.value;
  expect(header('auto-submitted')).toBe('auto-replied');
  expect(mail).toMatchObject({ to: 'ion@exemplu.ro', inReplyTo: '<abc@exemplu.ro>' });
  expect(mail?.attachments.map(({ filename }) => filename)).toEqual(['dovada-1.pdf']);
  expect(mail?.text).toContain(`nr. ${entry.number}/`);
  expect(mail?.text).toMatch(/Termenul de răspuns este \d\d\.\d\d\.\d{4}\./);
  expect((await read(message?.id ?? '')).state).toBe('accepted');
});

test('an answer to who wrote by e-mail goes back in their thread', async () => {
  const letter = await aReadyLetter();
  const by = { accountId: await accountOf(world.registrar), onBehalfOf: null };
  const to = { address: 'maria@exemplu.ro', name: 'Maria' };
  const asked = {
    entryId: letter.caseFile.id,
    to,
    inReplyTo: 'cerere@exemplu.ro',
    references: ['veche@exemplu.ro'],
    by,
  };
  const confirmation = await database.db
    .transaction()
    .execute((tx) => confirmRegistration(tx, world.deps, asked));
  await run(confirmation?.id ?? '');
  const { body } = await world.dispatcher.request('GET', `/api/v1/letters/${letter.id}/mail`);
  expect(body).toMatchObject({ maySend: true, proposal: { address: 'maria@exemplu.ro', bounced: false } });
  const { message } = await send(letter, { address: 'maria@exemplu.ro' });
  await run(message.id);
  expect(peer.taken.at(-1)?.inReplyTo).toBe('<cerere@exemplu.ro>');
  expect(peer.taken.at(-1)?.references).toContain('veche@exemplu.ro');
});

test.each([
  '"x@evil.com y"@primarie.ro',
  'ana@exemplu.ro, ion@exemplu.ro',
  'ana@exemplu.ro\r\nBcc: x@evil.com',
  'Ana <ana@exemplu.ro>',
  'ana@exemplu.ro>',
  'ana@localhost',
  'ana@@exemplu.ro',
  '<script>@exemplu.ro',
  'ana@exemplu..ro',
  'ana@[127.0.0.1]',
])('refuses %j: it is not exactly one address', async (address) => {
  const { status, problem } = await send(await shared(), { address });
  expect([status, problem.code]).toEqual([422, 'outgoing-mail.address-invalid']);
});

test('no name and no subject begins a header of its own', async () => {
  const evil = 'Ana\r\nBcc: x@evil.com\u2028X: "y" <z@evil.com>, \u202Ea';
  const { id } = await world.aPetition();
  const by = { accountId: await accountOf(world.registrar), onBehalfOf: null };
  const message = await database.db.transaction().execute((tx) =>
    queueMessage(tx, world.deps, {
      ...{ purpose: 'other', caseFileId: id, by, body: '.\r\n.\r\nQUIT\r\n' },
      to: { address: 'ana@exemplu.ro', name: evil },
      subject: evil,
    }),
  );
  await run(message.id);
  const mail = peer.taken.at(-1);
  expect(mail?.headers.map(({ key }) => key)).not.toContain('bcc');
  expect(mail?.headers.map(({ key }) => key)).not.toContain('x');
  expect(mail?.to).toBe('ana@exemplu.ro');
  expect(mail?.subject).toContain('Ana Bcc: x@evil.com');
  expect(mail?.text).toContain('.\nQUIT');
});

let letterOfAll: Promise<Awaited<ReturnType<typeof aReadyLetter>>> | undefined;
function shared() {
  letterOfAll ??= aReadyLetter();
  return letterOfAll;
}
