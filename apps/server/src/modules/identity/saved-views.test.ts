import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anAccount, anIdentity, anIdentityServer, signedIn } from '../../../test/an-identity.ts';

const { deps, db, clock } = await anIdentity();
const app = await anIdentityServer(deps);
for (const username of ['ioana', 'dorina', 'paula']) await anAccount(deps, { username });

const headersOf = (cookie: string) => ({ cookie, 'sec-fetch-site': 'same-origin' });
const list = async (cookie: string) =>
  (await app.inject({ url: '/api/v1/saved-views', headers: headersOf(cookie) })).json().items;
const save = (cookie: string, part: object = {}) =>
  app.inject({
    method: 'POST',
    url: '/api/v1/saved-views',
    headers: headersOf(cookie),
    payload: { requestId: randomUUID(), list: 'works', name: 'Petiții', query: 'categorie=petitie', ...part },
  });
const remove = (cookie: string, id: string) =>
  app.inject({ method: 'DELETE', url: `/api/v1/saved-views/${id}`, headers: headersOf(cookie) });

test('keeps the views of each account apart, in the order of saving, and removes them twice as once', async () => {
  const ioana = await signedIn(app, 'ioana');
  const dorina = await signedIn(app, 'dorina');
  const first = await save(ioana, { name: 'Vechi', query: 'vechime=30' });
  expect(first.statusCode).toBe(201);
  clock.pass({ s: 1 });
  await save(ioana);
  await save(dorina, { name: 'Ale Dorinei' });
  expect((await list(ioana)).map((view: { name: string }) => view.name)).toEqual(['Vechi', 'Petiții']);
  expect((await list(dorina)).map((view: { name: string }) => view.name)).toEqual(['Ale Dorinei']);

  const { id } = first.json();
  expect((await remove(dorina, id)).statusCode).toBe(404);
  expect((await remove(ioana, id)).statusCode).toBe(204);
  expect((await remove(ioana, id)).statusCode).toBe(204);
  expect((await list(ioana)).map((view: { name: string }) => view.name)).toEqual(['Petiții']);
  const { rows } = await sql<{
    type: string;
  }>`SELECT type FROM events WHERE subject_id = ${id} ORDER BY at, id`.execute(db);
  expect(rows.map((row) => row.type)).toContain('identity.view-saved');
  expect(rows.map((row) => row.type)).toContain('identity.view-removed');
});

test('saves once under one request id, and never two of one name', async () => {
  const cookie = await signedIn(app, 'paula');
  const requestId = randomUUID();
  expect((await save(cookie, { requestId })).statusCode).toBe(201);
  expect((await save(cookie, { requestId })).statusCode).toBe(201);
  expect(await list(cookie)).toHaveLength(1);
  const again = await save(cookie);
  expect(again.statusCode).toBe(409);
  expect(again.json()).toMatchObject({ code: 'identity.view-name-taken', fields: [{ path: 'name' }] });
});

test('keeps twenty and says so at the next, also to windows that save at once', async () => {
  const cookie = await signedIn(app, 'paula');
  const answers = await Promise.all(
    Array.from({ length: 22 }, (_, index) => save(cookie, { name: `Vederea ${index}` })),
  );
  expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(19);
  expect(answers.find(({ statusCode }) => statusCode !== 201)?.json()).toMatchObject({
    code: 'identity.too-many-views',
  });
  expect(await list(cookie)).toHaveLength(20);
});

test('refuses what is no query of an address', async () => {
  const cookie = await signedIn(app, 'dorina');
  for (const query of ['javascript:alert(1)<', 'a b', 'x'.repeat(501)])
    expect((await save(cookie, { name: 'Altele', query })).statusCode).toBe(422);
});
