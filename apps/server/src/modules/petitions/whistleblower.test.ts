import { createPublicKey, randomUUID } from 'node:crypto';
import type { CaseFileDetail, EntryDetail, PetitionView, RegisterDocumentResponse } from '@opis/contracts';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { aRegistration } from '../../../test/a-registry.ts';
import { aServer, type Caller } from '../../../test/a-server.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { createRegister, designateSpecialRegister, verifyRegistry } from '../registry/index.ts';
import { followLedger } from '../search/index.ts';

const database = await aDatabase();
const { db } = database;
const server = await aServer(database);
const secretName = 'Fevronia Întristăceanu';
const secretSubject = 'Directorul pretinde plicuri la fiecare aviz';
const secretFile = 'dovada-secreta.txt';
let named: Caller;
let registrar: Caller;
let head: Caller;
let others: [string, Caller][];
let paper: RegisterDocumentResponse;
let partyId: string;
let sameBytes: string;
let receiptCode: string;
let toldBefore: string[];

const staffIdOf = async (code: string) =>
  (await sql<{ id: string }>`SELECT staff.id FROM staff WHERE staff.code = ${code}`.execute(db)).rows[0]
    ?.id ?? '';

async function upload(caller: Caller): Promise<string> {
  const { body } = await server.inject({
    method: 'POST',
    url: `/api/v1/uploads?name=${secretFile}`,
    headers: { authorization: `Bearer ${caller.token}`, 'content-type': 'application/octet-stream' },
    payload: Buffer.from('Singurul exemplar al dovezii despre plicuri.'),
  });
  return (body as { id: string }).id;
}

async function register(changes: Parameters<typeof aRegistration>[0]) {
  const { register: _, ...body } = aRegistration(changes);
  const answer = await registrar.request('POST', '/api/v1/registers/general/entries', body);
  expect(answer.status).toBe(201);
  return answer.body as RegisterDocumentResponse;
}

const index = () => followLedger({ db, clock: server.product.clock, keys: server.product.keys });
const triage = (caller: Caller, id: string, body: object) =>
  caller.request('POST', `/api/v1/petitions/${id}/triage`, {
    requestId: randomUUID(),
    decision: 'whistleblower',
    reason: 'Descrie fapte de corupție ale unui angajat.',
    ...body,
  });
const versionOf = async (id: string) =>
  (await sql<{ v: number }>`SELECT version AS v FROM case_files WHERE id = ${id}`.execute(db)).rows[0]?.v ??
  0;

/** Where one asks about papers, and what the paper answers to. */
function asking(): ['GET' | 'POST', string, object?][] {
  const similar = { senderName: secretName, subject: secretSubject, uploads: [sameBytes] };
  return [
    ['GET', `/api/v1/registers/general/entries?year=${paper.year}`],
    ['GET', '/api/v1/case-files?queue=recent&limit=200'],
    ['GET', '/api/v1/case-files?queue=unit&limit=200'],
    ['GET', '/api/v1/petitions/triage?limit=200'],
    ['POST', '/api/v1/search', { text: 'plicuri' }],
    ['POST', '/api/v1/search', { text: 'intristaceanu' }],
    ['POST', '/api/v1/search', { text: 'dovada-secreta' }],
    ['POST', '/api/v1/parties/search', { q: 'fevronia' }],
    ['GET', `/api/v1/parties/${partyId}`],
    ['GET', `/api/v1/parties/${partyId}/entries`],
    ['POST', '/api/v1/registers/general/entries/similar', similar],
    ['GET', `/api/v1/case-files/${paper.id}`],
    ['GET', `/api/v1/case-files/${paper.id}/chronology`],
    ['GET', `/api/v1/petitions/${paper.id}`],
  ];
}

const toAddress = (url: string, body?: object) =>
  `${url}${body && 'text' in body ? ` ${String(body.text)}` : ''}`;
const secrets = () => [paper.id, partyId, secretName, secretSubject, secretFile, 'avertizari'];

/** Addresses whose answer to anybody but the member holds a word of the paper. */
async function placesThatTell(): Promise<string[]> {
  const telling = new Set<string>();
  for (const [, caller] of others) {
    for (const [method, url, body] of asking()) {
      const answer = await caller.request(method, url, body);
      const text = answer.status === 200 ? JSON.stringify(answer.body) : '';
      if (secrets().some((secret) => text.includes(secret))) telling.add(toAddress(url, body));
    }
  }
  return [...telling];
}

beforeAll(async () => {
  const member = await server.aCaller(['case-handler'], 'juridic');
  named = member;
  registrar = await server.aCaller(['registrar']);
  head = await server.aCaller(['head-of-unit'], 'juridic');
  await createRegister(
    { db, now: new Date() },
    { accountId: null },
    {
      code: 'avertizari',
      name: 'Registrul avertizărilor',
      labelCode: 'W',
      kind: 'confidential',
      memberStaffIds: [await staffIdOf(member.staffCode)],
    },
  );
  await designateSpecialRegister(
    server.product,
    { accountId: null },
    { register: 'avertizari', purpose: 'whistleblower' },
  );
  others = [
    ['registrar', registrar],
    ['head', head],
    ['administrator', await server.aCaller(['administrator'])],
    ['auditor', await server.aCaller(['auditor'])],
    ['director', await server.aCaller(['director'])],
    ['digital officer', await server.aCaller(['digital-officer'])],
  ];
  await register({ subject: 'Cerere care rămâne deschisă' });
  paper = await register({
    subject: secretSubject,
    sender: { kind: 'natural', name: secretName, phone: '0700 000 001', address: 'Str. Tăcută nr. 3' },
    unit: 'juridic',
    category: 'petitie',
    uploads: [await upload(registrar)],
  });
  await index();
  partyId = (await sql<{ id: string }>`SELECT party_id AS id FROM entries WHERE id = ${paper.id}`.execute(db))
    .rows[0]?.id as string;
  sameBytes = await upload(registrar);
  const url = `/api/v1/registers/general/entries/${paper.year}/${paper.number}`;
  receiptCode = ((await registrar.request('GET', url)).body as EntryDetail).receiptCode ?? '';
  const page = await server.inject({
    method: 'GET',
    url: `/v/G/${paper.year}/${paper.number}/${receiptCode}`,
  });
  expect(String(page.body)).toContain('plicuri');
  toldBefore = await placesThatTell();
});

describe('a report of wrongdoing numbered in the open book', () => {
  const requestId = randomUUID();

  test('is moved by whoever recognises it, once, however often they ask', async () => {
    const body = { requestId, version: await versionOf(paper.id) };
    const first = await triage(head, paper.id, body);
    expect(first).toMatchObject({
      status: 200,
      body: { registrationNumber: paper.registrationNumber, moved: true },
    });
    expect((await triage(head, paper.id, body)).body).toEqual(first.body);
    const { rows } = await sql`SELECT FROM sealed_transfers`.execute(db);
    expect(rows).toHaveLength(1);
    await index();
  });

  test('keeps its number and its hour in the open book, and nothing else', async () => {
    const url = `/api/v1/registers/general/entries/${paper.year}/${paper.number}`;
    const { status, body } = await registrar.request('GET', url);
    const detail = body as EntryDetail;
    expect(status).toBe(200);
    expect(detail).toMatchObject({
      number: paper.number,
      registeredAt: paper.registeredAt,
      subject: 'transmis la registrul special',
      issuer: '–',
      partyId: null,
      unit: null,
      category: null,
      documents: [],
      documentCount: 0,
      receiptCode: null,
      actions: [],
    });
    expect(detail.history.map(({ kind, changes }) => [kind, changes])).toEqual([
      ['registered', []],
      ['sealed', []],
    ]);
    expect(detail.id).not.toBe(paper.id);
  });

  test('is read by whoever is named on the sealed register, with its documents and where it came from', async () => {
    const { status, body } = await named.request('GET', `/api/v1/case-files/${paper.id}`);
    const file = body as CaseFileDetail;
    expect(status).toBe(200);
    expect(file).toMatchObject({ subject: secretSubject, issuer: secretName, status: 'unassigned' });
    expect(file.items).toHaveLength(1);
    const content = await named.request('GET', `${file.items[0]?.file?.url}/content`);
    expect(content.status).toBe(200);
    const petition = (await named.request('GET', `/api/v1/petitions/${paper.id}`)).body as PetitionView;
    expect(petition.movedFrom).toMatchObject({ registrationNumber: paper.registrationNumber });
    expect(petition.triage).toMatchObject({ decision: 'whistleblower' });
  });

  test('is found by nobody else: not by its old address, nor by any page of it', async () => {
    for (const [role, caller] of others) {
      for (const page of ['', '/chronology', '/assignees', '/accesses', '/opis.pdf', '/procedure']) {
        const { status } = await caller.request('GET', `/api/v1/case-files/${paper.id}${page}`);
        expect(status, `${role} ${page}`).toBe(404);
      }
      expect((await caller.request('GET', `/api/v1/petitions/${paper.id}`)).status, role).toBe(404);
      expect((await triage(caller, paper.id, { version: 1 })).status, role).toBe(404);
    }
  });

  test('leaves no word of it in any list, count, search, hint, party page, notice or export of others', async () => {
    // Every one of these told of it while it was in the open book; now none does, to anybody.
    expect(toldBefore.toSorted()).toEqual(
      asking()
        .map(([, url, body]) => toAddress(url, body))
        .toSorted(),
    );
    expect(await placesThatTell()).toEqual([]);
  });

  test('is not in the values, readers or index of the open book any more', async () => {
    const { rows } = await sql<{ book: string }>`SELECT books.id AS book FROM books
      JOIN registers ON registers.id = books.register_id WHERE registers.code = 'general'`.execute(db);
    const book = rows[0]?.book;
    const where = sql`book_id = ${book} AND number = ${paper.number}`;
    expect((await sql`SELECT FROM entry_readers WHERE ${where}`.execute(db)).rows).toHaveLength(0);
    const words = await sql<{ words: string }>`SELECT words::text FROM search_entries WHERE ${where}`.execute(
      db,
    );
    expect(words.rows.map((row) => row.words).join()).not.toMatch(/plic|fevron/i);
    const sealed = await sql<{ value: string }>`SELECT value FROM sealed_values`.execute(db);
    expect(sealed.rows.map((row) => row.value)).toEqual(expect.arrayContaining([secretName, secretSubject]));
  });

  test('changes no more in the open book, and nothing follows it there', async () => {
    const url = `/api/v1/registers/general/entries/${paper.year}/${paper.number}`;
    const annulled = await registrar.request('POST', `${url}/annulment`, {
      requestId: randomUUID(),
      reason: 'greșit',
    });
    expect([403, 409]).toContain(annulled.status);
    const { register: _, ...body } = aRegistration({ completes: { year: paper.year, number: paper.number } });
    const following = await registrar.request('POST', '/api/v1/registers/general/entries', body);
    expect(following).toMatchObject({ status: 422 });
  });

  test('says nothing on the public page, with the code of its receipt or without', async () => {
    const { body } = await server.inject({
      method: 'GET',
      url: `/v/G/${paper.year}/${paper.number}/${receiptCode}`,
    });
    expect(String(body)).not.toMatch(/plicuri|F\. Î\./);
  });
});

describe('the chains', () => {
  const verify = (against = db) =>
    verifyRegistry(
      {
        db: against,
        files: server.product.files,
        sealPublicKey: createPublicKey(server.product.keys.sealKey)
          .export({ type: 'spki', format: 'pem' })
          .toString(),
        verifyParts: server.product.verifyParts,
      },
      {},
    );
  const checks = async (against = db) => (await verify(against)).findings.map(({ check }) => check);

  test('verify after the move, both of them', async () => {
    expect(await checks()).toEqual([]);
  });

  class Undo extends Error {}
  async function afterTampering(...statements: string[]) {
    let found: string[] = [];
    await database.owner
      .transaction()
      .execute(async (tx) => {
        for (const table of ['sealed_values', 'ledger_values', 'entries'])
          await sql`ALTER TABLE ${sql.table(table)} DISABLE TRIGGER USER`.execute(tx);
        for (const statement of statements) await sql.raw(statement).execute(tx);
        found = await checks(tx);
        throw new Undo();
      })
      .catch((error: unknown) => {
        if (!(error instanceof Undo)) throw error;
      });
    return found;
  }

  test('tell a value that was changed in the sealed store', async () => {
    expect(
      await afterTampering(`UPDATE sealed_values SET value = 'altceva' WHERE value = '${secretName}'`),
    ).toContain('value');
  });

  test('tell a value that is gone from it', async () => {
    expect(await afterTampering(`DELETE FROM sealed_values WHERE value = '${secretName}'`)).toContain(
      'value-missing',
    );
  });

  test('tell a value that came back to the open book', async () => {
    expect(
      await afterTampering(
        `INSERT INTO ledger_values SELECT commitment, salt, value FROM sealed_values WHERE value = '${secretName}'`,
      ),
    ).toContain('value');
  });

  test('tell a row that was said to be sealed and was not', async () => {
    expect(
      await afterTampering(`UPDATE entries SET sealed = true WHERE number = 1 AND NOT sealed`),
    ).toContain('entry-differs');
  });
});
