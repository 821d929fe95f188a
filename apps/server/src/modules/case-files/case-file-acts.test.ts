import { randomUUID } from 'node:crypto';
import type { AssignOutcomes, Chronology, EntryDetail, EntryPage, ReturnPlaces } from '@opis/contracts';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { aCaseWorld, files } from '../../../test/a-case-world.ts';
import type { Caller } from '../../../test/a-server.ts';
import { aDatabase } from '../../../test/test-database.ts';

const database = await aDatabase();
const {
  server,
  registrar,
  head,
  handler,
  colleague,
  stranger,
  director,
  idOf,
  register,
  act,
  assign,
  get,
  queue,
  columnEight,
} = await aCaseWorld(database);

describe('whose way it is to give', () => {
  const routeOf = ({ year, number }: { year: number; number: number }) =>
    `/api/v1/registers/general/entries/${year}/${number}`;
  const route = (caller: Caller, entry: { year: number; number: number }) =>
    caller.request('POST', `${routeOf(entry)}/routing`, { requestId: randomUUID(), unit: 'contencios' });
  const offered = async (caller: Caller, entry: { year: number; number: number }) =>
    ((await caller.request('GET', routeOf(entry))).body as EntryDetail).actions.includes('route');

  test('a registrar routes a paper until somebody has it; then the book neither offers nor takes it', async () => {
    const entry = await register({ unit: 'juridic' });
    expect(await offered(registrar, entry)).toBe(true);
    await assign(head, entry.id, 1, { person: idOf(handler) });
    expect(await offered(registrar, entry)).toBe(false);
    const { items } = (await registrar.request('GET', '/api/v1/registers/general/entries?limit=200'))
      .body as EntryPage;
    const row = items.find(({ id }) => id === entry.id);
    expect(row?.actions).toContain('dispatch');
    expect(row?.actions).not.toContain('route');
    expect(await route(registrar, entry)).toMatchObject({
      status: 409,
      body: { code: 'registry.entry-in-work' },
    });
    expect(await columnEight(entry.id)).toBe('juridic');
    expect(await get(handler, entry.id)).toMatchObject({ file: { mine: true } });
  });

  test('who leads the unit where it lies hands it on, though somebody has it', async () => {
    const entry = await register({ unit: 'juridic' });
    await assign(head, entry.id, 1, { person: idOf(handler) });
    expect(await offered(head, entry)).toBe(true);
    expect((await route(head, entry)).status).toBe(200);
    expect(await columnEight(entry.id)).toBe('contencios');
  });

  test('once it was given back to its unit, the registrar may give it another way', async () => {
    const entry = await register({ unit: 'juridic' });
    await assign(head, entry.id, 1, { person: idOf(handler) });
    await act(handler, entry.id, 'return', { version: 2, reason: 'nu este a noastră' });
    expect((await route(registrar, entry)).status).toBe(200);
    expect(await columnEight(entry.id)).toBe('contencios');
  });
});

describe('what was just done to many', () => {
  const undo = async (caller: Caller, items: { id: string; version: number }[], requestId = randomUUID()) =>
    (await caller.request('POST', `${files}/undo`, { requestId, items, reason: 'din greșeală' }))
      .body as AssignOutcomes;
  const assignMany = (caller: Caller, ids: string[], to: object, version = 1) =>
    caller.request('POST', `${files}/assign`, {
      ...{ requestId: randomUUID(), to },
      items: ids.map((id) => ({ id, version })),
    });

  test('goes back where it lay, all of it, column 8 too; asked twice it is done once', async () => {
    const ids = [(await register({})).id, (await register({})).id, (await register({})).id];
    await assignMany(registrar, ids, { unit: 'juridic' });
    const requestId = randomUUID();
    const items = ids.map((id) => ({ id, version: 2 }));
    const first = await undo(registrar, items, requestId);
    expect(first.items.map(({ done, version }) => [done, version])).toEqual(ids.map(() => [true, 3]));
    expect(await undo(registrar, items, requestId)).toEqual(first);
    for (const id of ids) expect(await columnEight(id)).toBeNull();
    const { file } = await get(registrar, ids[0] ?? '');
    expect(file).toMatchObject({ status: 'unassigned', version: 3 });
  });

  test('what others touched since stays with them and is named; the rest goes back', async () => {
    const ids = [(await register({ unit: 'juridic' })).id, (await register({ unit: 'juridic' })).id];
    await assignMany(head, ids, { person: idOf(handler) });
    await act(handler, ids[0] ?? '', 'return', { version: 2, reason: 'nu este a mea' });
    const { items } = await undo(
      head,
      ids.map((id) => ({ id, version: 2 })),
    );
    expect(items).toMatchObject([
      { done: false, problem: { code: 'case-file.changed-meanwhile' } },
      { done: true },
    ]);
    expect((await get(head, ids[1] ?? '')).file).toMatchObject({ status: 'with-unit', handler: null });
  });

  test('a closing is taken back too: the file is open with whoever had it', async () => {
    const { id } = await register({ unit: 'juridic' });
    await assign(head, id, 1, { person: idOf(handler) });
    await act(handler, id, 'close', { version: 2, outcome: 'answered' });
    expect((await undo(handler, [{ id, version: 3 }])).items).toMatchObject([{ done: true }]);
    expect((await get(handler, id)).file).toMatchObject({
      status: 'with-handler',
      mine: true,
      outcome: null,
    });
  });

  test('nobody takes back what another did, nor what is not fresh any more', async () => {
    const { id } = await register({ unit: 'juridic' });
    await assign(head, id, 1, { person: idOf(handler) });
    const notTheirs = { done: false, problem: { code: 'case-file.not-to-undo' } };
    expect((await undo(director, [{ id, version: 2 }])).items).toMatchObject([notTheirs]);
    expect((await undo(head, [{ id, version: 1 }])).items).toMatchObject([{ done: false }]);
    await sql`ALTER TABLE case_steps DISABLE TRIGGER case_steps_append_only`.execute(database.owner);
    await sql`UPDATE case_steps SET at = at - interval '2 minutes' WHERE case_file_id = ${id}`.execute(
      database.owner,
    );
    await sql`ALTER TABLE case_steps ENABLE TRIGGER case_steps_append_only`.execute(database.owner);
    expect((await undo(head, [{ id, version: 2 }])).items).toMatchObject([notTheirs]);
    expect((await get(handler, id)).file).toMatchObject({ mine: true });
  });
});

describe('a file from hand to hand', () => {
  test('goes from the registry to a unit, to a person, and is closed with how it was solved', async () => {
    const { id } = await register({});
    expect(await queue(registrar, 'unassigned')).toContain(id);
    const routed = await assign(registrar, id, 1, { unit: 'juridic' });
    expect(routed).toMatchObject({ status: 200, row: { status: 'with-unit', version: 2 } });
    expect(await columnEight(id)).toBe('juridic');
    expect(await queue(head, 'unassigned')).toContain(id);
    const given = await assign(head, id, 2, { person: idOf(handler) }, 'Vă rog răspundeți până luni.');
    expect(given).toMatchObject({
      status: 200,
      row: { status: 'with-handler', handler: { id: idOf(handler) } },
    });
    expect(await queue(handler, 'mine')).toContain(id);
    const seen = await get(handler, id);
    expect(seen.file).toMatchObject({
      mine: true,
      readable: true,
      lastStep: { text: 'Vă rog răspundeți până luni.' },
    });
    expect(seen.file.actions.toSorted()).toEqual([
      ...['ask', 'close', 'edit', 'forward', 'join', 'note', 'reclassify', 'return', 'set-complaint'],
    ]);
    expect(await act(handler, id, 'note', { text: 'Am cerut dosarul de la arhivă.' })).toMatchObject({
      status: 200,
    });
    const closed = await act(handler, id, 'close', { version: 3, outcome: 'for-information' });
    expect(closed).toMatchObject({
      status: 200,
      row: { status: 'closed', outcome: 'for-information', version: 4 },
    });
    expect(await queue(handler, 'mine')).not.toContain(id);
    expect(await queue(handler, 'closed')).toContain(id);
    const again = await act(head, id, 'reopen', { version: 4, reason: 'A venit o completare.' });
    expect(again).toMatchObject({
      status: 200,
      row: { status: 'with-handler', handler: { id: idOf(handler) } },
    });
    const told = (await handler.request('GET', `${files}/${id}/chronology`)).body as Chronology;
    const kinds = told.items.map(({ step, entry }) => step?.kind ?? entry?.happened);
    expect(kinds).toEqual(['reopen', 'close', 'note', 'assign', 'assign', 'registered']);
  });

  test('is taken by a handler from what lies in their own unit, and from no other', async () => {
    const { id } = await register();
    expect((await assign(stranger, id, 1, { self: true })).status).toBe(404);
    expect(await assign(handler, id, 1, { self: true })).toMatchObject({
      status: 200,
      row: { mine: true, status: 'with-handler' },
    });
    expect((await assign(colleague, id, 2, { self: true })).status).toBe(403);
    expect(await assign(head, id, 2, { self: true })).toMatchObject({ status: 200, row: { mine: true } });
  });

  test('is returned with the reason: by a person to their unit, by a unit to the one before it, then to the registry', async () => {
    const { id } = await register();
    await assign(head, id, 1, { unit: 'contencios' });
    const other = await server.aCaller(['head-of-unit'], 'contencios');
    await assign(other, id, 2, { self: true });
    expect((await act(other, id, 'return', { version: 3 })).status).toBe(422);
    const reason = { reason: 'Nu este de competența noastră.' };
    const toUnit = await act(other, id, 'return', { version: 3, ...reason });
    expect(toUnit).toMatchObject({
      row: { status: 'with-unit', unit: { code: 'contencios' }, returned: true },
    });
    expect((await get(other, id)).file.returnsTo).toMatchObject({ unit: { code: 'juridic' } });
    const back = await act(other, id, 'return', { version: 4, ...reason });
    expect(back).toMatchObject({ row: { unit: { code: 'juridic' }, returned: true } });
    expect(await columnEight(id)).toBe('juridic');
    expect((await get(head, id)).file.returnsTo).toEqual({ unit: null });
    const toRegistry = await act(head, id, 'return', { version: 5, ...reason });
    expect(toRegistry).toMatchObject({ row: { status: 'unassigned', unit: null } });
    expect(await columnEight(id)).toBeNull();
  });

  test('is returned to any who had it earlier, over whoever had it between, and to nobody else', async () => {
    const { id } = await register();
    await assign(head, id, 1, { person: idOf(handler) });
    await assign(head, id, 2, { unit: 'contencios' });
    const other = await server.aCaller(['head-of-unit'], 'contencios');
    await assign(other, id, 3, { person: idOf(stranger) });
    const places = async (caller: Caller) =>
      ((await caller.request('GET', `${files}/${id}/return-places`)).body as ReturnPlaces).items.map(
        ({ unit, person, usual }) => [unit?.code ?? null, person?.id ?? null, usual],
      );
    const registry = [null, null, false];
    expect(await places(stranger)).toEqual([
      ['contencios', null, true],
      ['juridic', idOf(handler), false],
      ['juridic', null, false],
      registry,
    ]);
    // Who had it and may return it no more is told of no place.
    expect(await places(handler)).toEqual([]);
    const reason = 'Mai trebuie o lămurire.';
    const toNobody = { version: 4, reason, to: { unit: 'juridic', person: idOf(colleague) } };
    expect(await act(stranger, id, 'return', toNobody)).toMatchObject({
      status: 422,
      problem: { code: 'case-file.not-held-before' },
    });
    const requestId = randomUUID();
    const toHandler = { requestId, version: 4, reason, to: { unit: 'juridic', person: idOf(handler) } };
    const back = await act(stranger, id, 'return', toHandler);
    expect(back.row).toMatchObject({
      ...{ status: 'with-handler', version: 5, returned: true },
      ...{ unit: { code: 'juridic' }, handler: { id: idOf(handler) } },
    });
    expect(await columnEight(id)).toBe('juridic');
    expect((await act(stranger, id, 'return', toHandler)).row.version).toBe(5);
    const { file } = await get(handler, id);
    expect(file).toMatchObject({ mine: true, lastStep: { kind: 'return', text: reason } });
    expect(await places(handler)).toEqual([
      ['contencios', idOf(stranger), false],
      ['contencios', null, false],
      ['juridic', null, true],
      registry,
    ]);
    expect(await act(handler, id, 'return', { version: 5, reason, to: { unit: null } })).toMatchObject({
      row: { status: 'unassigned', unit: null },
    });
  });

  test('is not returned to who works there no more, nor to whom it complains of', async () => {
    const { id } = await register();
    const other = await server.aCaller(['head-of-unit'], 'contencios');
    const [leaver, target] = [
      await server.aCaller(['case-handler'], 'contencios'),
      await server.aCaller(['case-handler'], 'contencios'),
    ];
    const { rows } = await sql<{ username: string; id: string }>`
      SELECT accounts.username, accounts.staff_id AS id FROM accounts`.execute(database.db);
    const staffOf = ({ username }: Caller) => rows.find((row) => row.username === username)?.id ?? '';
    await assign(head, id, 1, { unit: 'contencios' });
    await assign(other, id, 2, { person: staffOf(leaver) });
    await assign(other, id, 3, { person: staffOf(target) });
    await assign(other, id, 4, { person: idOf(stranger) });
    const places = async () =>
      ((await stranger.request('GET', `${files}/${id}/return-places`)).body as ReturnPlaces).items.map(
        ({ person }) => person?.id ?? null,
      );
    expect(await places()).toEqual([staffOf(target), staffOf(leaver), null, null, null]);
    await sql`UPDATE staff SET active_to = current_date - 1 WHERE id = ${staffOf(leaver)}`.execute(
      database.owner,
    );
    expect(await places()).toEqual([staffOf(target), null, null, null]);
    expect((await act(other, id, 'complaint', { version: 5, person: staffOf(target) })).status).toBe(200);
    expect(await places()).toEqual([null, null, null]);
    const to = { unit: 'contencios', person: staffOf(target) };
    const asked = { version: 6, reason: 'Ați lucrat la ea.', to };
    expect((await act(stranger, id, 'return', asked)).problem.code).toBe('case-file.not-held-before');
  });

  test('takes every paper of it along in column 8, and lets its new unit read them all', async () => {
    const first = await register();
    const second = await register({ completes: { year: first.year, number: first.number } });
    expect((await get(stranger, first.id)).status).toBe(404);
    expect((await assign(head, first.id, 1, { unit: 'contencios' })).status).toBe(200);
    expect([await columnEight(first.id), await columnEight(second.id)]).toEqual(['contencios', 'contencios']);
    const seen = await get(stranger, first.id);
    expect(seen.file.entries.map(({ number, role }) => [number, role])).toEqual([
      [first.number, 'opened'],
      [second.number, 'completes'],
    ]);
    expect(seen.file.items).toHaveLength(2);
    // Who had it before keeps what they had.
    expect((await get(head, first.id)).status).toBe(200);
  });

  test('is assigned by a head in their own unit only, by a director in everything under theirs', async () => {
    const { id } = await register();
    const outside = await assign(head, id, 1, { person: idOf(stranger) });
    expect(outside).toMatchObject({ status: 422, problem: { code: 'case-file.person-not-found' } });
    expect(await assign(director, id, 1, { person: idOf(stranger) })).toMatchObject({
      status: 200,
      row: { unit: { code: 'contencios' }, handler: { id: idOf(stranger) } },
    });
    expect(await columnEight(id)).toBe('contencios');
  });

  test('is not closed for another reason without saying which', async () => {
    const { id } = await register();
    expect((await act(head, id, 'close', { version: 1, outcome: 'other' })).status).toBe(422);
    const said = { outcome: 'other', text: 'Soluționat telefonic.' };
    expect((await act(head, id, 'close', { version: 1, ...said })).status).toBe(200);
  });
});

describe('two people at once', () => {
  test('one wins; the other is told who did what, and how the file stands', async () => {
    const { id } = await register();
    const answers = await Promise.all([
      assign(handler, id, 1, { self: true }),
      assign(colleague, id, 1, { self: true }),
      assign(head, id, 1, { unit: 'contencios' }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    const lost = answers.find(({ status }) => status === 409);
    expect(lost?.problem).toMatchObject({
      code: 'case-file.changed-meanwhile',
      conflict: { version: 2, lastStep: { kind: 'assign', own: false } },
    });
    expect(lost?.problem.conflict.lastStep?.by).toMatch(/^Persida Cucuruz/);
    const { rows } = await sql`SELECT FROM case_steps WHERE case_file_id = ${id}`.execute(database.db);
    expect(rows).toHaveLength(1);
  });

  test('who assign the same works in other orders both get an answer for each', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => register()));
    const items = made.map(({ id }) => ({ id, version: 1 }));
    const ask = (caller: Caller, list: typeof items, to: object) =>
      caller.request('POST', `${files}/assign`, { requestId: randomUUID(), items: list, to });
    const answers = await Promise.all([
      ask(head, items, { person: idOf(handler) }),
      ask(director, items.toReversed(), { unit: 'contencios' }),
    ]);
    const done = answers.map(({ body }) => (body as AssignOutcomes).items.filter((item) => item.done).length);
    expect(done.reduce((sum, count) => sum + count)).toBe(20);
  });
});

test('the same request again has no second effect, whoever is quicker', async () => {
  const { id } = await register();
  const body = { requestId: randomUUID(), version: 1, to: { self: true } };
  const send = () => handler.request('POST', `${files}/${id}/assign`, body);
  const answers = await Promise.all([send(), send(), send()]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await send()).toMatchObject({ status: 200, body: { version: 2 } });
  const note = { requestId: randomUUID(), text: 'O singură dată.' };
  await Promise.all([1, 2].map(() => handler.request('POST', `${files}/${id}/note`, note)));
  const { rows } = await sql<{
    kind: string;
  }>`SELECT kind FROM case_steps WHERE case_file_id = ${id}`.execute(database.db);
  expect(rows.map(({ kind }) => kind).toSorted()).toEqual(['assign', 'note']);
});

describe('who looked', () => {
  test('is told to readers of the file alone, each opening of the page', async () => {
    const { id } = await register();
    await get(head, id);
    await get(handler, id);
    const { body } = await handler.request('GET', `${files}/${id}/accesses`);
    expect(body).toMatchObject({
      items: [{ own: true, purpose: 'case-file-page' }, { own: false }],
      next: null,
    });
    const auditor = await server.aCaller(['auditor']);
    expect((await get(auditor, id)).file).toMatchObject({
      readable: false,
      items: [],
      party: null,
      actions: [],
    });
    expect((await auditor.request('GET', `${files}/${id}/accesses`)).status).toBe(403);
  });
});
