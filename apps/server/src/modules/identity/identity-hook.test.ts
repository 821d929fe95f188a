import { expect, test } from 'vitest';
import {
  anAccount,
  anIdentity,
  anIdentityServer,
  aPassword,
  operator,
  signedIn,
} from '../../../test/an-identity.ts';
import { createToken, revokeToken } from './create-token.ts';
import { grantRole, withdrawRole } from './grant-role.ts';
import { actorOf, requirePermission } from './identity-hook.ts';

const { deps, db, clock } = await anIdentity();
const app = await anIdentityServer(deps, (server) => {
  server.post('/api/v1/probe', async (request) => {
    const actor = actorOf(request);
    requirePermission(actor, 'entry.register', null);
    return { username: actor.username, via: actor.via };
  });
  server.get('/api/v1/open', { config: { public: true } }, async (request) => ({ actor: request.actor }));
  server.get('/elsewhere', async (request) => actorOf(request));
});
await anAccount(deps, { username: 'robot', roles: [{ role: 'registrar', unit: null }] });
const token = (
  changes: { days?: number; permissions?: Parameters<typeof createToken>[2]['permissions'] } = {},
) =>
  createToken(deps, operator, {
    username: 'robot',
    name: 'facturi',
    days: 365,
    permissions: null,
    ...changes,
  });
const probe = (headers: Record<string, string>, remoteAddress = '192.0.2.1') =>
  app.inject({ method: 'POST', url: '/api/v1/probe', headers, remoteAddress });
const bearer = (text: string) => ({ authorization: `Bearer ${text}` });

test('every address under /api/v1 needs a caller unless it says that anybody may', async () => {
  for (const url of ['/api/v1/probe', '/API/V1/probe', '/api/V1/Probe']) {
    expect((await app.inject({ method: 'POST', url })).statusCode).toBe(401);
  }
  expect((await app.inject({ url: '/api/v1/open' })).json()).toEqual({ actor: null });
  expect((await app.inject({ url: '/elsewhere' })).statusCode).toBe(401);
  expect((await app.inject({ url: '/api/v1/nothing-here' })).statusCode).toBe(404);
});

test('an act with a cookie needs a page of ours; with a key it does not', async () => {
  const cookie = await signedIn(app, 'robot');
  const host = 'localhost:8080';
  expect((await probe({ cookie })).json().code).toBe('request.cross-site');
  expect((await probe({ cookie, 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
  expect((await probe({ cookie, origin: 'https://evil.example' })).statusCode).toBe(403);
  expect((await probe({ cookie, 'sec-fetch-site': 'same-origin' })).json()).toEqual({
    username: 'robot',
    via: 'session',
  });
  expect((await probe({ cookie, host, origin: `http://${host}` })).statusCode).toBe(200);
  const { text } = await token();
  expect((await probe({ ...bearer(text), 'sec-fetch-site': 'cross-site' })).json()).toEqual({
    username: 'robot',
    via: 'token',
  });
});

test('another site cannot sign a browser in as somebody else', async () => {
  const response = await app.inject({
    method: 'POST',
    url: '/api/v1/session',
    headers: { origin: 'https://evil.example' },
    payload: { username: 'robot', password: aPassword },
  });
  expect([response.statusCode, response.headers['set-cookie']]).toEqual([403, undefined]);
});

test('a key is 256 random bits that scanners recognise, and expires when it says', async () => {
  const { text } = await token({ days: 2 });
  expect(text).toMatch(/^opis_[\w-]{43}$/);
  expect((await probe(bearer(text))).statusCode).toBe(200);
  clock.pass({ s: 2 * 86_400 - 1 });
  expect((await probe(bearer(text))).statusCode).toBe(200);
  clock.pass({ s: 1 });
  // The cache still holds the caller: the end of a key does not wait for it.
  expect((await probe(bearer(text))).json().code).toBe('identity.token-invalid');
});

test('a key revoked here is refused at once, and its account’s roles count from now', async () => {
  const { id, text } = await token();
  expect((await probe(bearer(text))).statusCode).toBe(200);
  await withdrawRole(deps, operator, { username: 'robot', role: 'registrar', unit: null });
  expect((await probe(bearer(text))).json().code).toBe('identity.forbidden');
  await grantRole(deps, operator, { username: 'robot', role: 'registrar', unit: null });
  expect((await probe(bearer(text))).statusCode).toBe(200);
  await revokeToken(deps, operator, { id });
  expect((await probe(bearer(text))).statusCode).toBe(401);
  await expect(revokeToken(deps, operator, { id })).rejects.toMatchObject({
    code: 'identity.token-not-found',
  });
});

test('a key carries only the permissions that it names', async () => {
  const { text } = await token({ permissions: ['entry.read-book'] });
  expect((await probe(bearer(text))).json().code).toBe('identity.forbidden');
  const { text: wider } = await token({ permissions: ['entry.register'] });
  expect((await probe(bearer(wider))).statusCode).toBe(200);
});

test('a key has no say over the browser sessions of its account', async () => {
  const { text } = await token();
  const response = await app.inject({ url: '/api/v1/sessions', headers: bearer(text) });
  expect([response.statusCode, response.json().code]).toEqual([403, 'identity.forbidden']);
  const end = await app.inject({ method: 'DELETE', url: '/api/v1/session', headers: bearer(text) });
  expect(end.statusCode).toBe(403);
});

test('the day of a key’s last use is written down once', async () => {
  const { id, text } = await token();
  await probe(bearer(text));
  await probe(bearer(text));
  const row = () =>
    db.selectFrom('api_tokens').select(['last_used_on']).where('id', '=', id).executeTakeFirstOrThrow();
  expect((await row()).last_used_on).toBe('2026-07-01');
});

test('unknown keys from one address are told to stop; a valid one from there never is', async () => {
  const { text } = await token();
  const codes = [];
  for (let n = 0; n < 31; n++)
    codes.push((await probe(bearer(`opis_${'A'.repeat(43)}`), '192.0.2.9')).json().code);
  expect(new Set(codes.slice(0, 30))).toEqual(new Set(['identity.token-invalid']));
  expect(codes[30]).toBe('request.rate-limited');
  deps.tokenCache.forget();
  expect((await probe(bearer(text), '192.0.2.9')).statusCode).toBe(200);
  expect((await probe(bearer('x'), '192.0.2.10')).json().code).toBe('identity.token-invalid');
});

test.each([
  'Bearer',
  'Bearer ',
  'bearer   ',
  `Bearer ${'x'.repeat(300)}`,
  'Bearer opis_ă',
  'Basic cm9ib3Q6eA==',
])('a header that is no key of ours is refused: %s', async (authorization) => {
  expect((await probe({ authorization: Buffer.from(authorization).toString('latin1') })).statusCode).toBe(
    401,
  );
});
