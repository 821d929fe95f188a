import { randomUUID } from 'node:crypto';
import type { CaseTask } from '@opis/contracts';
import { describe, expect, test } from 'vitest';
import { files } from '../../../../test/a-case-world.ts';
import { aTaskWorld, first, tomorrow, yesterday } from '../../../../test/a-task-world.ts';
import { aDatabase } from '../../../../test/test-database.ts';

const database = await aDatabase();
const { world, aWork, post, ask, act, read, queue, readsFile } = await aTaskWorld(database);

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
