import { randomUUID } from 'node:crypto';
import type { CaseTask, CaseTaskDetail, TaskCounts, TaskOutcomes, TaskPage } from '@opis/contracts';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { aCaseWorld, files } from '../../../../test/a-case-world.ts';
import type { Caller } from '../../../../test/a-server.ts';
import { aDatabase, type TestDatabase } from '../../../../test/test-database.ts';
import { verifyCaseFiles } from '../verify-case-files.ts';

let world: Awaited<ReturnType<typeof aCaseWorld>>;
let database: TestDatabase;
beforeAll(async () => {
  database = await aDatabase();
  world = await aCaseWorld(database);
});

const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

/** A file that the handler works on, at version 2. */
async function aWork() {
  const { id } = await world.register();
  const { head, handler, idOf } = world;
  expect((await world.assign(head, id, 1, { person: idOf(handler) })).status).toBe(200);
  return id;
}

type Answer = {
  status: number;
  items: CaseTask[];
  task: CaseTaskDetail;
  code: string;
  fields: { path: string }[];
};

async function post(caller: Caller, url: string, body: object): Promise<Answer> {
  const answer = await caller.request('POST', url, { requestId: randomUUID(), ...body });
  const found = answer.body as unknown as { items: CaseTask[]; code: string; fields: { path: string }[] };
  return {
    status: answer.status,
    items: found.items,
    task: answer.body as CaseTaskDetail,
    code: found.code,
    fields: found.fields,
  };
}

const ask = (caller: Caller, id: string, steps: object[][], more: object = {}) =>
  post(caller, `${files}/${id}/tasks`, { version: 2, steps, ...more });
const act = (caller: Caller, task: CaseTask, verb: string, body: object) =>
  post(caller, `/api/v1/tasks/${task.id}/${verb}`, { version: task.version, ...body });
const read = async (caller: Caller, id: string) => {
  const { status, body } = await caller.request('GET', `/api/v1/tasks/${id}`);
  return { status, task: body as CaseTaskDetail };
};
const queue = async (caller: Caller, name: string) =>
  ((await caller.request('GET', `/api/v1/tasks?queue=${name}&limit=200`)).body as TaskPage).items.map(
    ({ id }) => id,
  );
const readsFile = async (caller: Caller, id: string) =>
  (await caller.request('GET', `${files}/${id}`)).status === 200;

const first = (items: readonly CaseTask[]) => {
  const [task] = items;
  if (task === undefined) throw new Error('no task was made');
  return task;
};

describe('asking', () => {
  test('whoever is asked reads the file, and nobody more', async () => {
    const { handler, stranger } = world;
    const outsider = await world.server.aCaller(['case-handler'], 'contencios');
    const id = await aWork();
    expect(await readsFile(stranger, id)).toBe(false);
    const { status, items } = await ask(handler, id, [
      [{ kind: 'opinion', to: { person: world.idOf(stranger) }, text: 'Ce ziceți de termen?' }],
    ]);
    expect(status).toBe(200);
    expect(items).toMatchObject([
      { kind: 'opinion', status: 'open', position: 1, actions: ['withdraw', 'remind'] },
    ]);
    expect(await readsFile(stranger, id)).toBe(true);
    expect(await readsFile(outsider, id)).toBe(false);
    expect((await read(outsider, first(items).id)).status).toBe(404);
    expect(await queue(stranger, 'clarify')).toEqual([first(items).id]);
    expect((await read(stranger, first(items).id)).task.actions).toEqual(['answer', 'return']);
  });

  test('a clarification without the day by which it is to come back is refused (PET-03)', async () => {
    const id = await aWork();
    const step = { kind: 'clarification', to: { unit: 'contencios' } };
    const refused = await ask(world.handler, id, [[step]]);
    expect(refused).toMatchObject({
      status: 422,
      fields: [{ path: 'steps.0.0.dueOn', code: 'case-task.due-date-required' }],
    });
    const past = await ask(world.handler, id, [[{ ...step, dueOn: yesterday }]]);
    expect(past).toMatchObject({ status: 422, code: 'case-task.due-date-past' });
    expect((await ask(world.handler, id, [[{ ...step, dueOn: tomorrow }]])).status).toBe(200);
  });

  test('a paper that comes to the file later is read by whoever was asked before it', async () => {
    const { handler, stranger, registrar } = world;
    const registered = await world.register();
    const { id } = registered;
    await world.assign(world.head, id, 1, { person: world.idOf(handler) });
    await ask(handler, id, [[{ kind: 'opinion', to: { person: world.idOf(stranger) } }]]);
    const completion = {
      requestId: randomUUID(),
      channel: 'counter',
      direction: 'in',
      subject: 'Completare la cerere',
      sender: { kind: 'natural', name: 'Anghelina Turturică' },
      sheets: 1,
      annexes: 0,
      completes: { year: registered.year, number: registered.number },
    };
    const added = await registrar.request('POST', '/api/v1/registers/general/entries', completion);
    expect(added.status).toBe(201);
    const { number } = added.body as { number: number };
    const entry = `/api/v1/registers/general/entries/${registered.year}/${number}`;
    expect((await stranger.request('GET', entry)).status).toBe(200);
  });

  test('only whoever has the file or leads where it lies asks; on another version it is a conflict', async () => {
    const { colleague, handler, registrar, head, idOf } = world;
    const id = await aWork();
    const steps = [[{ kind: 'endorsement', to: { person: idOf(head) } }]];
    expect((await ask(colleague, id, steps)).status).toBe(403);
    expect((await ask(registrar, id, steps)).status).toBe(403);
    const stale = await post(handler, `${files}/${id}/tasks`, { version: 1, steps });
    expect(stale).toMatchObject({ status: 409, code: 'case-file.changed-meanwhile' });
    expect((await ask(handler, id, steps)).status).toBe(200);
  });

  test('the same request is asked once, whatever happens to the file meanwhile', async () => {
    const { handler, stranger, idOf } = world;
    const id = await aWork();
    const body = { requestId: randomUUID(), steps: [[{ kind: 'opinion', to: { person: idOf(stranger) } }]] };
    expect((await ask(handler, id, body.steps, body)).items).toHaveLength(1);
    expect((await ask(handler, id, body.steps, body)).items).toHaveLength(1);
    const other = [[{ kind: 'opinion', to: { unit: 'contencios' } }]];
    expect(await ask(handler, id, other, { requestId: body.requestId })).toMatchObject({
      status: 409,
      code: 'request.id-reused',
    });
  });

  test.each([
    [
      'a unit that is not there',
      [[{ kind: 'opinion', to: { unit: 'nicaieri' } }]],
      'case-task.unit-not-found',
    ],
    [
      'a person who does not work here',
      [[{ kind: 'opinion', to: { person: randomUUID() } }]],
      'case-task.person-not-found',
    ],
    [
      'the same of one unit twice in a step',
      [
        [
          { kind: 'opinion', to: { unit: 'contencios' } },
          { kind: 'opinion', to: { unit: 'contencios' } },
        ],
      ],
      'case-task.asked-twice',
    ],
  ])('refuses %s, and keeps nothing of the line', async (_what, steps, code) => {
    const id = await aWork();
    expect(await ask(world.handler, id, steps)).toMatchObject({ status: 422, code });
    expect((await world.handler.request('GET', `${files}/${id}/tasks`)).body).toEqual({ items: [] });
  });

  test('a document that is not in the opis is not asked about', async () => {
    const id = await aWork();
    const subject = { type: 'document', id: randomUUID() };
    const answer = await ask(world.handler, id, [[{ kind: 'visa', to: { unit: 'juridic' } }]], { subject });
    expect(answer).toMatchObject({ status: 422, code: 'case-task.subject-not-found' });
  });
});

describe('a line', () => {
  const twoThenOne = () => [
    [
      { kind: 'endorsement', to: { person: world.idOf(world.stranger) } },
      { kind: 'visa', to: { unit: 'juridic' } },
    ],
    [{ kind: 'signature', to: { person: world.idOf(world.director) } }],
  ];

  test('opens the next step when all of the one before it is done', async () => {
    const { handler, stranger, head, director } = world;
    const id = await aWork();
    const { items } = await ask(handler, id, twoThenOne());
    const [endorsement, visa, signature] = items as [CaseTask, CaseTask, CaseTask];
    expect(signature.status).toBe('waiting');
    expect((await act(stranger, endorsement, 'answer', { verdict: 'favourable' })).status).toBe(200);
    expect((await read(handler, signature.id)).task.status).toBe('waiting');
    expect(await queue(director, 'sign')).not.toContain(signature.id);
    const answered = await act(head, visa, 'answer', { verdict: 'with-remarks', text: 'Lipsește temeiul.' });
    expect(answered.task).toMatchObject({
      status: 'done',
      verdict: 'with-remarks',
      answer: 'Lipsește temeiul.',
    });
    expect(await queue(director, 'sign')).toContain(signature.id);
    const open = (await read(director, signature.id)).task;
    expect(open.circuit.map(({ status }) => status)).toEqual(['done', 'done', 'open']);
    expect((await act(director, open, 'answer', { verdict: 'signed' })).task.status).toBe('done');
  });

  test('an unfavourable endorsement ends it: what was to follow is asked no more', async () => {
    const { handler, stranger } = world;
    const id = await aWork();
    const [endorsement, , signature] = (await ask(handler, id, twoThenOne())).items as [
      CaseTask,
      CaseTask,
      CaseTask,
    ];
    expect(await act(stranger, endorsement, 'answer', { verdict: 'unfavourable' })).toMatchObject({
      status: 422,
      code: 'case-task.words-required',
    });
    await act(stranger, endorsement, 'answer', { verdict: 'unfavourable', text: 'Nu este legal.' });
    expect((await read(handler, signature.id)).task.status).toBe('withdrawn');
  });

  test('goes back to any earlier step with a reason: it and all that follows are asked again', async () => {
    const { handler, stranger, head, director } = world;
    const id = await aWork();
    const [endorsement, visa, signature] = (await ask(handler, id, twoThenOne())).items as [
      CaseTask,
      CaseTask,
      CaseTask,
    ];
    await act(stranger, endorsement, 'answer', { verdict: 'favourable' });
    await act(head, visa, 'answer', { verdict: 'favourable' });
    const open = (await read(director, signature.id)).task;
    expect(open.returnsTo.toSorted()).toEqual([endorsement.id, visa.id].toSorted());
    expect((await act(director, open, 'return', { reason: '' })).status).toBe(422);
    const back = await act(director, open, 'return', { reason: 'Temeiul legal este altul.', to: visa.id });
    expect(back.task).toMatchObject({ status: 'returned', answer: 'Temeiul legal este altul.' });
    const circuit = (await read(handler, signature.id)).task.circuit;
    expect(circuit.map(({ kind, status, round }) => [kind, status, round])).toEqual([
      ['visa', 'open', 2],
      ['signature', 'waiting', 2],
    ]);
    expect(await queue(director, 'returned')).toContain(signature.id);
    const again = circuit[0] as CaseTask;
    await act(head, again, 'answer', { verdict: 'favourable' });
    expect(await queue(director, 'sign')).toContain(circuit[1]?.id);
  });

  test('goes back to whoever asked: the rest is asked no more', async () => {
    const { handler, stranger } = world;
    const id = await aWork();
    const items = (await ask(handler, id, twoThenOne())).items;
    await act(stranger, first(items), 'return', { reason: 'Nu este pentru mine.' });
    const after = (await handler.request('GET', `${files}/${id}/tasks`)).body as { items: CaseTask[] };
    expect(after.items.map(({ status }) => status)).toEqual(['returned', 'withdrawn', 'withdrawn']);
  });

  test('goes back to no later step and to none that waits', async () => {
    const { handler, stranger } = world;
    const id = await aWork();
    const [endorsement, visa, signature] = (await ask(handler, id, twoThenOne())).items as [
      CaseTask,
      CaseTask,
      CaseTask,
    ];
    for (const to of [visa.id, signature.id, randomUUID()]) {
      const refused = await act(stranger, endorsement, 'return', { reason: 'de acolo', to });
      expect(refused).toMatchObject({ status: 422, code: 'case-task.not-an-earlier-step' });
    }
  });

  test('goes on without what is withdrawn, by whoever asked and nobody else', async () => {
    const { handler, stranger, head, director } = world;
    const id = await aWork();
    const [endorsement, visa, signature] = (await ask(handler, id, twoThenOne())).items as [
      CaseTask,
      CaseTask,
      CaseTask,
    ];
    expect((await act(stranger, visa, 'withdraw', {})).status).toBe(403);
    await act(head, visa, 'answer', { verdict: 'favourable' });
    expect((await act(handler, endorsement, 'withdraw', { reason: 'Nu mai e nevoie.' })).status).toBe(200);
    expect(await queue(director, 'sign')).toContain(signature.id);
    expect(await queue(stranger, 'endorse')).not.toContain(endorsement.id);
  });
});

describe('answering', () => {
  test('two at once: the second is told what the first said', async () => {
    const { handler, head, director } = world;
    const id = await aWork();
    const { items } = await ask(handler, id, [[{ kind: 'visa', to: { unit: 'juridic' } }]]);
    const task = first(items);
    const [one, two] = await Promise.all([
      act(head, task, 'answer', { verdict: 'favourable' }),
      act(director, task, 'answer', { verdict: 'favourable' }),
    ]);
    expect([one.status, two.status].toSorted()).toEqual([200, 409]);
    const lost = one.status === 409 ? one : two;
    const conflict = (lost.task as unknown as { conflict: CaseTask }).conflict;
    expect(lost.code).toBe('case-task.changed-meanwhile');
    expect(conflict).toMatchObject({ id: task.id, status: 'done', verdict: 'favourable', actions: [] });
  });

  test('only whoever was asked answers, and each kind has its own verdicts', async () => {
    const { handler, colleague, stranger } = world;
    const id = await aWork();
    const { items } = await ask(handler, id, [[{ kind: 'endorsement', to: { unit: 'juridic' } }]]);
    const task = first(items);
    for (const caller of [handler, colleague]) {
      expect((await act(caller, task, 'answer', { verdict: 'favourable' })).status).toBe(403);
    }
    expect((await act(stranger, task, 'answer', { verdict: 'favourable' })).status).toBe(404);
    expect(await act(world.head, task, 'answer', { verdict: 'signed' })).toMatchObject({
      status: 422,
      code: 'case-task.wrong-verdict',
    });
  });

  test('many at once: each is done or says why not, and a repeat is given the first answers', async () => {
    const { handler, head } = world;
    const asked: CaseTask[] = [];
    for (let n = 0; n < 3; n += 1) {
      const { items } = await ask(handler, await aWork(), [
        [{ kind: 'endorsement', to: { person: world.idOf(head) } }],
      ]);
      asked.push(first(items));
    }
    const gone = asked[1] as CaseTask;
    await act(handler, gone, 'withdraw', {});
    const body = {
      requestId: randomUUID(),
      items: asked.map(({ id, version }) => ({ id, version })),
      verdict: 'favourable',
    };
    const answer = await head.request('POST', '/api/v1/tasks/answer', body);
    const outcomes = (answer.body as TaskOutcomes).items;
    expect(outcomes.map(({ done }) => done)).toEqual([true, false, true]);
    expect(outcomes[1]?.problem?.code).toBe('case-task.changed-meanwhile');
    expect((await head.request('POST', '/api/v1/tasks/answer', body)).body).toEqual(answer.body);
    const counts = (await head.request('GET', '/api/v1/tasks/counts')).body as TaskCounts;
    expect(counts.done.count).toBeGreaterThanOrEqual(2);
  });

  test('is told in the chronology of the file, with the words, for its readers', async () => {
    const { handler, stranger, idOf } = world;
    const id = await aWork();
    const { items } = await ask(handler, id, [
      [{ kind: 'opinion', to: { person: idOf(stranger) }, text: 'Este în termen?' }],
    ]);
    await act(stranger, first(items), 'answer', { verdict: 'given', text: 'Este în termen.' });
    const { items: lines } = (await handler.request('GET', `${files}/${id}/chronology?only=decisions`))
      .body as {
      items: { task: { happened: string; text: string | null } | null }[];
    };
    expect(lines.flatMap(({ task }) => (task ? [[task.happened, task.text]] : []))).toEqual([
      ['answered', 'Este în termen.'],
      ['asked', 'Este în termen?'],
    ]);
  });
});

test('whoever asked reminds, once a day', async () => {
  const { handler, stranger, idOf } = world;
  const id = await aWork();
  const { items } = await ask(handler, id, [[{ kind: 'opinion', to: { person: idOf(stranger) } }]]);
  const task = first(items);
  expect((await post(stranger, `/api/v1/tasks/${task.id}/remind`, {})).status).toBe(403);
  const reminded = await post(handler, `/api/v1/tasks/${task.id}/remind`, {});
  expect(reminded.task.remindedAt).not.toBeNull();
  expect(await post(handler, `/api/v1/tasks/${task.id}/remind`, {})).toMatchObject({
    status: 409,
    code: 'case-task.reminded-today',
  });
  // The person who was about to answer is told of no conflict.
  expect((await act(stranger, task, 'answer', { verdict: 'given', text: 'Da.' })).status).toBe(200);
});

test('a closed file asks nothing of anybody any more', async () => {
  const { handler, stranger, idOf } = world;
  const id = await aWork();
  const { items } = await ask(handler, id, [[{ kind: 'opinion', to: { person: idOf(stranger) } }]]);
  expect((await world.act(handler, id, 'close', { version: 2, outcome: 'filed' })).status).toBe(200);
  expect(await queue(stranger, 'clarify')).not.toContain(first(items).id);
  expect(
    await ask(handler, id, [[{ kind: 'opinion', to: { person: idOf(stranger) } }]], { version: 3 }),
  ).toMatchObject({
    status: 403,
  });
});

test('a queue is read page by page, what must be back first at its head', async () => {
  const reader = await world.server.aCaller(['case-handler'], 'registratura');
  const { rows } = await sql<{
    id: string;
  }>`SELECT staff_id AS id FROM accounts WHERE username = ${reader.username}`.execute(database.db);
  const person = rows[0]?.id ?? '';
  const days = ['2099-03-03', null, '2099-01-01', '2099-02-02', null];
  const asked: string[] = [];
  for (const dueOn of days) {
    const step = { kind: 'opinion', to: { person }, ...(dueOn && { dueOn }) };
    asked.push(first((await ask(world.handler, await aWork(), [[step]])).items).id);
  }
  const seen: string[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const query = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
    const page = (await reader.request('GET', `/api/v1/tasks?queue=clarify&limit=2${query}`))
      .body as TaskPage;
    seen.push(...page.items.map(({ id }) => id));
    after = page.next;
  }
  expect(seen).toEqual([2, 3, 0, 1, 4].map((index) => asked[index]));
  expect((await reader.request('GET', '/api/v1/tasks?after=ieri')).status).toBe(422);
});

test('the database itself refuses to answer a task twice, or a clarification without its day', async () => {
  const { handler, stranger, idOf } = world;
  const id = await aWork();
  const { items } = await ask(handler, id, [[{ kind: 'opinion', to: { person: idOf(stranger) } }]]);
  await act(stranger, first(items), 'answer', { verdict: 'given', text: 'Da.' });
  const change = sql`UPDATE case_tasks SET answer = 'Nu.' WHERE case_tasks.id = ${first(items).id}`;
  await expect(change.execute(database.db)).rejects.toMatchObject({ constraint: 'case_tasks_settled_stays' });
  await expect(
    sql`INSERT INTO case_tasks (id, case_file_id, line_id, position, kind, to_person_id, subject_type, subject_id,
        status, asked_by, asked_at, opened_at)
      SELECT ${randomUUID()}, case_file_id, ${randomUUID()}, 1, 'clarification', to_person_id, subject_type, subject_id,
        'open', asked_by, asked_at, asked_at FROM case_tasks WHERE case_tasks.id = ${first(items).id}`.execute(
      database.db,
    ),
  ).rejects.toMatchObject({ constraint: 'case_tasks_clarification_dated' });
});

test('what is asked holds together: verification finds nothing wrong, and finds it when it is made so', async () => {
  const { handler, director, idOf } = world;
  expect(await verifyCaseFiles(database.db)).toEqual([]);
  const id = await aWork();
  const steps = [
    [{ kind: 'opinion', to: { unit: 'contencios' } }],
    [{ kind: 'signature', to: { person: idOf(director) } }],
  ];
  const task = first((await ask(handler, id, steps)).items);
  // What the app itself may not do, whoever owns the database could.
  await sql`UPDATE case_tasks SET status = 'waiting', opened_at = NULL WHERE case_tasks.id = ${task.id}`.execute(
    database.owner,
  );
  const stuck = await verifyCaseFiles(database.db);
  expect(stuck.map(({ check }) => check)).toEqual(['step']);
  await sql`UPDATE case_tasks SET status = 'open', opened_at = asked_at WHERE case_tasks.id = ${task.id}`.execute(
    database.owner,
  );
  await sql`DELETE FROM entry_readers WHERE principal = ${task.toUnit?.id}`.execute(database.owner);
  expect((await verifyCaseFiles(database.db)).map(({ detail }) => detail)).toEqual([
    'cineva este întrebat despre un dosar pe care nu îl poate citi',
  ]);
});
