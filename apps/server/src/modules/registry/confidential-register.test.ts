import { randomUUID } from 'node:crypto';
import type { EntryPage, RegisterDocumentResponse, Role, SimilarEntries } from '@opis/contracts';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { aRegistration } from '../../../test/a-registry.ts';
import { aServer, type Caller } from '../../../test/a-server.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { createRegister } from './create-register.ts';

const database = await aDatabase();
const server = await aServer(database);

const secretName = 'Fevronia Întristăceanu';
const secretSubject = 'Avertizare privind o achiziție trucată';
let named: Caller;
let others: [string, Caller][];
let entry: RegisterDocumentResponse;
let uploadId: string;

async function staffIdOf(code: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM staff WHERE code = ${code}`.execute(database.db);
  return rows[0]?.id ?? '';
}

async function upload(caller: Caller): Promise<string> {
  const { body } = await server.inject({
    method: 'POST',
    url: '/api/v1/uploads?name=dovada.txt',
    headers: { authorization: `Bearer ${caller.token}`, 'content-type': 'application/octet-stream' },
    payload: Buffer.from('Acesta este singurul exemplar al dovezii.'),
  });
  return (body as { id: string }).id;
}

beforeAll(async () => {
  const member = await server.aCaller(['registrar']);
  named = member;
  await createRegister(
    { db: database.db, now: new Date() },
    { accountId: null },
    {
      code: 'avertizari',
      name: 'Registrul avertizărilor',
      labelCode: 'W',
      kind: 'confidential',
      memberStaffIds: [await staffIdOf(member.staffCode)],
    },
  );
  const roles: Role[] = ['registrar', 'digital-officer', 'director', 'archivist', 'auditor', 'administrator'];
  others = [];
  for (const role of roles) others.push([role, await server.aCaller([role])]);
  uploadId = await upload(named);
  const { register: _register, ...body } = aRegistration({
    subject: secretSubject,
    sender: { kind: 'natural', name: secretName, phone: '0700 000 001' },
    unit: 'juridic',
    uploads: [uploadId],
  });
  const answer = await named.request('POST', '/api/v1/registers/avertizari/entries', body);
  entry = answer.body;
  expect(answer.status).toBe(201);
});

const everybodyElse = async (check: (caller: Caller, role: string) => Promise<void>) => {
  for (const [role, caller] of others) await check(caller, role);
};

describe('who is named on a confidential register', () => {
  test('sees it, its rows and their files', async () => {
    const { body: registers } = (await named.request('GET', '/api/v1/registers')) as {
      body: { items: { code: string }[] };
    };
    expect(registers.items.map((register) => register.code)).toContain('avertizari');
    const page = (await named.request('GET', `/api/v1/registers/avertizari/entries?year=${entry.year}`))
      .body as EntryPage;
    expect(page.items).toMatchObject([{ number: 1, subject: secretSubject }]);
    const detail = (await named.request('GET', `/api/v1/registers/avertizari/entries/${entry.year}/1`))
      .body as { documents: unknown[] };
    expect(detail.documents).toHaveLength(1);
  });

  test('takes no number of the general series', async () => {
    const { register: _register, ...body } = aRegistration();
    const general = (await named.request('POST', '/api/v1/registers/general/entries', body))
      .body as RegisterDocumentResponse;
    expect(general.number).toBe(1);
  });
});

describe('whoever is not named on it, the administrator included', () => {
  test('does not find it in the list of registers', () =>
    everybodyElse(async (caller, role) => {
      const { items } = (await caller.request('GET', '/api/v1/registers')).body as {
        items: { code: string }[];
      };
      expect(
        items.map((register) => register.code),
        role,
      ).toEqual(['general']);
    }));

  test('gets for each of its addresses the very answer of a register that is not there', () =>
    everybodyElse(async (caller, role) => {
      const paths = (code: string) =>
        [
          ['GET', `/api/v1/registers/${code}/entries`],
          ['GET', `/api/v1/registers/${code}/summary`],
          ['GET', `/api/v1/registers/${code}/entries/${entry.year}/1`],
          ['GET', `/api/v1/registers/${code}/entries/${entry.year}/1/receipt.pdf`],
          ['GET', `/api/v1/registers/${code}/entries/${entry.year}/1/label.pdf`],
          ['GET', `/api/v1/registers/${code}/entries/${entry.year}/1/documents/${uploadId}/content`],
          ['GET', `/api/v1/registers/${code}/entries/${entry.year}/1/documents/${uploadId}/pages/1.png`],
          [
            'POST',
            `/api/v1/registers/${code}/entries/${entry.year}/1/annulment`,
            { requestId: randomUUID(), reason: 'ghicit' },
          ],
          [
            'POST',
            `/api/v1/registers/${code}/entries/similar`,
            { subject: secretSubject, senderName: secretName },
          ],
          ['POST', `/api/v1/registers/${code}/entries`, { ...aRegistration(), register: undefined }],
        ] as const;
      const [real, invented] = [paths('avertizari'), paths('inventat')];
      for (const [index, [method, url, body]] of real.entries()) {
        const [, other = ''] = invented[index] ?? [];
        const answer = await caller.request(method, url, body);
        const expected = await caller.request(method, other, body);
        const { errorId: _one, ...said } = answer.body as { errorId: string };
        const { errorId: _two, ...told } = expected.body as { errorId: string };
        expect({ role, url, status: answer.status, said }).toEqual({ role, url, status: 404, said: told });
      }
    }));

  test('does not meet its sender while typing a name or a phone', () =>
    everybodyElse(async (caller, role) => {
      for (const q of ['Întrist', 'intristaceanu', '0700000001', '0700 000 001', 'Fevronia']) {
        const { status, body } = await caller.request('POST', '/api/v1/parties/search', { q });
        if (status !== 403) expect((body as { items: unknown[] }).items, `${role} ${q}`).toEqual([]);
      }
    }));

  test('does not open its sender’s page', async () => {
    const { rows } = await sql<{ id: string }>`SELECT id FROM parties WHERE name = ${secretName}`.execute(
      database.db,
    );
    await everybodyElse(async (caller, role) => {
      const real = await caller.request('GET', `/api/v1/parties/${rows[0]?.id}`);
      const invented = await caller.request('GET', `/api/v1/parties/${randomUUID()}`);
      expect([role, real.status]).toEqual([role, invented.status]);
      expect(real.status).toBeGreaterThanOrEqual(403);
    });
  });

  test('is not told that the same paper or the same bytes were registered', async () => {
    const [, registrar] = others[0] ?? [];
    if (!registrar) throw new Error('no registrar');
    const mine = await upload(registrar);
    const { body } = (await registrar.request('POST', '/api/v1/registers/general/entries/similar', {
      subject: secretSubject,
      senderName: secretName,
      uploads: [mine],
    })) as { body: SimilarEntries };
    expect(body.items).toEqual([]);
  });

  test('finds no trace of it in the metrics, in the signed heads or on the public page', async () => {
    const texts = await Promise.all(
      [
        '/metrics',
        '/api/v1/openapi.json',
        '/registru/amprente/heads.jsonl',
        `/v?numar=1%2F${entry.registeredOn}`,
      ].map((url) => server.app.inject({ url })),
    );
    for (const text of texts) expect(text.body).not.toMatch(/avertiz/i);
  });
});

test('a unit that a confidential document names does not thereby read it', async () => {
  const lawyer = await server.aCaller(['case-handler', 'head-of-unit'], 'juridic');
  expect((await lawyer.request('GET', `/api/v1/registers/avertizari/entries/${entry.year}/1`)).status).toBe(
    404,
  );
  const { items } = (await lawyer.request('GET', '/api/v1/registers/general/entries')).body as EntryPage;
  expect(items.map((item) => item.subject)).not.toContain(secretSubject);
});
