import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { Agent, type RequestOptions, request } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { aPdf } from '../../../test/a-pdf.ts';
import { anActor } from '../../../test/a-registry.ts';
import { aServer } from '../../../test/a-server.ts';
import { lyingIn } from '../../../test/lying-in.ts';
import { requestHead, sendAndWait, sendRaw } from '../../../test/raw-http.ts';
import { someDocuments } from '../../../test/some-documents.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { createHttp } from '../../platform/http/http.ts';
import { createLog } from '../../platform/log.ts';
import { documentRoutes } from './document-routes.ts';

const database = await aDatabase();
const megabyte = 1024 * 1024;
const server = await aServer(database, { settings: { maxUploadBytes: 300 * megabyte } });
const registrar = await server.aCaller(['registrar']);
const colleague = await server.aCaller(['registrar']);
const auditor = await server.aCaller(['auditor']);
const address = await server.app.listen({ port: 0, host: '127.0.0.1' });
const port = Number(new URL(address).port);

const files = () => lyingIn(join(server.dataDir, 'files'));
const countUploads = async () => (await database.db.selectFrom('uploads').select('id').execute()).length;

async function upload(
  bytes: string | Uint8Array,
  given: { name?: string; token?: string; headers?: Record<string, string> } = {},
) {
  const { name = 'act.pdf', token = registrar.token, headers = {} } = given;
  return await server.inject({
    method: 'POST',
    url: `/api/v1/uploads?${new URLSearchParams({ name })}`,
    headers: { authorization: `Bearer ${token}`, ...headers },
    payload: Buffer.from(bytes),
  });
}

/** Sends one request over a connection that the agent keeps, its body in pieces; gives the answer's status. */
function sendOver(agent: Agent, options: RequestOptions, body?: Buffer): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { ...options.headers, ...(body && { 'transfer-encoding': 'chunked' }) };
    const method = body ? 'POST' : 'GET';
    request({ ...options, agent, host: '127.0.0.1', method, headers }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode));
    })
      .on('error', reject)
      .end(body);
  });
}

const asked = (method: 'GET' | 'DELETE', url: string, { token } = registrar) =>
  server.inject({ method, url: `/api/v1/uploads/${url}`, headers: { authorization: `Bearer ${token}` } });

describe('POST /api/v1/uploads', () => {
  test('answers with what came in', async () => {
    const { status, body } = await upload(aPdf(2), { name: 'Cerere nr. 5.pdf' });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'Cerere nr. 5.pdf',
      size: aPdf(2).length,
      mediaType: 'application/pdf',
      sha256: createHash('sha256').update(aPdf(2)).digest('hex'),
      pages: 2,
    });
  });

  test.each([
    'application/pdf',
    'application/json',
    'application/json; charset=utf-16',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'no media type at all',
    '',
  ])('takes bytes called „%s” as they are', async (type) => {
    const bytes = '{"this is": not JSON, and must not be read as such';
    const { status, body } = await upload(bytes, { headers: { 'content-type': type } });
    expect(status).toBe(201);
    expect(body).toMatchObject({ size: bytes.length, mediaType: 'text/plain' });
  });

  test('takes bytes that are called nothing, in pieces of unknown number', async () => {
    const head = requestHead('POST', '/api/v1/uploads?name=a.txt', {
      authorization: `Bearer ${registrar.token}`,
      'transfer-encoding': 'chunked',
    });
    const answer = await sendRaw(port, [
      head,
      '5\r\nprima\r\n',
      '4\r\n și!\r\n'.replace('ș', 's'),
      '0\r\n\r\n',
    ]);
    expect(answer.status).toBe(201);
    expect(JSON.parse(answer.body)).toMatchObject({ size: 9 });
  });

  test.each([
    { what: 'nobody', token: 'opis_not-a-token', status: 401, code: 'identity.token-invalid' },
    { what: 'who may not register', token: auditor.token, status: 403, code: 'identity.forbidden' },
  ])('refuses $what before anything is stored', async ({ token, status, code }) => {
    const before = await files();
    const answer = await upload('nimic', { token });
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([status, code]);
    expect(await files()).toEqual(before);
  });

  test.each([
    { query: '', path: 'name' },
    { query: `?name=${'x'.repeat(1001)}`, path: 'name' },
    { query: '?name=a&name=b', path: 'name' },
    { query: '?name=a&path=/etc', path: 'path' },
  ])('refuses the question „$query” by the field', async ({ query, path }) => {
    const { status, body } = await server.inject({
      method: 'POST',
      url: `/api/v1/uploads${query}`,
      headers: { authorization: `Bearer ${registrar.token}` },
      payload: 'x',
    });
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'request.invalid', fields: [{ path }] });
  });

  test('refuses an empty file', async () => {
    const { status, body } = await upload('');
    expect([status, (body as { code: string }).code]).toEqual([422, 'document.empty']);
  });

  test('refuses what is declared too large without reading it, and says so to a caller that is still sending', async () => {
    const before = await files();
    const head = requestHead('POST', '/api/v1/uploads?name=a', {
      authorization: `Bearer ${registrar.token}`,
      'content-length': String(301 * megabyte),
    });
    const answer = await sendRaw(port, [head, Buffer.alloc(megabyte)]);
    expect([answer.status, JSON.parse(answer.body).code]).toEqual([422, 'document.too-large']);
    expect(await files()).toEqual(before);
  });

  test('refuses what turns out too large while it streams, and leaves nothing', async () => {
    const small = await aServer(await aDatabase(), { settings: { maxUploadBytes: 100_000 } });
    const { token } = await small.aCaller(['registrar']);
    const where = Number(new URL(await small.app.listen({ port: 0, host: '127.0.0.1' })).port);
    const head = requestHead('POST', '/api/v1/uploads?name=a', {
      authorization: `Bearer ${token}`,
      'transfer-encoding': 'chunked',
    });
    const piece = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const answer = await sendRaw(where, [head, piece, piece, piece]);
    expect([answer.status, JSON.parse(answer.body).code]).toEqual([422, 'document.too-large']);
    expect(await lyingIn(join(small.dataDir, 'files'))).toEqual({ objects: [], temporary: 0 });
  });

  test('leaves the connection of a refused upload to the requests that follow on it', async () => {
    const small = await aServer(await aDatabase(), { settings: { maxUploadBytes: 100_000 } });
    const { token } = await small.aCaller(['registrar']);
    const where = Number(new URL(await small.app.listen({ port: 0, host: '127.0.0.1' })).port);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const send = (path: string, body?: Buffer) =>
      sendOver(agent, { port: where, path, headers: { authorization: `Bearer ${token}` } }, body);
    // Of unknown length, so that it is refused only in the middle.
    expect(await send('/api/v1/uploads?name=a', Buffer.alloc(400_000))).toBe(422);
    expect(await send('/healthz')).toBe(200);
    agent.destroy();
  });

  test.each([
    { what: 'counted', header: ['content-length', '1000000'] as const, body: 'x'.repeat(200_000) },
    {
      what: 'in pieces',
      header: ['transfer-encoding', 'chunked'] as const,
      body: `ffff\r\n${'x'.repeat(1000)}`,
    },
  ])('leaves nothing of a body ($what) that is cut in the middle', async ({ header, body }) => {
    const [before, rows] = [await files(), await countUploads()];
    const head = requestHead('POST', '/api/v1/uploads?name=a', {
      authorization: `Bearer ${registrar.token}`,
      [header[0]]: header[1],
    });
    const sender = sendAndWait(port, head + body);
    await expect.poll(async () => (await files()).temporary, { timeout: 10_000 }).toBe(before.temporary + 1);
    sender.leave();
    await expect.poll(files, { timeout: 10_000 }).toEqual(before);
    expect(await countUploads()).toBe(rows);
    expect((await upload('se mai poate')).status).toBe(201);
  });

  test('gives up on a sender that falls silent in the middle, and leaves nothing', async () => {
    const deps = await someDocuments(database.db);
    const actor = await anActor(database);
    const app = createHttp({ log: createLog('silent'), trustProxy: false });
    app.decorateRequest('actor', null);
    app.addHook('onRequest', async (request) => {
      request.actor = actor;
    });
    documentRoutes(app, deps, { silenceMs: 300 });
    const where = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
    const head = requestHead('POST', '/api/v1/uploads?name=a', { 'content-length': '1000000' });
    const sender = sendAndWait(where, `${head}a few bytes`);
    await expect.poll(async () => (await lyingIn(deps.root)).temporary, { interval: 5 }).toBe(1);
    await sender.closed;
    await expect.poll(() => lyingIn(deps.root)).toEqual({ objects: [], temporary: 0 });
    await app.close();
  });

  // The collector of the first run may fall into it; memory that grows with the file grows every time.
  test('holds no more than fifty megabytes of memory while two hundred stream in', { retry: 2 }, async () => {
    const client = join(import.meta.dirname, '../../../test/upload-client.ts');
    const send = (megabytes: number) =>
      promisify(execFile)(process.execPath, [
        client,
        `${address}/api/v1/uploads?name=mare.bin`,
        registrar.token,
        String(megabytes),
      ]);
    await send(100);
    globalThis.gc?.();
    const before = process.memoryUsage.rss();
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss());
    }, 10);
    const { stdout } = await send(200);
    clearInterval(watch);
    const { status, body } = JSON.parse(stdout);
    expect(status).toBe(201);
    expect(JSON.parse(body).size).toBe(200 * megabyte);
    expect((most - before) / megabyte).toBeLessThan(50);
  });
});

describe('an upload that waits', () => {
  test('shows pictures of its pages to its owner, and to nobody else that it is there', async () => {
    const { body } = await upload(aPdf(2));
    const { id } = body as { id: string };
    const { response } = await asked('GET', `${id}/pages/2.png`);
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({
      'content-type': 'image/png',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'no-store',
    });
    expect(response.rawPayload.subarray(1, 4).toString()).toBe('PNG');
    const theirs = await asked('GET', `${id}/pages/2.png`, colleague);
    const nobodys = await asked('GET', `${crypto.randomUUID()}/pages/2.png`, colleague);
    const bare = ({ status, body }: typeof theirs) => ({ status, ...(body as object), errorId: '' });
    expect(bare(theirs)).toEqual(bare(nobodys));
    expect(bare(theirs)).toMatchObject({ status: 404, code: 'document.upload-not-found' });
    expect((await server.inject({ url: `/api/v1/uploads/${id}/pages/1.png` })).status).toBe(401);
  });

  test.each(['0', '201', '99999999999999999999', '-1', '1.5', 'x', '1e1', '%00'])(
    'has no page %s: a problem, never a failure of ours',
    async (page) => {
      const { body } = await upload(aPdf(1));
      const answer = await asked('GET', `${(body as { id: string }).id}/pages/${page}.png`);
      expect([404, 422]).toContain(answer.status);
      expect(answer.body).toHaveProperty('code');
    },
  );

  test('is let go by its owner alone, and once', async () => {
    const { body } = await upload('de renunțat');
    const { id } = body as { id: string };
    expect((await asked('DELETE', id, colleague)).status).toBe(404);
    const gone = await asked('DELETE', id);
    expect([gone.status, gone.response.rawPayload.length]).toEqual([204, 0]);
    expect((await asked('DELETE', id)).status).toBe(404);
  });
});
