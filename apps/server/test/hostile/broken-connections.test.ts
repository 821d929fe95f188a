import { describe, expect, test } from 'vitest';
import { requestHead, sendAndWait, sendRaw } from '../raw-http.ts';
import { addressOf, aHostileWorld, holdProblem, sample } from './a-hostile-world.ts';

const { server, operations, anEntry, authorization, countRows, ask } = await aHostileWorld();
const port = Number(new URL(await server.app.listen({ port: 0, host: '127.0.0.1' })).port);
const standing = await anEntry();
const withBody = operations.flatMap((operation) =>
  operation.method === 'POST' ? [[operation.name, operation] as const] : [],
);
const alive = () => ask({ method: 'GET', url: '/api/v1/registers' });

describe('a body that is cut in the middle', () => {
  test.each(withBody)(
    '%s: nothing happened, and the server answers the next',
    { timeout: sample.patience },
    async (_name, operation) => {
      const before = await countRows();
      const url = addressOf(operation, standing) + (operation.path.endsWith('/uploads') ? '?name=a' : '');
      const headers = { authorization, 'content-type': 'application/json' };
      for (const [name, value, body] of [
        ['content-length', '500', `{"requestId":"${crypto.randomUUID()}","subject":"jumă`],
        ['transfer-encoding', 'chunked', '20\r\n{"requestId":"'],
        ['transfer-encoding', 'chunked', 'zz\r\nno number\r\n'],
      ] as const) {
        const sender = sendAndWait(port, requestHead('POST', url, { ...headers, [name]: value }) + body);
        await alive();
        sender.leave();
      }
      expect(await alive()).toBe(200);
      expect(await countRows()).toEqual(before);
    },
  );
});

describe('what is no HTTP', () => {
  const get = (path: string, ...headers: string[]) =>
    `GET ${path} HTTP/1.1\r\nhost: x\r\n${headers.map((header) => `${header}\r\n`).join('')}\r\n`;
  const post = (headers: string, body: string) =>
    `POST /api/v1/session HTTP/1.1\r\nhost: x\r\n${headers}\r\n\r\n${body}`;

  test.each([
    ['rubbish', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
    ['a method of nobody', 'FETCH / HTTP/1.1\r\nhost: x\r\n\r\n', 400],
    ['a version of nobody', 'GET / HTTP/9.9\r\nhost: x\r\n\r\n', 400],
    ['a NUL in a header', get('/api/v1/session', 'x: a\0b'), 400],
    ['a header without end', get('/api/v1/session', `x: ${'y'.repeat(20_000)}`), 431],
    [
      'thousands of headers',
      get('/api/v1/session', ...Array.from({ length: 3_000 }, (_, index) => `x${index}: y`)),
      431,
    ],
    ['two lengths', post('content-length: 2\r\ncontent-length: 3', '{}'), 400],
    ['a length and pieces', post('content-length: 2\r\ntransfer-encoding: chunked', '0\r\n\r\n'), 400],
    ['a length below nothing', post('content-length: -1', ''), 400],
    ['a length that is no number', post('content-length: abc', ''), 400],
    ['a folded header', post('content-length: 2\r\n x', '{}'), 400],
    ['a space before the colon', post('content-length : 2', '{}'), 400],
  ])('%s is refused as a problem', async (_what, bytes, status) => {
    const answer = await sendRaw(port, [Buffer.from(bytes, 'latin1')]);
    expect([answer.status, answer.body]).toEqual([status, expect.stringContaining('"code"')]);
    expect(answer.head.toLowerCase()).toContain('content-type: application/problem+json');
    expect(answer.head.toLowerCase()).toContain("content-security-policy: default-src 'none'");
    holdProblem(JSON.parse(answer.body), status, answer.body);
    expect(await alive()).toBe(200);
  });

  test('a request hidden behind another is read by nobody', async () => {
    const hidden = 'GET /api/v1/registers HTTP/1.1\r\nhost: x\r\n\r\n';
    const outer = post(
      `content-type: application/json\r\ntransfer-encoding: chunked\r\ncontent-length: ${hidden.length + 5}`,
      `0\r\n\r\n${hidden}`,
    );
    const answer = await sendRaw(port, [outer]);
    expect(answer.status).toBe(400);
    expect(answer.body).not.toContain('items');
  });
});

describe('an address that leads out of its folder', () => {
  test.each([
    '/../../../../etc/passwd',
    '/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/portal/../../../package.json',
    '//etc/passwd',
    '/..\\..\\package.json',
    '/assets/%00',
    '/assets/%ff',
    '/package.json',
    '/.git/config',
    '/src/compose.ts',
    '/node_modules/sharp/package.json',
    '/openapi.json',
  ])('%s shows nothing of ours', async (path) => {
    const answer = await sendRaw(port, [`GET ${path} HTTP/1.1\r\nhost: x\r\naccept: */*\r\n\r\n`]);
    expect(answer.status).toBeGreaterThanOrEqual(200);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body).not.toMatch(/root:|"dependencies"|\[core\]|import /);
  });
});
