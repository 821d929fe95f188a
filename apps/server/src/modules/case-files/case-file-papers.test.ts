import { generateKeyPairSync, randomUUID } from 'node:crypto';
import type { AssignOutcomes, RegisterDocumentResponse } from '@opis/contracts';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { aCaseWorld, files } from '../../../test/a-case-world.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { verifyRegistry } from '../registry/index.ts';

const database = await aDatabase();
const { server, registrar, head, handler, colleague, stranger, idOf, register, act, assign, get } =
  await aCaseWorld(database);

describe('many at once', () => {
  test('each is done or says why not, and a repeat is given the same answer', async () => {
    const [own, taken, closed, other] = [
      await register(),
      await register(),
      await register(),
      await register({ unit: 'registratura' }),
    ];
    await assign(handler, taken.id, 1, { self: true });
    await act(head, closed.id, 'close', { version: 1, outcome: 'filed' });
    const body = {
      requestId: randomUUID(),
      to: { person: idOf(colleague) },
      resolution: 'Spre soluționare.',
      items: [
        { id: own.id, version: 1 },
        { id: taken.id, version: 1 },
        { id: closed.id, version: 2 },
        { id: other.id, version: 1 },
      ],
    };
    const answer = (await head.request('POST', `${files}/assign`, body)).body as AssignOutcomes;
    expect(answer.items.map((item) => item.problem?.code ?? item.version)).toEqual([
      2,
      'case-file.changed-meanwhile',
      'case-file.not-allowed',
      'case-file.not-found',
    ]);
    expect(answer.items[1]?.problem?.conflict).toMatchObject({ version: 2, handler: { id: idOf(handler) } });
    expect((await head.request('POST', `${files}/assign`, body)).body).toEqual(answer);
    const reused = await head.request('POST', `${files}/assign`, { ...body, resolution: 'Altceva.' });
    expect(reused).toMatchObject({ status: 409, body: { code: 'request.id-reused' } });
  });

  test('are one chain in the book, which verifies', async () => {
    const made = await Promise.all(Array.from({ length: 60 }, () => register({})));
    const body = {
      requestId: randomUUID(),
      items: made.map(({ id }) => ({ id, version: 1 })),
      to: { unit: 'contencios' },
    };
    const answers = await Promise.all([
      registrar.request('POST', `${files}/assign`, body),
      register(),
      register(),
    ]);
    expect((answers[0].body as AssignOutcomes).items.every(({ done }) => done)).toBe(true);
    const { publicKey } = generateKeyPairSync('ed25519');
    const sealPublicKey = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const report = await verifyRegistry(
      { db: database.db, files: server.product.files, sealPublicKey },
      { register: 'general' },
    );
    expect(report.findings).toEqual([]);
  });
});

describe('joining', () => {
  test('moves every paper into the other file, closes this one, and is told in column 12', async () => {
    const [main, later] = [await register(), await register()];
    const follower = await register({ completes: { year: later.year, number: later.number } });
    const command = { version: 1, year: main.year, number: main.number };
    const joined = await act(head, later.id, 'join', command);
    expect(joined).toMatchObject({ status: 200, row: { status: 'closed', outcome: 'joined', version: 2 } });
    const { file } = await get(head, main.id);
    expect(file.entries.map(({ number, role }) => [number, role])).toEqual([
      [main.number, 'opened'],
      [later.number, 'joined'],
      [follower.number, 'joined'],
    ]);
    expect((await get(head, later.id)).file.joinedTo).toMatchObject({ id: main.id });
    const { rows } = await sql<{
      joined_number: number;
    }>`SELECT joined_number FROM entries WHERE id = ${later.id}`.execute(database.db);
    expect(rows).toEqual([{ joined_number: main.number }]);
    const where = await head.request(
      'GET',
      `/api/v1/registers/general/entries/${follower.year}/${follower.number}/case-file`,
    );
    expect(where.body).toEqual({ id: main.id });
    expect((await act(head, later.id, 'reopen', { version: 2, reason: 'Din greșeală.' })).status).toBe(403);
  });

  test('is refused to itself, and to a file that the person may not see', async () => {
    const { id, year, number } = await register();
    expect((await act(head, id, 'join', { version: 1, year, number })).problem.code).toBe(
      'case-file.joined-to-itself',
    );
    const elsewhere = await register({ unit: 'registratura' });
    const command = { version: 1, year, number: elsewhere.number };
    expect((await act(head, id, 'join', command)).problem.code).toBe('case-file.target-not-found');
  });

  test('is refused to a closed file, which is opened again first', async () => {
    const [main, later] = [await register(), await register()];
    await act(head, main.id, 'close', { version: 1, outcome: 'filed' });
    const command = { version: 1, year: main.year, number: main.number };
    expect((await act(head, later.id, 'join', command)).problem.code).toBe('case-file.target-closed');
    await act(head, main.id, 'reopen', { version: 2, reason: 'A venit o completare.' });
    expect((await act(head, later.id, 'join', command)).status).toBe(200);
  });
});

describe('what the registry amends', () => {
  const amend = (entry: RegisterDocumentResponse, verb: string, body: object) =>
    registrar.request('POST', `/api/v1/registers/general/entries/${entry.year}/${entry.number}/${verb}`, {
      requestId: randomUUID(),
      ...body,
    });

  test('routed, the file lies there', async () => {
    const entry = await register();
    expect((await amend(entry, 'routing', { unit: 'contencios' })).status).toBe(200);
    expect((await get(stranger, entry.id)).file).toMatchObject({
      status: 'with-unit',
      unit: { code: 'contencios' },
      version: 2,
    });
  });

  test('joined, its papers go to the other file', async () => {
    const [main, later] = [await register(), await register()];
    expect((await amend(later, 'joinder', { year: main.year, number: main.number })).status).toBe(200);
    expect((await get(head, main.id)).file.entries).toHaveLength(2);
    expect((await get(head, later.id)).file).toMatchObject({ status: 'closed', outcome: 'joined' });
  });

  test('annulled, the file closes when nothing else is in it', async () => {
    const [alone, main] = [await register(), await register()];
    const follower = await register({ completes: { year: main.year, number: main.number } });
    for (const entry of [alone, main]) await amend(entry, 'annulment', { reason: 'înregistrat de două ori' });
    expect((await get(head, alone.id)).file).toMatchObject({
      status: 'closed',
      outcome: 'annulled',
      actions: ['note'],
    });
    expect((await get(head, main.id)).file.status).toBe('with-unit');
    await amend(follower, 'annulment', { reason: 'înregistrat de două ori' });
    expect((await get(head, main.id)).file.status).toBe('closed');
  });
});
