import { randomUUID } from 'node:crypto';
import type { CaseFileDetail, EntryDetail, RegisterDocumentResponse } from '@opis/contracts';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { aRegistration } from '../../../../test/a-registry.ts';
import { aMessage, anIntakeWorld, intake, ourAddress } from '../../../../test/an-intake-world.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { resolveAccount } from '../../identity/index.ts';
import { queueMessage } from '../../outgoing-mail/index.ts';
import { createRegister, designateSpecialRegister, registerDocument } from '../../registry/index.ts';
import { queueConfirmations } from './queue-confirmations.ts';

const database = await aDatabase();
const world = await anIntakeWorld(database);
const { officer, colleague, arrive, get, list, refuse, registerMessage: register } = world;

beforeAll(async () => {
  await world.saveRule({
    name: 'Cereri',
    conditions: { words: ['solicit'] },
    effect: { kind: 'petition', unit: 'juridic' },
  });
});

const petition = { subject: 'O solicitare', text: 'Solicit să îmi comunicați stadiul.' };

async function entryOf(id: string) {
  const { rows } = await sql<{ entry_id: string | null; state: string; version: number }>`
    SELECT incoming_messages.entry_id, incoming_messages.state, incoming_messages.version FROM incoming_messages
    WHERE incoming_messages.id = ${id}`.execute(database.db);
  return rows[0];
}

async function confirmationsOf(entryId: string | null | undefined) {
  const { rows } = await sql<{ to_address: string; in_reply_to: string | null; subject: string }>`
    SELECT outgoing_messages.to_address, outgoing_messages.in_reply_to, outgoing_messages.subject FROM outgoing_messages
    WHERE outgoing_messages.entry_id = ${entryId} AND outgoing_messages.purpose = 'confirmation'`.execute(
    database.db,
  );
  return rows;
}

test('one key makes of a message an entry with its documents, routed, and its confirmation in the queue', async () => {
  const id = await arrive({
    ...petition,
    headers: ['Message-ID: <unu@posta.example>'],
    attachments: [{ name: 'cerere.txt', type: 'text/plain', content: 'cererea mea' }],
  });
  const { message } = await get(id);
  expect(message.proposal).toMatchObject({
    kind: 'petition',
    rule: { number: 1, words: ['solicit'] },
    confirms: true,
  });
  expect(message.proposal.unit?.code).toBe('juridic');
  expect(message.proposal.dueOn).not.toBeNull();
  const { status, body, problem } = await register(id);
  expect(status, JSON.stringify(problem)).toBe(201);
  const url = `/api/v1/registers/general/entries/${body.year}/${body.number}`;
  const entry = (await officer.request('GET', url)).body as EntryDetail;
  expect(entry).toMatchObject({ channel: 'email', issuer: 'Ana Pop', subject: 'O solicitare', annexes: 1 });
  expect(entry.unit?.code).toBe('juridic');
  expect(entry.documentCount).toBe(3);
  const file = (await world.head.request('GET', `/api/v1/case-files/${entry.id}`)).body as CaseFileDetail;
  expect(file.id).toBe(entry.id);
  expect(await confirmationsOf(entry.id)).toEqual([
    expect.objectContaining({ to_address: 'ana.pop@posta.example', in_reply_to: 'unu@posta.example' }),
  ]);
  expect((await list()).items.map((item) => item.id)).not.toContain(id);
  expect((await list(officer, 'done')).items.find((item) => item.id === id)?.registrationNumber).toBe(
    body.registrationNumber,
  );
});

test('the same command again has the first result; another person is told who was first', async () => {
  const id = await arrive(petition);
  const requestId = randomUUID();
  const first = await register(id, { requestId });
  const again = await register(id, { requestId });
  expect(again.body).toEqual(first.body);
  const late = await register(id, {}, colleague);
  expect(late).toMatchObject({ status: 409, problem: { code: 'incoming-mail.decided-meanwhile' } });
  expect(late.problem).toMatchObject({
    conflict: {
      what: 'registered',
      registrationNumber: first.body.registrationNumber,
      by: expect.any(String),
    },
  });
  expect((await confirmationsOf((await entryOf(id))?.entry_id)).length).toBe(1);
});

test('two people at one moment, each twice: one number, and whoever was late is told which', async () => {
  const id = await arrive(petition);
  const answers = await Promise.all([
    register(id),
    register(id, {}, colleague),
    register(id),
    register(id, {}, colleague),
  ]);
  const numbers = answers.filter(({ status }) => status === 201).map(({ body }) => body.registrationNumber);
  expect(new Set(numbers).size).toBe(1);
  const late = answers.filter(({ status }) => status !== 201);
  expect(late.length).toBeGreaterThanOrEqual(2);
  for (const { problem } of late) {
    expect(problem).toMatchObject({
      code: 'incoming-mail.decided-meanwhile',
      conflict: { registrationNumber: numbers[0] },
    });
  }
  expect((await confirmationsOf((await entryOf(id))?.entry_id)).length).toBe(1);
});

test('what a person changes of the proposal holds', async () => {
  const id = await arrive(petition);
  const sender = { kind: 'legal', name: 'Asociația „Umbrela”', email: 'contact@umbrela.example' };
  const { body } = await register(id, {
    kind: 'request',
    unit: 'contencios',
    subject: 'Transport adaptat',
    sender,
  });
  const url = `/api/v1/registers/general/entries/${body.year}/${body.number}`;
  const entry = (await officer.request('GET', url)).body as EntryDetail;
  expect(entry).toMatchObject({ subject: 'Transport adaptat', issuer: sender.name });
  expect(entry.unit?.code).toBe('contencios');
});

test('what nobody knows is registered as what a person says it is, not before', async () => {
  const id = await arrive({ subject: 'salut', text: 'salut' });
  expect((await get(id)).message.proposal.kind).toBe('unknown');
  expect(await register(id)).toMatchObject({ status: 422, problem: { code: 'incoming-mail.choose-kind' } });
  expect((await register(id, { kind: 'letter' })).status).toBe(201);
});

test('not registered: kept with its reason, taken back, and decided anew', async () => {
  const id = await arrive({ subject: 'Reduceri la tonere', text: 'Oferte' });
  expect((await refuse([{ id, version: 1 }], 'newsletter')).status).toBe(204);
  expect(await entryOf(id)).toMatchObject({ state: 'not-registered', version: 2 });
  expect(await refuse([{ id, version: 1 }], 'spam', colleague)).toMatchObject({
    status: 409,
    problem: { code: 'incoming-mail.decided-meanwhile' },
  });
  expect((await world.post(officer, `${id}/return`, { version: 2 })).status).toBe(204);
  const { message } = await get(id);
  expect(message).toMatchObject({ state: 'waiting', version: 3 });
  expect(message.decisions.map(({ what, reason }) => [what, reason])).toEqual([
    ['not-registered', 'newsletter'],
    ['reopened', null],
  ]);
  expect((await register(id, { version: 3, kind: 'letter' })).status).toBe(201);
  expect(await world.post(officer, `${id}/return`, { version: 4 })).toMatchObject({
    status: 409,
    problem: { code: 'incoming-mail.registered' },
  });
});

test('many are laid aside at once, or none of them', async () => {
  const ids = [await arrive(), await arrive(), await arrive()];
  const items = ids.map((id) => ({ id, version: 1 }));
  expect((await register(ids[1] ?? '', { kind: 'letter' })).status).toBe(201);
  expect((await refuse(items, 'delivery-report')).status).toBe(409);
  expect((await entryOf(ids[0] ?? ''))?.state).toBe('waiting');
  expect(
    (
      await refuse(
        items.filter((_, at) => at !== 1),
        'delivery-report',
      )
    ).status,
  ).toBe(204);
  expect((await entryOf(ids[2] ?? ''))?.state).toBe('not-registered');
});

test.each([
  ['an answer of a machine', { headers: ['Auto-Submitted: auto-replied'] }, 'machine'],
  ['what a list sends by itself', { headers: ['Auto-Submitted: auto-generated'] }, 'machine'],
  ['an empty sender', { envelopeFrom: '' }, 'machine'],
  ['a sender that nobody reads', { from: 'no-reply@firma.example' }, 'machine'],
  ['our own address', { from: ourAddress }, 'own-address'],
  ['no address at all', { from: 'Cineva' }, 'no-address'],
  ['what a list sends on', { headers: ['List-Id: <discutii.lista.example>'] }, 'list'],
  ['what can be unsubscribed from', { headers: ['List-Unsubscribe: <mailto:x@lista.example>'] }, 'list'],
  ['what says that it is sent in bulk', { headers: ['Precedence: bulk'] }, 'list'],
  ['what says that a list sent it', { headers: ['Precedence: List'] }, 'list'],
  ['what says that it is junk', { headers: ['Precedence: junk'] }, 'machine'],
])('%s is registered when a person says so, and never answered', async (_what, letter, why) => {
  const id = await arrive({ ...petition, ...letter });
  expect((await get(id)).message.proposal.noConfirmation).toBe(why);
  const { status, body } = await register(id, { kind: 'request' });
  expect(status).toBe(201);
  expect(body.confirms).toBe(false);
  expect(await confirmationsOf((await entryOf(id))?.entry_id)).toEqual([]);
});

test('a precedence that says nothing of a crowd stops no confirmation', async () => {
  const id = await arrive({ ...petition, headers: ['Precedence: first-class', 'X-List: x'] });
  expect((await get(id)).message.proposal.noConfirmation).toBeNull();
  expect((await register(id)).body.confirms).toBe(true);
});

test('two machines that answer each other are heard of ten times an hour, no more', async () => {
  for (let sent = 0; sent < 11; sent++) {
    const id = await arrive({ ...petition, from: 'robot@firma.example' });
    const { body } = await register(id);
    expect(body.confirms).toBe(sent < 10);
  }
});

test('a confirmation whose process ended right after the number is queued by the upkeep, once', async () => {
  const id = await arrive(petition);
  const { product } = world.server;
  const actor = await resolveAccount(product, officer.username);
  if (actor === undefined) throw new Error('no such account');
  const decision = { kind: 'petition', as_proposed: true, rule_id: null, request_id: randomUUID() };
  const { register: _register, ...paper } = aRegistration();
  const entry = await registerDocument(product, actor, {
    ...{ ...paper, register: 'general', channel: 'email' as const },
    origin: {
      ...{ kind: 'incoming-message' as const, id },
      decision: { ...decision, confirmation: 'due', to_address: 'ana.pop@posta.example' },
    },
  });
  expect(await entryOf(id)).toMatchObject({ state: 'registered', entry_id: entry.id });
  expect(await queueConfirmations(product)).toBe(1);
  expect(await queueConfirmations(product)).toBe(0);
  expect((await confirmationsOf(entry.id)).length).toBe(1);
});

test('who has no mailbox sees none of it; the right is held over the unit of the mailbox', async () => {
  await world.aMailbox('juridic@valea-mica.example', 'juridic');
  const local = await world.server.aCaller(['digital-officer'], 'juridic');
  const theirs = await arrive(petition, 'juridic@valea-mica.example');
  const others = await arrive(petition);
  expect((await list(local)).items.map(({ id }) => id)).toEqual([theirs]);
  expect((await get(others, local)).status).toBe(404);
  expect((await register(others, {}, local)).status).toBe(404);
  expect((await list(world.handler)).items).toEqual([]);
  expect((await get(theirs, world.handler)).status).toBe(404);
});

test('a message that cannot be read is kept whole and registered all the same', async () => {
  const id = await arrive(Buffer.from([0, 1, 2, 255, 254, 13, 10, 0, 0]));
  expect((await get(id)).status).toBe(200);
  expect((await register(id, { kind: 'letter' })).status).toBe(201);
});

test('a report of wrongdoing is handed over: who is not named on the special register never sees it again', async () => {
  const { product } = world.server;
  const at = product.clock.now();
  const operator = { accountId: null, via: 'command-line' } as const;
  await createRegister({ db: database.db, now: at }, operator, {
    ...{ code: 'avertizari', name: 'Avertizări', labelCode: 'W', kind: 'confidential', subRegisters: [] },
  });
  await designateSpecialRegister(
    product,
    { accountId: null },
    { register: 'avertizari', purpose: 'whistleblower' },
  );
  const named = await world.server.aCaller(['digital-officer']);
  await sql`INSERT INTO register_members (register_id, staff_id, added_at)
    SELECT registers.id, staff.id, now() FROM registers, staff
    WHERE registers.code = 'avertizari' AND staff.code = ${named.staffCode}`.execute(database.owner);
  const id = await arrive({ subject: 'Avertizare', text: 'Am dovezi despre mită.' });
  expect(await register(id, { kind: 'confidential' })).toMatchObject({
    problem: { code: 'incoming-mail.hand-over-first' },
  });
  expect((await world.post(officer, `${id}/hand-over`, { version: 1 })).status).toBe(204);
  expect((await get(id)).status).toBe(404);
  expect((await list()).items.map((item) => item.id)).not.toContain(id);
  expect((await list(named)).items.find((item) => item.id === id)).toMatchObject({ confidential: true });
  const { status, body } = await register(id, { version: 2 }, named);
  expect(status, JSON.stringify(body)).toBe(201);
  expect(body).toMatchObject({ register: 'avertizari', confirms: false });
  expect((await list(officer, 'done')).items.map((item) => item.id)).not.toContain(id);
});

test('a message that came twice is proposed as a duplicate', async () => {
  await world.aMailbox('petitii@valea-mica.example');
  const bytes = aMessage(petition);
  await arrive(bytes);
  const second = await arrive(bytes, 'petitii@valea-mica.example');
  expect((await get(second)).message.proposal).toMatchObject({ kind: 'not-registered', reason: 'duplicate' });
});

/** A message of ours about an entry, written and on its way; gives its token. */
async function anOutgoing({ id: entryId }: RegisterDocumentResponse, address: string) {
  const { rows: accounts } = await sql<{ id: string }>`SELECT accounts.id FROM accounts LIMIT 1`.execute(
    database.db,
  );
  const by = { accountId: accounts[0]?.id ?? '', onBehalfOf: null };
  const queued = await database.db.transaction().execute((tx) =>
    queueMessage(tx, world.server.product, {
      ...{
        purpose: 'other',
        entryId,
        caseFileId: entryId,
        to: { address, name: '' },
        subject: 'x',
        body: 'x',
        by,
      },
    }),
  );
  await sql`UPDATE outgoing_messages SET raw_document_id = (SELECT documents.id FROM documents LIMIT 1)
    WHERE outgoing_messages.id = ${queued.id}`.execute(database.owner);
  return queued.token;
}

test('token and sender: the message is proposed as an answer and goes into that file', async () => {
  const entry = await world.register();
  const token = await anOutgoing(entry, 'ana.pop@posta.example');
  const id = await arrive({
    subject: 'Re: răspuns',
    headers: [`References: <${token}.x@valea-mica.example>`],
  });
  const { message } = await get(id);
  expect(message.proposal).toMatchObject({
    kind: 'reply',
    joins: { registrationNumber: entry.registrationNumber },
  });
  const { body } = await register(id);
  expect(body.joined).toBe(true);
  const { rows } = await sql<{ file: string }>`SELECT case_entries.case_file_id AS file FROM case_entries
    WHERE case_entries.entry_id = ${(await entryOf(id))?.entry_id}`.execute(database.db);
  expect(rows[0]?.file).toBe(entry.id);
});

test('a token from another sender, or a number alone, waits for a person with the reasons', async () => {
  const entry = await world.register();
  const token = await anOutgoing(entry, 'ana.pop@posta.example');
  const spoofed = await arrive({
    from: 'Ana Pop <ana.pop@p0sta.example>',
    to: `registratura+${token}@valea-mica.example`,
  });
  const quoting = await arrive({
    from: 'x@alta.example',
    text: `Revin la nr. ${entry.registrationNumber}, fără răspuns.`,
  });
  for (const [id, reason] of [
    [spoofed, 'token-other-sender'],
    [quoting, 'number-quoted'],
  ] as const) {
    const { message } = await get(id);
    expect(message.state).toBe('possibly');
    expect(message.proposal.joins).toBeNull();
    expect(message.possibly).toEqual([
      expect.objectContaining({ registrationNumber: entry.registrationNumber, reasons: [reason] }),
    ]);
  }
  const { year, number } = entry;
  const { body } = await register(quoting, { kind: 'reply', joins: { register: 'general', year, number } });
  expect(body.joined).toBe(true);
  expect((await register(spoofed, { kind: 'petition', joins: null })).body.joined).toBe(false);
});

test('a delivery report without a message of ours waits; the queue’s address is guarded', async () => {
  expect((await officer.request('GET', `${intake}/${randomUUID()}`)).status).toBe(404);
});
