import { expect, test } from 'vitest';
import { aServer } from '../../../test/a-server.ts';
import { aDatabase } from '../../../test/test-database.ts';

const server = await aServer(await aDatabase(), {
  clock: { now: () => new Date('2026-12-22T09:00:00Z') },
});
const ask = async (url: string, headers: Record<string, string> = {}) => {
  const { response } = await server.inject({
    method: 'GET',
    url,
    headers: { accept: 'text/html', ...headers },
  });
  return response;
};

test('a citizen at / finds what can be done here, the hours, the next day off, and no script', async () => {
  const page = await ask('/');
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('<h1>Cu ce vă putem ajuta?</h1>');
  expect(page.body).toContain('luni–vineri 08:00–16:00');
  expect(page.body).toContain('25 decembrie 2026, Crăciunul');
  expect(page.body).toContain('href="/v"');
  expect(page.body).toContain('href="/intrare"');
  expect(page.body).not.toContain('<script');
  expect(page.headers).toMatchObject({
    'cache-control': 'no-store',
    vary: expect.stringContaining('cookie'),
  });
});

test('an address that nothing serves is told so in the frame of the institution', async () => {
  const page = await ask('/nu-este-aici?x=1');
  expect(page.statusCode).toBe(404);
  expect(page.body).toContain('<h1>Nu am găsit pagina</h1>');
  expect(page.body).toContain('Primăria Comunei Valea Mică');
  expect(page.body).not.toContain('<script');
});

test.each(['/lucrari/abc', '/registre?x=1', '/intrare', '/parola'])(
  '%s is the console’s own, signed in or not',
  async (url) => {
    const page = await ask(url);
    // Without the built console there is nothing to send, and nothing of a citizen's instead.
    expect(page.body).not.toContain('Nu am găsit pagina');
    expect(page.body).not.toContain('Cu ce vă putem ajuta');
  },
);

test('/ is the console’s for a browser in which somebody was signed in', async () => {
  const page = await ask('/', { cookie: 'opis_session=orice' });
  expect(page.body).not.toContain('Cu ce vă putem ajuta');
});

test('a program that asks for no page gets a problem, not a page', async () => {
  const answer = await ask('/nu-este-aici', { accept: 'application/json' });
  expect(answer.statusCode).toBe(404);
  expect(answer.headers['content-type']).toContain('application/problem+json');
});

test('what is under /api is never a page', async () => {
  expect((await ask('/api/v1/nimic')).headers['content-type']).toContain('application/problem+json');
});
