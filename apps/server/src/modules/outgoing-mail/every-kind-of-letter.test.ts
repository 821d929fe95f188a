import { randomUUID } from 'node:crypto';
import {
  type CaseFileDetail,
  type InformationRequest,
  type LetterDetail,
  LetterKind,
  type LetterMail,
  letterKinds,
  type PetitionView,
} from '@opis/contracts';
import { expect, test } from 'vitest';
import { files } from '../../../test/a-case-world.ts';
import { letters } from '../../../test/a-letter-world.ts';
import { aMailWorld } from '../../../test/a-mail-world.ts';
import type { Caller } from '../../../test/a-server.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { applyDeliveryReport } from './index.ts';

const database = await aDatabase();
const world = await aMailWorld(database);
const {
  act,
  clock,
  dispatcher,
  get,
  handler,
  head,
  letterOf,
  peer,
  read,
  registrar,
  run,
  send,
  server,
  terms,
} = world;
const chief = await server.aCaller(['director']);

// Between them these procedures have a template of every kind.
const procedures = [{ category: 'petitie' }, { procedure: 'foi-request' }, { procedure: 'authorisation' }];

/** A file of a procedure, with the handler. */
async function aFile(changes: object): Promise<string> {
  const { id } = await world.register({ unit: 'juridic', ...changes });
  await world.assign(head, id, 1, { person: world.idOf(handler) });
  return id;
}

/** A draft of this kind, in a file of the first procedure that knows it. */
async function aDraft(kind: LetterKind): Promise<LetterDetail> {
  for (const procedure of procedures) {
    const url = `${files}/${await aFile(procedure)}/letters`;
    const { status, body } = await handler.request('POST', url, { requestId: randomUUID(), kind });
    if (status === 201) return body as LetterDetail;
  }
  throw new Error(`no procedure has a letter of the kind ${kind}`);
}

/** Signed on paper by all who have to. */
async function signed(id: string, by: typeof handler = handler): Promise<LetterDetail> {
  const { letter } = await get(id, by);
  const content = {
    ...letter.content,
    legalBasis: letter.content.legalBasis || 'art. 8 din O.G. nr. 27/2002',
  };
  const saved = await world.ask(by, `${letters}/${id}/draft`, { version: letter.version, content });
  const sent = await act(by, saved.letter, 'send-on-route', { signers: world.twoSigners() });
  expect(sent.status, JSON.stringify(sent.problem)).toBe(200);
  const paper = { upload: await world.upload(by), signedOn: world.today };
  const answer = await act(by, sent.letter, 'signed-paper', paper);
  expect(answer.status, JSON.stringify(answer.problem)).toBe(200);
  return answer.letter;
}

/** Leaves by e-mail; gives its message. */
async function leaves(letter: LetterDetail, address: string): Promise<string> {
  const { status, message, problem } = await send(letter, { address });
  expect(status, JSON.stringify(problem)).toBe(201);
  await run(message.id);
  expect((await read(message.id)).state).toBe('accepted');
  expect(peer.taken.at(-1)).toMatchObject({ to: address, attachments: [{ mimeType: 'application/pdf' }] });
  return message.id;
}

async function bounces(messageId: string) {
  const token = await world.tokenOf(messageId);
  const report = {
    ...({
      incomingMessageId: randomUUID(),
      arrivedAt: clock.now(),
      action: 'failed',
      status: '5.1.1',
    } as const),
    addresses: [`registratura+${token}@valea-mica.example`],
  };
  await database.db.transaction().execute((tx) => applyDeliveryReport(tx, world.deps, report));
  expect((await read(messageId)).state).toBe('bounced');
}

const leavesTheHouse = LetterKind.options.filter((kind) => letterKinds[kind].registers);

test.each(leavesTheHouse)(
  'a letter of the kind %s leaves by e-mail, meets its terms, and both are taken back by a bounce',
  async (kind) => {
    const letter = await signed((await aDraft(kind)).id);
    const before = await terms(letter.caseFile.id);
    const message = await leaves(letter, `${kind}@posta.example`);
    expect(await letterOf(letter.id)).toMatchObject({ status: 'left', lastDeparture: { how: 'email' } });
    const { meets } = letterKinds[kind];
    const met = before.map((term) =>
      meets.some((role) => role === term.role) && term.status === 'running'
        ? { ...term, status: 'met' }
        : term,
    );
    expect(await terms(letter.caseFile.id)).toEqual(expect.arrayContaining(met));
    await bounces(message);
    expect(await letterOf(letter.id)).toMatchObject({
      status: 'ready',
      lastDeparture: { how: 'email', returnReason: expect.stringContaining(`${kind}@posta.example`) },
    });
    expect(await terms(letter.caseFile.id)).toEqual(expect.arrayContaining(before));
  },
);

test.each(LetterKind.options.filter((kind) => !letterKinds[kind].registers))(
  'a letter of the kind %s stays in the house',
  async (kind) => {
    const letter = await aDraft(kind);
    const mail = await dispatcher.request('GET', `${letters}/${letter.id}/mail`);
    expect((mail.body as Partial<LetterMail>).maySend).not.toBe(true);
    expect([403, 404]).toContain((await send(letter)).status);
  },
);

const petitionAct = (caller: Caller, id: string, verb: string, body: object) =>
  caller.request('POST', `/api/v1/petitions/${id}/${verb}`, { requestId: randomUUID(), version: 2, ...body });
const petition = async (id: string, caller: Caller = head) =>
  (await caller.request('GET', `/api/v1/petitions/${id}`)).body as PetitionView;
const statusOf = async (id: string) =>
  ((await head.request('GET', `${files}/${id}`)).body as CaseFileDetail).status;

test('a redirection is done when both its letters have left by e-mail, and open again when one comes back', async () => {
  const bodyId = randomUUID();
  const body = {
    name: 'Inspectoratul pentru Fântâni',
    domains: 'fântâni publice',
    address: 'Str. Fântânii nr. 1',
    email: 'fantani@posta.example',
  };
  const made = await registrar.request('POST', '/api/v1/competent-bodies', { requestId: bodyId, ...body });
  expect(made.status, JSON.stringify(made.body)).toBe(204);
  const id = await aFile({ category: 'petitie' });
  const reason = 'Fântânile sunt în administrarea inspectoratului.';
  const begun = await petitionAct(head, id, 'redirection', { bodyId, reason });
  expect(begun.status, JSON.stringify(begun.body)).toBe(204);
  const { redirection } = await petition(id);
  await leaves(await signed(redirection?.letter.id ?? '', head), 'fantani@posta.example');
  expect(await statusOf(id)).not.toBe('closed');
  const notice = await leaves(await signed(redirection?.notice.id ?? '', head), 'petent@posta.example');
  expect(await statusOf(id)).toBe('closed');
  expect(await terms(id)).toContainEqual({ role: 'redirect', status: 'met' });
  await bounces(notice);
  expect(await statusOf(id)).not.toBe('closed');
  expect(await terms(id)).toContainEqual({ role: 'redirect', status: 'running' });
});

test('the notice of an extension (art. 9 of OG 27/2002) is told when its e-mail left, and not when it came back', async () => {
  const id = await aFile({ category: 'petitie' });
  const asked = await petitionAct(chief, id, 'extension', {
    days: 15,
    reason: 'Este nevoie de o expertiză.',
  });
  expect(asked.status, JSON.stringify(asked.body)).toBe(204);
  const notice = async () => (await petition(id, chief)).extension?.notice;
  const message = await leaves(await signed((await notice())?.id ?? '', head), 'prelungire@posta.example');
  expect(await notice()).toMatchObject({ left: true });
  await bounces(message);
  expect(await notice()).toMatchObject({ left: false });
});

async function decide(id: string, verb: string, body: object): Promise<string> {
  const url = `/api/v1/information-requests/${id}`;
  const { version } = (await handler.request('GET', url)).body as InformationRequest;
  const answer = await handler.request('POST', `${url}/${verb}`, {
    requestId: randomUUID(),
    version,
    ...body,
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return (answer.body as InformationRequest).decisions.at(-1)?.letters[0]?.id ?? '';
}
const answerTerm = async (id: string) => {
  const url = `/api/v1/information-requests/${id}`;
  const { terms: all } = (await handler.request('GET', url)).body as InformationRequest;
  return all.findLast(({ role }) => role === 'answer')?.rule;
};

test('an extension under Legea 544/2001 makes ten days thirty when its e-mail leaves, and ten again when it comes back', async () => {
  const id = await aFile({ procedure: 'foi-request' });
  const notice = await decide(id, 'extension', { reason: 'Documentele sunt la arhiva județeană.' });
  expect(await answerTerm(id)).toBe('INF-01-10');
  const message = await leaves(await signed(notice), 'prelungire544@posta.example');
  expect(await answerTerm(id)).toBe('INF-01-30');
  await bounces(message);
  expect(await answerTerm(id)).toBe('INF-01-10');
});

test('a request asked to be made clear (art. 6 of Legea 544/2001) by e-mail keeps its term, also when that comes back', async () => {
  const id = await aFile({ procedure: 'foi-request' });
  const letter = await decide(id, 'clarification', { question: 'La ce contracte vă referiți?' });
  const before = await terms(id);
  const message = await leaves(await signed(letter), 'precizari@posta.example');
  expect(await terms(id)).toEqual(before);
  await bounces(message);
  expect(await terms(id)).toEqual(before);
});
