import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClosing } from '../../apps/server/src/platform/closing.ts';
import { LiveNews, RegisterDocumentResponse, UploadResponse } from '../../packages/contracts/src/index.ts';
import { makeInstitution } from '../drill/institution.ts';
import { runOpis } from '../support/opis.ts';
import { startProduct } from '../support/server.ts';
import { readBlock, startNginx } from './nginx.ts';

const closing = createClosing();
afterAll(closing.closeAll);

let token: string;
let dataDir: string;
let agent: Agent;
let port: number;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'opis-nginx-'));
  closing.add(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o711);
  dataDir = join(folder, 'data');
  token = await makeInstitution(dataDir, folder);
  const product = await startProduct({
    dataDir,
    environment: { OPIS_DEMO: '0', OPIS_TRUST_PROXY: '127.0.0.1' },
  });
  closing.add(product.stop);
  const nginx = await startNginx({ folder: join(folder, 'nginx'), upstream: product.port });
  closing.add(nginx.stop);
  port = nginx.port;
  // The certificate is held to the name of the guide and to the test's own authority, as a browser would.
  agent = new Agent({ ca: nginx.authority, keepAlive: true });
  closing.add(() => agent.destroy());
});

type Asked = { method?: string; headers?: Record<string, string>; body?: string | Buffer };

async function ask(path: string, { method = 'GET', headers = {}, body }: Asked = {}) {
  const host = 'registratura.primarie.ro';
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      servername: host,
      port,
      path,
      method,
      agent,
      headers: { host, ...headers },
    };
    request(options, resolve).on('error', reject).end(body);
  });
  return { status: answer.statusCode, headers: answer.headers, body: (await buffer(answer)).toString() };
}

test('through TLS the house answers, and says that it is ready', async () => {
  expect(await ask('/readyz')).toMatchObject({ status: 200 });
});

test('a paper with a scan larger than nginx takes by itself is registered', async () => {
  const authorization = `Bearer ${token}`;
  const upload = await ask('/api/v1/uploads?name=plan.bin', {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/octet-stream' },
    body: Buffer.alloc(5 * 2 ** 20, 'a'),
  });
  const { id } = UploadResponse.parse(JSON.parse(upload.body));
  const registered = await ask('/api/v1/registers/general/entries', {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({
      requestId: randomUUID(),
      subject: 'Plan de situație',
      channel: 'counter',
      sender: { kind: 'natural', name: 'Anghelina Turturică' },
      sheets: 1,
      annexes: 0,
      uploads: [id],
    }),
  });
  expect(registered.status).toBe(201);
  expect(RegisterDocumentResponse.parse(JSON.parse(registered.body)).number).toBe(1);
});

test('what others do comes through at once: nothing of the stream is kept back', async () => {
  const stream = await openStream('/api/v1/live');
  const news = readNews(stream);
  expect(await nextNews(news)).toMatchObject({ place: expect.any(String) });
  const registered = await ask('/api/v1/registers/general/entries', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      requestId: randomUUID(),
      subject: 'Ce se vede pe loc',
      channel: 'counter',
      sender: { kind: 'natural', name: 'Anghelina Turturică' },
      ...{ sheets: 1, annexes: 0, uploads: [] },
    }),
  });
  expect(registered.status).toBe(201);
  const entries = { topic: 'entries', register: 'general' };
  for (let seen = await nextNews(news); ; seen = await nextNews(news))
    if (seen.changes.some((change) => JSON.stringify(change) === JSON.stringify(entries))) break;
  expect(stream.headers).toMatchObject({ 'content-type': 'text/event-stream' });
  expect(stream.headers['content-encoding']).toBeUndefined();
  stream.destroy();
});

/** The answer while it is still being written. */
function openStream(path: string): Promise<IncomingMessage> {
  const host = 'registratura.primarie.ro';
  const headers = { host, authorization: `Bearer ${token}`, accept: 'text/event-stream' };
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', servername: host, port, path, agent, headers }, resolve)
      .on('error', reject)
      .end();
  });
}

/** Each `data:` line of a stream of events, as soon as it has come whole. */
async function* readNews(stream: IncomingMessage): AsyncGenerator<LiveNews> {
  let rest = '';
  for await (const piece of stream) {
    const lines = (rest + String(piece)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('data:')) yield LiveNews.parse(JSON.parse(line.slice(5)));
  }
}

async function nextNews(news: AsyncGenerator<LiveNews>): Promise<LiveNews> {
  const { value, done } = await news.next();
  if (done) throw new Error('the stream ended');
  return value;
}

test('nobody outside reads the metrics', async () => {
  expect((await ask('/metrics')).status).toBe(403);
});

test('the cookie of a session goes over TLS alone', async () => {
  const answer = await ask('/api/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'administrator', password: 'o parolă lungă pentru exercițiu' }),
  });
  expect(answer.status).toBe(200);
  expect(String(answer.headers['set-cookie'])).toContain('Secure');
});

test('an address that a caller makes up is not believed: wrong passwords are counted for who really asks', async () => {
  const attempt = (address: string) =>
    ask('/api/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
      body: JSON.stringify({ username: `necunoscut-${address}`, password: 'o parolă greșită' }),
    });
  const statuses: (number | undefined)[] = [];
  for (let count = 0; count < 40; count++) statuses.push((await attempt(`198.51.100.${count}`)).status);
  expect(statuses).toContain(429);
});

test('the guide names only commands and programs that are there', async () => {
  const guide = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'production.md'), 'utf8');
  const { output } = await runOpis(['--help'], { dataDir });
  const named = new Set([...guide.matchAll(/npx opis ([a-z][a-z-]*)/g)].map(([, name]) => name));
  for (const name of named) expect(output).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'));
  const root = join(import.meta.dirname, '..', '..');
  const started = [...guide.matchAll(/^ExecStart=\/usr\/bin\/node (\S+)/gm)].map(([, file]) => file ?? '');
  expect(started.length).toBe(2);
  for (const file of started) expect(await readFile(join(root, file), 'utf8')).not.toBe('');
  expect(readBlock('ini')).toContain('EnvironmentFile=/etc/opis.env');
});
