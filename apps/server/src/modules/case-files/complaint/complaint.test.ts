import { randomUUID } from 'node:crypto';
import type { Askable, Assignee, Assignees, AssignOutcomes, CaseTask } from '@opis/contracts';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { aCaseWorld, files } from '../../../../test/a-case-world.ts';
import { aRegistration } from '../../../../test/a-registry.ts';
import type { Caller } from '../../../../test/a-server.ts';
import { aDatabase, type TestDatabase } from '../../../../test/test-database.ts';

let world: Awaited<ReturnType<typeof aCaseWorld>>;
let database: TestDatabase;
beforeAll(async () => {
  database = await aDatabase();
  world = await aCaseWorld(database);
});

const barred = 'case-file.barred-by-complaint';
const complain = (caller: Caller, id: string, version: number, about: object) =>
  world.act(caller, id, 'complaint', { version, ...about });
const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Bucharest' });

test('a petition about a person is not assigned to them, nor taken by them', async () => {
  const { head, handler, colleague, idOf } = world;
  const { id } = await world.register();
  expect((await complain(head, id, 1, { person: idOf(handler) })).status).toBe(200);
  const refused = await world.assign(head, id, 2, { person: idOf(handler) });
  expect(refused).toMatchObject({ status: 422, problem: { code: barred } });
  expect(refused.problem.detail).toContain('art. 11 din O.G. nr. 27/2002');
  expect((await world.assign(handler, id, 2, { self: true })).problem.code).toBe(barred);
  expect((await world.get(handler, id)).file.actions).toEqual([]);
  expect((await world.assign(head, id, 2, { person: idOf(colleague) })).status).toBe(200);
});

test('nor to anyone under them, nor to a unit that they lead: it goes elsewhere', async () => {
  const { head, handler, stranger, registrar, director, idOf } = world;
  const { id } = await world.register({ unit: 'registratura' });
  expect((await complain(registrar, id, 1, { person: idOf(head) })).status).toBe(200);
  for (const to of [{ unit: 'juridic' }, { unit: 'contencios' }]) {
    expect((await world.assign(registrar, id, 2, to)).problem.code).toBe(barred);
  }
  const elsewhere = await world.register();
  expect((await complain(director, elsewhere.id, 1, { person: idOf(head) })).status).toBe(200);
  for (const person of [idOf(head), idOf(handler), idOf(stranger)]) {
    const { problem } = await world.assign(director, elsewhere.id, 2, { person });
    expect([barred, 'case-file.not-allowed']).toContain(problem.code);
  }
});

test('in bulk, the one that it bars is refused and the others are done', async () => {
  const { head, handler, idOf } = world;
  const [one, two] = [await world.register(), await world.register()];
  await complain(head, one.id, 1, { person: idOf(handler) });
  const answer = await head.request('POST', `${files}/assign`, {
    requestId: randomUUID(),
    items: [
      { id: one.id, version: 2 },
      { id: two.id, version: 1 },
    ],
    to: { person: idOf(handler) },
  });
  expect((answer.body as AssignOutcomes).items.map(({ done, problem }) => [done, problem?.code])).toEqual([
    [false, barred],
    [true, undefined],
  ]);
});

test('when they have it already, it leaves them at once, and what they were asked is asked no more', async () => {
  const { head, handler, director, registrar, idOf } = world;
  const { id } = await world.register();
  await world.assign(head, id, 1, { person: idOf(handler) });
  const steps = [[{ kind: 'endorsement', to: { person: idOf(head) } }]];
  await handler.request('POST', `${files}/${id}/tasks`, { requestId: randomUUID(), version: 2, steps });
  const moved = await complain(director, id, 2, { person: idOf(head) });
  expect(moved.row).toMatchObject({ status: 'unassigned', unit: null, handler: null, version: 3 });
  expect(await world.columnEight(id)).toBeNull();
  const { rows } = await sql<{
    status: string;
  }>`SELECT status FROM case_tasks WHERE case_file_id = ${id}`.execute(database.db);
  expect(rows).toEqual([{ status: 'withdrawn' }]);
  expect(await world.queue(registrar, 'unassigned')).toContain(id);
});

test('only the person leaves it when their unit may keep it', async () => {
  const { head, handler, idOf } = world;
  const { id } = await world.register();
  await world.assign(head, id, 1, { person: idOf(handler) });
  const moved = await complain(head, id, 2, { person: idOf(handler) });
  expect(moved.row).toMatchObject({ status: 'with-unit', unit: { code: 'juridic' }, handler: null });
});

test('whoever is barred is shown with the reason, when assigning and when asking', async () => {
  const { head, handler, colleague, idOf } = world;
  const { id } = await world.register();
  await complain(head, id, 1, { person: idOf(handler) });
  const { people } = (await head.request('GET', `${files}/${id}/assignees`)).body as Assignees;
  const reasonOf = (caller: Caller): Assignee['barred'] | undefined =>
    people.find((person) => person.id === idOf(caller))?.barred;
  expect(reasonOf(handler)).toEqual({
    code: 'case-file.barred-target',
    detail: 'Petiția privește activitatea sa (art. 11 din O.G. nr. 27/2002).',
  });
  expect(reasonOf(colleague)).toBeNull();
  const askable = (await head.request('GET', `${files}/${id}/askable`)).body as Askable;
  expect(askable.people.find((person) => person.id === idOf(handler))?.barred?.code).toBe(
    'case-file.barred-target',
  );
});

test('they are asked nothing about it, whatever it is', async () => {
  const { head, colleague, handler, idOf } = world;
  const { id } = await world.register();
  await complain(head, id, 1, { person: idOf(handler) });
  await world.assign(head, id, 2, { person: idOf(colleague) });
  const steps = [[{ kind: 'clarification', to: { person: idOf(handler) }, dueOn: tomorrow }]];
  const answer = await colleague.request('POST', `${files}/${id}/tasks`, {
    requestId: randomUUID(),
    version: 3,
    steps,
  });
  expect(answer).toMatchObject({
    status: 422,
    body: { code: barred, fields: [{ path: 'steps.0.0.to.person' }] },
  });
});

test('a petition about a unit goes neither to it nor to what stands under it', async () => {
  const { director, stranger, idOf } = world;
  const { id } = await world.register({ unit: 'registratura' });
  await complain(world.registrar, id, 1, { unit: 'contencios' });
  expect((await world.assign(world.registrar, id, 2, { unit: 'contencios' })).problem.code).toBe(barred);
  expect((await world.assign(world.registrar, id, 2, { unit: 'juridic' })).status).toBe(200);
  expect((await world.assign(director, id, 3, { person: idOf(stranger) })).problem.code).toBe(barred);
});

test('whoever stands in for somebody else does not get round it, nor does who stands in for them', async () => {
  const server = world.server;
  const head = await server.aCaller(['head-of-unit'], 'registratura');
  const [target, away, other] = [
    await server.aCaller(['case-handler'], 'registratura'),
    await server.aCaller(['case-handler'], 'registratura'),
    await server.aCaller(['case-handler'], 'registratura'),
  ];
  const { rows } = await sql<{
    username: string;
    id: string;
  }>`SELECT username, staff_id AS id FROM accounts`.execute(database.db);
  const idOf = (caller: Caller) => rows.find(({ username }) => username === caller.username)?.id ?? '';
  const { id } = await world.register({ unit: 'registratura' });
  // It lies with somebody who then goes away, and the one whom it is about stands in for them.
  expect((await world.assign(head, id, 1, { person: idOf(away) })).status).toBe(200);
  const steps = [[{ kind: 'opinion', to: { person: idOf(away) } }]];
  const asked = await head.request('POST', `${files}/${id}/tasks`, {
    requestId: randomUUID(),
    version: 2,
    steps,
  });
  const [task] = (asked.body as { items: CaseTask[] }).items;
  const absence = { substituteId: idOf(target), firstDay: today, lastDay: tomorrow, reason: 'leave' };
  expect(
    (await away.request('POST', '/api/v1/substitutions', { requestId: randomUUID(), ...absence })).status,
  ).toBe(201);
  expect((await world.get(target, id)).file.actions).toContain('close');
  expect((await complain(head, id, 2, { person: idOf(target) })).status).toBe(200);
  expect((await world.get(target, id)).file.actions).toEqual([]);
  expect(await world.act(target, id, 'close', { version: 3, outcome: 'filed' })).toMatchObject({
    status: 403,
  });
  const tasks = (await target.request('GET', '/api/v1/tasks?queue=clarify')).body as { items: CaseTask[] };
  expect(tasks.items.map((each) => each.id)).not.toContain(task?.id);
  const answered = await target.request('POST', `/api/v1/tasks/${task?.id}/answer`, {
    requestId: randomUUID(),
    version: 1,
    verdict: 'given',
    text: 'Nu am greșit.',
  });
  expect(answered.status).toBe(403);
  // Nor is it handed anew to whoever the target represents.
  expect((await world.assign(head, id, 3, { person: idOf(other) })).status).toBe(200);
  expect((await world.assign(head, id, 4, { person: idOf(away) })).problem.code).toBe(barred);
});

test('the registry routes nothing to them either', async () => {
  const { registrar, head, idOf } = world;
  const registered = await world.register({ unit: 'registratura' });
  await complain(registrar, registered.id, 1, { person: idOf(head) });
  const entry = `/api/v1/registers/general/entries/${registered.year}/${registered.number}`;
  const { version } = (await registrar.request('GET', entry)).body as { version: number };
  const answer = await registrar.request('POST', `${entry}/routing`, {
    requestId: randomUUID(),
    version,
    unit: 'juridic',
  });
  expect(answer).toMatchObject({ status: 422, body: { code: barred } });
});

test('what is joined to another file takes along whom it is about, or is not joined to where they have it', async () => {
  const { head, handler, colleague, idOf } = world;
  const [about, with_, free] = [await world.register(), await world.register(), await world.register()];
  await complain(head, about.id, 1, { person: idOf(handler) });
  await world.assign(head, with_.id, 1, { person: idOf(handler) });
  const join = (number: number) =>
    world.act(head, about.id, 'join', { version: 2, year: about.year, number });
  expect((await join(with_.number)).problem.code).toBe(barred);
  await world.assign(head, free.id, 1, { person: idOf(colleague) });
  expect((await join(free.number)).status).toBe(200);
  expect((await world.assign(head, free.id, 3, { person: idOf(handler) })).problem.code).toBe(barred);
});

test('the database itself lets neither the person nor the unit have it', async () => {
  const { head, handler, colleague, idOf } = world;
  const { id } = await world.register();
  await complain(head, id, 1, { person: idOf(handler) });
  await world.assign(head, id, 2, { person: idOf(colleague) });
  const change = sql`UPDATE case_files SET handler_id = ${idOf(handler)} WHERE case_files.id = ${id}`;
  await expect(change.execute(database.db)).rejects.toMatchObject({
    constraint: 'case_files_not_with_target',
  });
});

test('whom it is about is said as it comes in, and its unit must be another', async () => {
  const { head, handler, director, idOf } = world;
  const complaint = { person: idOf(head) };
  const { register: _register, ...body } = aRegistration({ unit: 'juridic', complaint });
  const refused = await world.registrar.request('POST', '/api/v1/registers/general/entries', body);
  expect(refused).toMatchObject({ status: 422, body: { code: barred, fields: [{ path: 'unit' }] } });
  const { id } = await world.register({ unit: 'registratura', complaint });
  expect((await world.assign(world.registrar, id, 1, { unit: 'juridic' })).problem.code).toBe(barred);
  const about = await world.register({ unit: 'juridic', complaint: { person: idOf(handler) } });
  expect((await world.assign(director, about.id, 1, { person: idOf(handler) })).problem.code).toBe(barred);
  const unknown = aRegistration({ complaint: { person: randomUUID() } });
  expect(
    await world.registrar.request('POST', '/api/v1/registers/general/entries', {
      ...unknown,
      register: undefined,
    }),
  ).toMatchObject({
    status: 422,
    body: { fields: [{ path: 'complaint.person' }] },
  });
});
