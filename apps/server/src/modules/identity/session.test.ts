import { sql } from 'kysely';
import { expect, test } from 'vitest';
import {
  anAccount,
  anIdentity,
  anIdentityServer,
  aPassword,
  operator,
  signedIn,
} from '../../../test/an-identity.ts';
import { closeAccount } from './close-account.ts';
import { setPassword } from './set-password.ts';

const { deps, db, owner, clock } = await anIdentity();
const app = await anIdentityServer(deps);
await anAccount(deps, { username: 'ioana', roles: [{ role: 'registrar', unit: null }] });
await anAccount(deps, { username: 'dorina' });

const get = (cookie: string, url = '/api/v1/session') => app.inject({ url, headers: { cookie } });
const end = (cookie: string, url = '/api/v1/session') =>
  app.inject({ method: 'DELETE', url, headers: { cookie, 'sec-fetch-site': 'same-origin' } });
const idOf = async (cookie: string) => {
  const { items } = (await get(cookie, '/api/v1/sessions')).json();
  return items.find((item: { current: boolean }) => item.current).id;
};
const typesOf = async (subjectId: string) => {
  const { rows } = await sql<{ type: string }>`
    SELECT type FROM events WHERE subject_id = ${subjectId} ORDER BY at, id
  `.execute(db);
  return rows.map((row) => row.type);
};

test('says who is signed in, with title, office, unit, roles and permissions', async () => {
  const response = await get(await signedIn(app, 'ioana'));
  expect(response.statusCode).toBe(200);
  expect(response.json()).toMatchObject({
    username: 'ioana',
    displayName: 'Sabina Măgureanu',
    title: 'inspector',
    office: { code: 'sediu' },
    unit: { code: 'registratura' },
    roles: ['registrar'],
  });
  expect(response.json().permissions).toContain('entry.register');
});

test('the cookie is out of reach of scripts and other sites, and over https of plain connections', async () => {
  const signIn = (headers: Record<string, string>) =>
    app.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers,
      payload: { username: 'ioana', password: aPassword },
    });
  const plain = String((await signIn({})).headers['set-cookie']);
  expect(plain).toMatch(/^opis_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  const secure = String((await signIn({ 'x-forwarded-proto': 'https' })).headers['set-cookie']);
  expect(secure).toMatch(/^opis_session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
});

test('only the hash of the cookie is kept', async () => {
  const cookie = await signedIn(app, 'ioana');
  const { rows } = await sql<{ found: number }>`
    SELECT count(*)::int AS found FROM sessions WHERE sessions::text LIKE ${`%${cookie.split('=')[1]}%`}
  `.execute(owner);
  expect(rows).toEqual([{ found: 0 }]);
});

test('a session outlasts a shift after the last act, and no act carries it over a week', async () => {
  clock.set('2026-06-29T06:00:00Z');
  const idle = await signedIn(app, 'ioana');
  clock.pass({ h: 13, s: 3_599 });
  expect((await get(idle)).statusCode).toBe(200);
  clock.pass({ h: 14 });
  expect((await get(idle)).json().code).toBe('identity.not-signed-in');

  const busy = await signedIn(app, 'ioana');
  for (let hours = 10; hours < 168; hours += 10) {
    clock.pass({ h: 10 });
    expect((await get(busy)).statusCode).toBe(200);
  }
  clock.pass({ h: 8 });
  expect((await get(busy)).statusCode).toBe(401);
});

test('the end moves on at most once a minute', async () => {
  const cookie = await signedIn(app, 'ioana');
  const id = await idOf(cookie);
  const seen = async () => {
    const { rows } = await sql<{
      at: Date;
    }>`SELECT last_seen_at AS at FROM sessions WHERE id = ${id}`.execute(db);
    return rows[0]?.at;
  };
  const first = await seen();
  clock.pass({ s: 59 });
  await get(cookie);
  expect(await seen()).toEqual(first);
  clock.pass({ s: 1 });
  await get(cookie);
  expect(await seen()).toEqual(clock.now());
});

test('signing out ends the session on the server and takes the cookie back', async () => {
  const cookie = await signedIn(app, 'ioana');
  const id = await idOf(cookie);
  const response = await end(cookie);
  expect(response.statusCode).toBe(204);
  expect(String(response.headers['set-cookie'])).toMatch(/^opis_session=; .*Expires=Thu, 01 Jan 1970/);
  expect((await get(cookie)).statusCode).toBe(401);
  expect(await typesOf(id)).toEqual(['identity.signed-in', 'identity.signed-out']);
});

test('one may end a session of one’s own from another one', async () => {
  const left = await signedIn(app, 'ioana');
  const id = await idOf(left);
  const here = await signedIn(app, 'ioana');
  expect((await end(here, `/api/v1/sessions/${id}`)).statusCode).toBe(204);
  expect((await get(left)).statusCode).toBe(401);
  expect((await get(here)).statusCode).toBe(200);
  expect((await end(here, `/api/v1/sessions/${id}`)).json().code).toBe('identity.session-not-found');
  expect(await typesOf(id)).toEqual(['identity.signed-in', 'identity.session-ended']);
});

test('somebody else’s session, one that never was, and nonsense are the same: not there', async () => {
  const other = await signedIn(app, 'ioana');
  const mine = await signedIn(app, 'dorina');
  const paths = [await idOf(other), '01890000-0000-7000-8000-000000000000'];
  for (const path of paths) {
    const response = await end(mine, `/api/v1/sessions/${path}`);
    expect([response.statusCode, response.json().code]).toEqual([404, 'identity.session-not-found']);
  }
  expect((await end(mine, '/api/v1/sessions/nu-e-un-id')).statusCode).toBe(422);
  expect((await get(other)).statusCode).toBe(200);
  expect((await get(mine, '/api/v1/sessions')).json().items).toHaveLength(1);
});

test('a closed account, a person who left and a changed password end what was open', async () => {
  await anAccount(deps, { username: 'pleaca' });
  const closed = await signedIn(app, 'pleaca');
  await closeAccount(deps, operator, { username: 'pleaca' });
  await anAccount(deps, { username: 'muta' });
  const left = await signedIn(app, 'muta');
  await sql`UPDATE staff SET active_to = ${clock.now()} WHERE code = 'muta'`.execute(owner);
  await anAccount(deps, { username: 'schimba' });
  const changed = await signedIn(app, 'schimba');
  await setPassword(deps, operator, { username: 'schimba', password: 'cu totul altă parolă' });
  for (const cookie of [closed, left, changed]) expect((await get(cookie)).statusCode).toBe(401);
});

test('sessions that ended a month ago are removed at the next sign-in', async () => {
  await signedIn(app, 'dorina');
  clock.pass({ days: 40 });
  await signedIn(app, 'dorina');
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM sessions JOIN accounts ON accounts.id = sessions.account_id
    WHERE accounts.username = 'dorina'
  `.execute(db);
  expect(rows).toEqual([{ n: 1 }]);
});

test.each([
  '',
  'opis_session=',
  'opis_session=x',
  `opis_session=${'A'.repeat(43)}`,
  `opis_session=${'ă'.repeat(43)}`,
])('a cookie that is none of ours opens nothing: %s', async (cookie) => {
  const response = await get(cookie);
  expect([response.statusCode, response.json().code]).toEqual([401, 'identity.not-signed-in']);
  expect(response.headers['www-authenticate']).toBe('Bearer realm="opis"');
});
