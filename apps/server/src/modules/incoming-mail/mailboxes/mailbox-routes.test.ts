import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import type { Mailbox, Mailboxes, Problem, TestMailboxResponse } from '@opis/contracts';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aServer } from '../../../../test/a-server.ts';
import { anImapPeer } from '../../../../test/an-imap-peer.ts';
import { aDatabase } from '../../../../test/test-database.ts';

const database = await aDatabase();
const server = await aServer(database);
const administrator = await server.aCaller(['administrator']);
const url = '/api/v1/mailboxes';
const secret = 'parola-cutiei-pestrițe';

const fetched = (changes: object = {}) => ({
  ...{ requestId: randomUUID(), id: null, version: 0, name: 'Registratura', channel: 'imap', active: true },
  address: `${randomUUID()}@lunca-alba.example`,
  server: {
    ...{ host: 'imap.lunca-alba.example', port: 993, security: 'tls', username: 'registratura' },
    ...{ password: secret, folder: 'INBOX' },
  },
  ...{ afterFetch: 'keep', moveTo: null, fetchSince: '2026-11-01', unit: 'juridic', office: null },
  ...changes,
});
type Request = ReturnType<typeof fetched>;

const save = async (body: object) => {
  const answer = await administrator.request('POST', url, body);
  return { status: answer.status, problem: answer.body as Problem };
};
const find = async (id: string): Promise<Mailbox> => {
  const { items } = (await administrator.request('GET', url)).body as Mailboxes;
  const found = items.find((item) => item.id === id);
  if (!found) throw new Error(`no mailbox ${id}`);
  return found;
};
const made = async (): Promise<Request> => {
  const request = fetched();
  expect(await save(request)).toMatchObject({ status: 204 });
  return { ...request, id: request.requestId as never, version: 1, requestId: randomUUID() };
};
const withServer = (request: Request, changes: object): Request => ({
  ...request,
  server: { ...request.server, ...changes },
});

test('a mailbox is made once, changed at the version that was seen, and switched off', async () => {
  const first = fetched();
  expect(await save(first)).toMatchObject({ status: 204 });
  expect(await save(first)).toMatchObject({ status: 204 });
  const id = first.requestId;
  expect(await find(id)).toMatchObject({
    ...{ version: 1, active: true, unit: { code: 'juridic' }, fetchSince: '2026-11-01', messages: 0 },
    server: { host: 'imap.lunca-alba.example', hasPassword: true },
  });
  const change = { ...first, id, version: 1, requestId: randomUUID(), name: 'Petiții', active: false };
  expect(await save(change)).toMatchObject({ status: 204 });
  expect(await find(id)).toMatchObject({ version: 2, name: 'Petiții', active: false });
  const late = await save({ ...change, requestId: randomUUID(), name: 'Altceva' });
  expect(late).toMatchObject({ status: 409, problem: { code: 'mailbox.changed-meanwhile' } });
  expect(late.problem.detail).toContain('Reîncărcați pagina');
  expect((await find(id)).name).toBe('Petiții');
});

test('a password is sealed: no answer, event or command holds it, and it stays when nothing is said of it', async () => {
  const request = await made();
  const id = String(request.id);
  const sealed = async () => {
    const { rows } = await sql<{ secret: Buffer }>`
      SELECT mailboxes.secret FROM mailboxes WHERE mailboxes.id = ${id}`.execute(database.db);
    return rows[0]?.secret;
  };
  const before = await sealed();
  expect(before?.includes(secret)).toBe(false);
  expect(await save(withServer({ ...request, name: 'Alt nume' }, { password: null }))).toMatchObject({
    status: 204,
  });
  expect(await sealed()).toEqual(before);
  const answer = JSON.stringify((await administrator.request('GET', url)).body);
  expect(answer).toContain('"hasPassword":true');
  const { rows: told } = await sql`
    SELECT to_jsonb(events) AS row FROM events WHERE events.subject_id = ${id}
    UNION ALL SELECT to_jsonb(commands) FROM commands WHERE commands.action = 'mailbox.save'`.execute(
    database.db,
  );
  expect(told.length).toBeGreaterThan(2);
  for (const text of [answer, JSON.stringify(told)]) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain(Buffer.from(secret).toString('base64'));
  }
});

test('a kept password goes to the server and the user that it was given for, and to no other', async () => {
  const heard: string[] = [];
  const listener = createServer((socket) => {
    socket.write('* OK IMAP4rev1\r\n');
    socket
      .on('error', () => {})
      .on('data', (data) => {
        heard.push(data.toString());
        const [tag] = data.toString().split(' ', 1);
        socket.write(/ LOGIN | AUTHENTICATE /.test(data.toString()) ? `${tag} NO nu\r\n` : `${tag} OK\r\n`);
      });
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const request = await made();
  const moved = withServer(request, { host: '127.0.0.1', port, security: 'none', password: null });
  const trial = { id: request.id, server: moved.server };
  const { body } = await administrator.request('POST', `${url}/test`, trial);
  expect((body as TestMailboxResponse).outcome).toBe('sign-in');
  expect(heard.join('').length).toBeGreaterThan(0);
  expect(heard.join('')).not.toContain(secret);
  listener.close();
  for (const changes of [{ host: 'alt.example' }, { port: 143 }, { username: 'altcineva' }]) {
    const refused = await save(
      withServer({ ...request, requestId: randomUUID() }, { ...changes, password: null }),
    );
    expect(refused).toMatchObject({
      status: 422,
      problem: {
        code: 'mailbox.password-again',
        fields: [{ path: 'server.password', detail: expect.stringContaining('Introduceți parola') }],
      },
    });
  }
  expect(await find(String(request.id))).toMatchObject({ version: 1, server: { port: 993 } });
  expect(await save(withServer(request, { host: 'alt.example', password: 'alta' }))).toMatchObject({
    status: 204,
  });
});

test('a trial says what the far server said: nobody there, not let in, no such folder, so many messages', async () => {
  const peer = await anImapPeer(['Subject: unu\r\n\r\nunu', 'Subject: doi\r\n\r\ndoi']);
  const sound = {
    ...{ host: '127.0.0.1', port: peer.port, security: 'none', folder: 'INBOX' },
    ...{ username: peer.username, password: peer.password },
  };
  const attempt = async (changes: object) => {
    const trial = { id: null, server: { ...sound, ...changes } };
    const { status, body } = await administrator.request('POST', `${url}/test`, trial);
    expect(status).toBe(200);
    return body as TestMailboxResponse;
  };
  expect(await attempt({})).toEqual({ outcome: 'ok', words: '', messages: 2 });
  expect(await attempt({ password: 'alta' })).toMatchObject({ outcome: 'sign-in', messages: null });
  expect(await attempt({ folder: 'Nu există' })).toMatchObject({ outcome: 'refused' });
  const silent = await attempt({ port: 1 });
  expect(silent).toMatchObject({ outcome: 'unreachable', messages: null });
  expect(silent.words).toContain('ECONNREFUSED');
  expect(peer.inbox().messages).toHaveLength(2);
});

test('what makes no sense is refused at its field, in words for people, and leaves nothing', async () => {
  const { rows: before } = await sql`SELECT FROM mailboxes`.execute(database.db);
  const refuse = async (changes: object) => {
    const { status, problem } = await save(fetched(changes));
    expect(status).toBe(422);
    return problem.fields;
  };
  expect(await refuse({ unit: 'nu-este' })).toEqual([
    {
      ...{ path: 'unit', code: 'mailbox.unit-not-found' },
      detail: 'Structura sau sediul nu există ori a fost desființat.',
    },
  ]);
  expect(await refuse({ office: 'nu-este' })).toMatchObject([{ path: 'office' }]);
  expect(await refuse({ address: 'fără-at' })).toMatchObject([{ path: 'address' }]);
  await refuse({ channel: 'smtp' });
  await refuse({ afterFetch: 'move' });
  const { rows: after } = await sql`SELECT FROM mailboxes`.execute(database.db);
  expect(after).toHaveLength(before.length);
  const handedOver = { channel: 'smtp', server: null, afterFetch: null, fetchSince: null };
  const address = 'predate@lunca-alba.example';
  expect(await save(fetched({ ...handedOver, address }))).toMatchObject({ status: 204 });
  expect(await save(fetched({ ...handedOver, address: 'Predate@Lunca-Alba.example' }))).toMatchObject({
    status: 409,
    problem: { code: 'mailbox.address-taken', fields: [{ path: 'address' }] },
  });
});
