import { randomUUID } from 'node:crypto';
import type { CaseTask, Notices, TaskCounts, TaskOutcomes, TaskPage } from '@opis/contracts';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { files } from '../../../../test/a-case-world.ts';
import type { Caller } from '../../../../test/a-server.ts';
import { aTaskWorld, first } from '../../../../test/a-task-world.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { verifyCaseFiles } from '../verify-case-files.ts';

const database = await aDatabase();
const { world, aWork, post, ask, act, queue } = await aTaskWorld(database);

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
  // Once a day, once told; by the digest too, until they have read it.
  expect(await noticesAbout(stranger, id)).toMatchObject([{ kind: 'task-reminded', readAt: null }]);
  expect(await noticesAbout(handler, id)).toEqual([]);
  // The person who was about to answer is told of no conflict.
  expect((await act(stranger, task, 'answer', { verdict: 'given', text: 'Da.' })).status).toBe(200);
});

test('of a unit that is reminded, whoever leads it is told', async () => {
  const { handler, head, colleague } = world;
  const id = await aWork();
  const step = { kind: 'opinion', to: { unit: 'juridic' }, dueOn: '2099-01-04' };
  const task = first((await ask(handler, id, [[step]])).items);
  expect((await post(handler, `/api/v1/tasks/${task.id}/remind`, {})).status).toBe(200);
  expect(await noticesAbout(head, id)).toMatchObject([{ kind: 'task-reminded', dueOn: '2099-01-04' }]);
  expect(await noticesAbout(colleague, id)).toEqual([]);
});

const noticesAbout = async (caller: Caller, fileId: string) =>
  ((await caller.request('GET', '/api/v1/notices')).body as Notices).items.filter(
    ({ caseFile }) => caseFile?.id === fileId,
  );

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
