import { randomUUID } from 'node:crypto';
import type { PetitionerView } from '@opis/contracts';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aCaseWorld, files } from '../../../../test/a-case-world.ts';
import { aDatabase } from '../../../../test/test-database.ts';

const database = await aDatabase();
const { server, head, handler, stranger, register, act, assign, idOf } = await aCaseWorld(database);

const view = async (id: string) => {
  const { status, body } = await handler.request('GET', `${files}/${id}/as-petitioner`);
  return { status, view: body as PetitionerView };
};
const pageOf = async (caller: typeof handler, id: string) => {
  const { status, body } = await server.inject({
    method: 'GET',
    url: `${files}/${id}/as-petitioner/page`,
    headers: { authorization: `Bearer ${caller.token}` },
  });
  return { status, html: String(body) };
};

test('the petitioner of a petition sees who works, until when, and its way; nothing that was written inside', async () => {
  const { id, registrationNumber } = await register({
    unit: 'juridic',
    category: 'petitie',
    subject: 'Stâlp căzut',
  });
  await assign(head, id, 1, { person: idOf(handler) }, 'Rezoluție ascunsă');
  await act(handler, id, 'note', { text: 'Notă ascunsă' });
  await act(handler, id, 'fields', { version: 2, fields: { place: 'Strada ascunsă' } });
  const seen = await view(id);
  expect(seen.view).toMatchObject({
    registrationNumber,
    subject: 'Stâlp căzut',
    procedure: 'Petiție',
    status: 'in-work',
    unit: 'Serviciul Juridic',
    handler: { name: expect.stringContaining('Persida') },
    due: { daysLeft: expect.any(Number) },
    answer: null,
    outcome: null,
    fields: [],
  });
  expect(seen.view.steps.map(({ what }) => what)).toEqual(['registered', 'with-handler']);
  const { html } = await pageOf(handler, id);
  for (const words of [registrationNumber, 'Stâlp căzut', 'Serviciul Juridic']) expect(html).toContain(words);
  for (const text of [html, JSON.stringify(seen.view)]) {
    expect(text).not.toContain('ascuns');
    expect(text).not.toContain('Turturică');
  }
});

test('of a general file the handler is not named, and what was added inside is not listed', async () => {
  const { id } = await register({ unit: 'juridic', subject: 'Cerere de adeverință' });
  await assign(head, id, 1, { person: idOf(handler) });
  const upload = await server.inject({
    method: 'POST',
    url: '/api/v1/uploads?name=referat-intern.txt',
    headers: { authorization: `Bearer ${head.token}`, 'content-type': 'application/octet-stream' },
    payload: Buffer.from('referat'),
  });
  const uploads = [(upload.body as { id: string }).id];
  await head.request('POST', `${files}/${id}/documents`, { requestId: randomUUID(), uploads });
  const seen = (await view(id)).view;
  expect(seen.handler).toBeNull();
  expect(seen.due).toBeNull();
  expect(seen.steps).toEqual([]);
  expect(seen.documents.map(({ title }) => title)).toEqual(['Cerere de adeverință']);
});

test('a closed file tells how it ended and no longer who has it', async () => {
  const { id } = await register({ unit: 'juridic', category: 'petitie' });
  await assign(head, id, 1, { person: idOf(handler) });
  await act(handler, id, 'close', { version: 2, outcome: 'withdrawn' });
  expect((await view(id)).view).toMatchObject({
    status: 'closed',
    outcome: 'retrasă la cererea dumneavoastră',
    unit: null,
    handler: null,
    due: null,
  });
});

test('only who reads the file may look so, and each look leaves a trace', async () => {
  const { id } = await register({ unit: 'juridic', category: 'petitie' });
  await assign(head, id, 1, { person: idOf(handler) });
  expect((await pageOf(stranger, id)).status).toBe(404);
  expect((await pageOf(await server.aCaller(['auditor']), id)).status).toBe(403);
  await view(id);
  await pageOf(handler, id);
  const { rows } = await sql`SELECT FROM access_log WHERE subject_id = ${id} AND kind = 'viewed'`.execute(
    database.db,
  );
  expect(rows).toHaveLength(2);
});
