import { randomUUID } from 'node:crypto';
import type { CaseTask, OpenWork, Substitution, WorkHandedOver } from '@opis/contracts';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { aCaseWorld, files } from '../../../../test/a-case-world.ts';
import type { Caller } from '../../../../test/a-server.ts';
import { aDatabase, type TestDatabase } from '../../../../test/test-database.ts';
import { verifyCaseFiles } from '../verify-case-files.ts';
import { followAbsences } from './follow-absences.ts';

let world: Awaited<ReturnType<typeof aCaseWorld>>;
let database: TestDatabase;
let administrator: Caller;
beforeAll(async () => {
  database = await aDatabase();
  world = await aCaseWorld(database);
  administrator = await world.server.aCaller(['administrator']);
});

const dayMs = 86_400_000;
const day = (from: number) =>
  new Date(Date.now() + from * dayMs).toLocaleDateString('sv-SE', { timeZone: 'Europe/Bucharest' });

/** The product on another day. */
const onDay = (from: number) => ({
  ...world.server.product,
  clock: { now: () => new Date(Date.now() + from * dayMs) },
});

async function aHandler() {
  const caller = await world.server.aCaller(['case-handler'], 'juridic');
  const { rows } = await sql<{
    id: string;
  }>`SELECT staff_id AS id FROM accounts WHERE username = ${caller.username}`.execute(database.db);
  return { caller, code: caller.staffCode, id: rows[0]?.id ?? '' };
}

async function aWorkOf(person: string) {
  const { id } = await world.register();
  expect((await world.assign(world.head, id, 1, { person })).status).toBe(200);
  return id;
}

async function askOf(person: string): Promise<CaseTask> {
  const { id } = await world.register();
  const steps = [[{ kind: 'opinion', to: { person } }]];
  const { body } = await world.head.request('POST', `${files}/${id}/tasks`, {
    requestId: randomUUID(),
    version: 1,
    steps,
  });
  const [task] = (body as { items: CaseTask[] }).items;
  if (task === undefined) throw new Error('nothing was asked');
  return task;
}

const openWork = async (code: string) => {
  const { status, body } = await administrator.request(
    'GET',
    `/api/v1/administration/people/${code}/open-work`,
  );
  expect(status).toBe(200);
  return body as OpenWork;
};
const handOver = (code: string, to: string, requestId = randomUUID()) =>
  administrator.request('POST', `/api/v1/administration/people/${code}/open-work/hand-over`, {
    requestId,
    to,
  });
const absence = (caller: Caller, substituteId: string, more: object) =>
  caller.request('POST', '/api/v1/substitutions', {
    requestId: randomUUID(),
    substituteId,
    reason: 'leave',
    firstDay: day(0),
    lastDay: day(3),
    ...more,
  });
const handlerOf = async (id: string) => (await world.get(world.head, id)).file.handler?.id ?? null;

test('when somebody goes, all they have open is listed and handed over in one act', async () => {
  const [leaver, successor, away] = [await aHandler(), await aHandler(), await aHandler()];
  const works = [await aWorkOf(leaver.id), await aWorkOf(leaver.id)];
  const task = await askOf(leaver.id);
  expect((await absence(away.caller, leaver.id, { firstDay: day(5), lastDay: day(9) })).status).toBe(201);
  const before = await openWork(leaver.code);
  expect([before.files.length, before.tasks.length, before.standIns.length]).toEqual([2, 1, 1]);
  expect(JSON.stringify(before)).not.toContain('adeverință');

  const outcome = (await handOver(leaver.code, successor.code)).body as WorkHandedOver;
  expect(outcome).toEqual({ files: 2, tasks: 1, standIns: 1, left: [] });
  for (const id of works) expect(await handlerOf(id)).toBe(successor.id);
  const queue = (await successor.caller.request('GET', '/api/v1/tasks?queue=clarify')).body as {
    items: CaseTask[];
  };
  expect(queue.items.map(({ id }) => id)).toContain(task.id);
  const { items } = (await away.caller.request('GET', '/api/v1/substitutions')).body as {
    items: Substitution[];
  };
  expect(items.find(({ state }) => state === 'coming')?.substitute.staffId).toBe(successor.id);
  expect(await openWork(leaver.code)).toEqual({ files: [], tasks: [], standIns: [] });
  expect(await verifyCaseFiles(database.db)).toEqual([]);
});

test('repeating it hands over what is left and does nothing twice', async () => {
  const [leaver, successor] = [await aHandler(), await aHandler()];
  await aWorkOf(leaver.id);
  const requestId = randomUUID();
  expect((await handOver(leaver.code, successor.code, requestId)).body).toMatchObject({ files: 1 });
  expect((await handOver(leaver.code, successor.code, requestId)).body).toMatchObject({ files: 0 });
});

test('what a complaint keeps from the other stays in their unit, or listed with the reason', async () => {
  const [leaver, successor] = [await aHandler(), await aHandler()];
  const id = await aWorkOf(leaver.id);
  await world.act(world.head, id, 'complaint', { version: 2, person: successor.id });
  const task = await askOf(leaver.id);
  await world.act(world.head, task.file.id, 'complaint', { version: 1, person: successor.id });
  const outcome = (await handOver(leaver.code, successor.code)).body as WorkHandedOver;
  expect(outcome).toMatchObject({ files: 1, tasks: 0 });
  expect(outcome.left).toEqual([
    { what: task.file.registrationNumber, reason: expect.stringContaining('art. 11 din O.G. nr. 27/2002') },
  ]);
  expect((await world.get(world.head, id)).file).toMatchObject({
    status: 'with-unit',
    unit: { code: 'juridic' },
  });
});

test('only whoever administers the organisation does it, and to somebody who works here', async () => {
  const [leaver, successor] = [await aHandler(), await aHandler()];
  const path = `/api/v1/administration/people/${leaver.code}/open-work`;
  for (const caller of [world.head, world.director, world.registrar, leaver.caller]) {
    expect((await caller.request('GET', path)).status).toBe(403);
    expect(
      (await caller.request('POST', `${path}/hand-over`, { requestId: randomUUID(), to: successor.code }))
        .status,
    ).toBe(403);
  }
  expect((await handOver(leaver.code, 'nimeni')).status).toBe(404);
  expect((await handOver(leaver.code, leaver.code)).status).toBe(422);
});

test('handed over for an absence, works lie with the substitute and come back by themselves at its end', async () => {
  const [away, substitute] = [await aHandler(), await aHandler()];
  const [stays, closed, passed] = [await aWorkOf(away.id), await aWorkOf(away.id), await aWorkOf(away.id)];
  const task = await askOf(away.id);
  expect((await absence(away.caller, substitute.id, { handOver: true })).status).toBe(201);
  expect(await followAbsences(onDay(0))).toBe(1);
  expect(await followAbsences(onDay(0))).toBe(0);
  for (const id of [stays, closed, passed]) expect(await handlerOf(id)).toBe(substitute.id);
  // What the substitute closes or hands on is settled.
  await world.act(substitute.caller, closed, 'close', { version: 3, outcome: 'filed' });
  await world.assign(world.head, passed, 3, { person: world.idOf(world.colleague) });
  expect(await followAbsences(onDay(3))).toBe(0);
  expect(await followAbsences(onDay(4))).toBe(1);
  expect(await handlerOf(stays)).toBe(away.id);
  expect((await world.get(world.head, closed)).file).toMatchObject({
    status: 'closed',
    handler: { id: substitute.id },
  });
  expect(await handlerOf(passed)).toBe(world.idOf(world.colleague));
  const { rows } = await sql<{
    id: string;
  }>`SELECT to_person_id AS id FROM case_tasks WHERE id = ${task.id}`.execute(database.db);
  expect(rows).toEqual([{ id: away.id }]);
  expect(await followAbsences(onDay(4))).toBe(0);
  expect(await verifyCaseFiles(database.db)).toEqual([]);
});

test('ended early, they come back at once; not chosen, only the rights pass', async () => {
  const [away, substitute, other] = [await aHandler(), await aHandler(), await aHandler()];
  const [id, kept] = [await aWorkOf(away.id), await aWorkOf(other.id)];
  const declared = (await absence(away.caller, substitute.id, { handOver: true })).body as Substitution;
  await absence(other.caller, substitute.id, {});
  await followAbsences(onDay(0));
  expect([await handlerOf(id), await handlerOf(kept)]).toEqual([substitute.id, other.id]);
  await away.caller.request('POST', `/api/v1/substitutions/${declared.id}/end`, { requestId: randomUUID() });
  await followAbsences(onDay(0));
  expect(await handlerOf(id)).toBe(away.id);
});
