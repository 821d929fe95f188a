import { randomUUID } from 'node:crypto';
import { type CasePaper, type CasePapers, encodeLabelCode } from '@opis/contracts';
import { beforeAll, expect, test } from 'vitest';
import { aCaseWorld, files } from '../../../../test/a-case-world.ts';
import type { Caller } from '../../../../test/a-server.ts';
import { aDatabase } from '../../../../test/test-database.ts';

let world: Awaited<ReturnType<typeof aCaseWorld>>;
beforeAll(async () => {
  world = await aCaseWorld(await aDatabase());
});

async function aPaper(unit: string | null = 'juridic') {
  const { id, year, number } = await world.register(unit === null ? {} : { unit });
  return { id, code: encodeLabelCode({ register: 'G', year, number }) };
}

type Answer = { status: number; paper: CasePaper; problem: { code: string; conflict: CasePaper } };

async function scan(caller: Caller, act: 'give' | 'receive', body: object): Promise<Answer> {
  const { status, body: answer } = await caller.request('POST', `/api/v1/papers/${act}`, {
    requestId: randomUUID(),
    ...body,
  });
  return { status, paper: answer, problem: answer };
}

test('two scans: the giver lets it go for where the file lies, the receiver has it', async () => {
  const { registrar, head, handler, idOf } = world;
  const { id, code } = await aPaper();
  await world.assign(head, id, 1, { person: idOf(handler) });
  const given = await scan(registrar, 'give', { code });
  expect(given.paper).toMatchObject({
    holder: null,
    onItsWay: { toPerson: { id: idOf(handler) } },
    actions: ['take-back'],
  });
  expect(((await handler.request('GET', '/api/v1/papers')).body as CasePapers).coming).toHaveLength(1);
  const received = await scan(handler, 'receive', { code });
  expect(received.paper).toMatchObject({
    holder: { person: { id: idOf(handler) } },
    onItsWay: null,
    actions: ['give'],
  });
  const papers = (await handler.request('GET', '/api/v1/papers')).body as CasePapers;
  expect([papers.held.length, papers.coming.length]).toEqual([1, 0]);
  const shown = (await head.request('GET', `${files}/${id}/paper`)).body as CasePaper;
  expect(shown).toMatchObject({ holder: { person: { id: idOf(handler) } }, actions: [] });
});

test('the wrong hand is refused at both scans, and told where the paper is', async () => {
  const { registrar, head, handler, colleague, stranger } = world;
  const { code } = await aPaper();
  expect(await scan(handler, 'give', { code })).toMatchObject({
    status: 409,
    problem: { code: 'paper.wrong-hand', conflict: { holder: null } },
  });
  expect((await scan(stranger, 'give', { code })).status).toBe(404);
  await scan(registrar, 'give', { code, to: { person: world.idOf(handler) } });
  const wrong = await scan(colleague, 'receive', { code });
  expect(wrong).toMatchObject({
    status: 409,
    problem: { code: 'paper.wrong-hand', conflict: { onItsWay: { toPerson: { id: world.idOf(handler) } } } },
  });
  expect((await scan(head, 'receive', { code })).status).toBe(409);
  expect((await scan(handler, 'receive', { code })).status).toBe(200);
  // It is no longer the registry's to give.
  expect((await scan(registrar, 'give', { code })).problem.code).toBe('paper.wrong-hand');
});

test('a paper on its way is given to nobody else until it arrives or is taken back', async () => {
  const { registrar, handler, colleague, idOf } = world;
  const { code } = await aPaper();
  const { paper } = await scan(registrar, 'give', { code, to: { person: idOf(handler) } });
  const again = await scan(registrar, 'give', { code, to: { person: idOf(colleague) } });
  expect(again).toMatchObject({ status: 409, problem: { code: 'paper.on-its-way' } });
  const back = await registrar.request('POST', `/api/v1/tasks/${paper.onItsWay?.taskId}/withdraw`, {
    requestId: randomUUID(),
    version: paper.onItsWay?.version,
  });
  expect(back.status).toBe(200);
  expect((await scan(handler, 'receive', { code })).status).toBe(409);
  expect((await scan(registrar, 'give', { code, to: { person: idOf(colleague) } })).status).toBe(200);
});

test('given to a unit, whoever works there receives it, and anybody of it gives it on', async () => {
  const { registrar, handler, colleague, idOf } = world;
  const { code } = await aPaper();
  await scan(registrar, 'give', { code });
  const { paper } = await scan(colleague, 'receive', { code });
  expect(paper.holder).toMatchObject({ unit: { code: 'juridic' }, person: null });
  expect((await scan(handler, 'give', { code, to: { person: idOf(colleague) } })).status).toBe(200);
  expect((await scan(colleague, 'receive', { code })).paper.holder?.person?.id).toBe(idOf(colleague));
});

test('the same scan twice is one hand-over; what is no label is refused', async () => {
  const { registrar, handler, idOf } = world;
  const { code } = await aPaper();
  const body = { requestId: randomUUID(), code, to: { person: idOf(handler) } };
  expect((await scan(registrar, 'give', body)).status).toBe(200);
  expect((await scan(registrar, 'give', body)).status).toBe(200);
  expect((await scan(registrar, 'give', { code: 'GA26000001X' })).status).toBe(422);
  expect(
    (await scan(registrar, 'give', { code: encodeLabelCode({ register: 'G', year: 2026, number: 999_999 }) }))
      .status,
  ).toBe(404);
});

test('a file that lies nowhere says so; a closed one still has its paper handed on', async () => {
  const { registrar, head, handler, idOf } = world;
  const nowhere = await aPaper(null);
  expect((await scan(registrar, 'give', { code: nowhere.code })).problem.code).toBe('paper.nowhere-to-go');
  const { id, code } = await aPaper();
  await world.act(head, id, 'close', { version: 1, outcome: 'filed' });
  expect((await scan(registrar, 'give', { code, to: { person: idOf(handler) } })).status).toBe(200);
  expect((await scan(handler, 'receive', { code })).status).toBe(200);
});

test('it is given to nobody whom the petition is about', async () => {
  const { registrar, head, handler, idOf } = world;
  const { id, code } = await aPaper();
  await world.act(head, id, 'complaint', { version: 1, person: idOf(handler) });
  const refused = await scan(registrar, 'give', { code, to: { person: idOf(handler) } });
  expect(refused).toMatchObject({ status: 422, problem: { code: 'case-file.barred-by-complaint' } });
});
