import { randomUUID } from 'node:crypto';
import type { CaseFileDetail, Problem, RegisterDocumentResponse } from '@opis/contracts';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { aCaseWorld } from '../../../../test/a-case-world.ts';
import { aRegistration } from '../../../../test/a-registry.ts';
import { aDatabase } from '../../../../test/test-database.ts';

const database = await aDatabase();
const { registrar, head, get } = await aCaseWorld(database);

async function send(changes: Parameters<typeof aRegistration>[0]) {
  const { register: _, ...body } = aRegistration({ unit: 'juridic', ...changes });
  const { status, body: answer } = await registrar.request('POST', '/api/v1/registers/general/entries', body);
  return { status, entry: answer as RegisterDocumentResponse, problem: answer as Problem };
}

async function termsOf(id: string) {
  const { rows } = await sql<{ rule: string; role: string; on: string; due: string }>`
    SELECT rule_id AS rule, role, start_on AS on, due_on AS due FROM terms WHERE case_file_id = ${id} ORDER BY role
  `.execute(database.db);
  return rows;
}

const followed = async (id: string): Promise<CaseFileDetail['procedure']> =>
  (await get(head, id)).file.procedure;

describe('the procedure of a registration', () => {
  test('is that of its category, with its sub-register and its terms counted from that day', async () => {
    const { entry } = await send({ category: 'petitie' });
    expect(entry).toMatchObject({ subRegister: 'petitii' });
    expect(await followed(entry.id)).toMatchObject({ code: 'petition', name: 'Petiție' });
    const terms = await termsOf(entry.id);
    expect(terms).toEqual([
      { rule: 'PET-06', role: 'answer', on: entry.registeredOn, due: expect.any(String) },
    ]);
    const { file } = await get(head, entry.id);
    expect(file.due).toMatchObject({ on: terms[0]?.due });
  });

  test('is that of the sub-register when no category says one, and it takes the number of its own sub-register', async () => {
    const asked = await send({ subRegister: 'petitii' });
    expect(await followed(asked.entry.id)).toMatchObject({ code: 'petition' });
    const explicit = await send({ procedure: 'referral-notice' });
    expect(explicit.entry).toMatchObject({
      subRegister: 'petitii',
      subNumber: (asked.entry.subNumber ?? 0) + 1,
    });
    expect((await termsOf(explicit.entry.id)).map(({ rule }) => rule)).toEqual(['PET-07']);
  });

  test('is the one asked for, whatever the category', async () => {
    const fields = { fee: '120.5' };
    const { entry } = await send({ category: 'petitie', procedure: 'authorisation', fields });
    const { file } = await get(head, entry.id);
    expect(file.procedure.code).toBe('authorisation');
    expect(file.declared?.fields.find(({ field }) => field.name === 'fee')).toMatchObject({
      value: '120.50',
      shown: '120,50 lei',
    });
    expect(file.declared?.missing).toEqual({ fields: 1, documents: 4 });
    expect((await termsOf(entry.id)).map(({ rule }) => rule)).toEqual(['TAC-01']);
  });

  test('is the general one for everything else, without a term, and by direction for our own papers', async () => {
    const general = await send({});
    expect(await followed(general.entry.id)).toMatchObject({ code: 'general' });
    expect(await termsOf(general.entry.id)).toEqual([]);
    const note = await send({ direction: 'internal' });
    expect(await followed(note.entry.id)).toMatchObject({ code: 'internal-note' });
    const own = await send({ direction: 'ex-officio' });
    expect(await followed(own.entry.id)).toMatchObject({ code: 'ex-officio' });
  });

  test('is refused by its field where it cannot be, and nothing is numbered', async () => {
    const before = await sql<{ n: number }>`SELECT last_number AS n FROM books`.execute(database.db);
    const { entry } = await send({});
    const { year, number } = entry;
    const wrong: [Parameters<typeof send>[0], string, string][] = [
      [{ procedure: 'no-such' }, 'procedure', 'procedure.not-found'],
      [{ procedure: 'internal-note' }, 'procedure', 'procedure.wrong-direction'],
      [{ procedure: 'petition', completes: { year, number } }, 'procedure', 'procedure.with-another-file'],
      [{ procedure: 'authorisation', fields: { fee: 'mult' } }, 'fields.fee', 'field.invalid'],
      [{ procedure: 'petition', fields: { colour: 'blue' } }, 'fields.colour', 'field.unexpected'],
      [
        { procedure: 'referral-notice', fields: { sentBy: randomUUID() } },
        'fields.sentBy',
        'procedure.party-unknown',
      ],
      [
        { procedure: 'authorisation', presented: ['cerere', 'poza'] },
        'presented.1',
        'procedure.document-unknown',
      ],
    ];
    for (const [changes, path, code] of wrong) {
      const { status, problem } = await send(changes);
      expect([status, problem.fields]).toEqual([422, [expect.objectContaining({ path, code })]]);
    }
    const after = await sql<{ n: number }>`SELECT last_number AS n FROM books`.execute(database.db);
    expect(after.rows[0]?.n).toBe((before.rows[0]?.n ?? 0) + 1);
  });

  test('keeps what came with it of the documents that are asked for', async () => {
    const { entry } = await send({ procedure: 'authorisation', presented: ['cerere', 'taxa', 'cerere'] });
    const { file } = await get(head, entry.id);
    const there = file.declared?.requirements.filter(({ present }) => present).map(({ code }) => code);
    expect(there).toEqual(['cerere', 'taxa']);
    expect(file.declared?.missing).toEqual({ fields: 1, documents: 2 });
  });
});

test('the same request twice opens one file with one term; with another procedure it is another request', async () => {
  const { register: _, ...body } = aRegistration({ category: 'petitie', unit: 'juridic' });
  const ask = (changes: object = {}) =>
    registrar.request('POST', '/api/v1/registers/general/entries', { ...body, ...changes });
  const answers = await Promise.all([ask(), ask(), ask()]);
  const ids = answers.map(({ body: answer }) => (answer as RegisterDocumentResponse).id);
  expect(new Set(ids).size).toBe(1);
  expect(await ask()).toMatchObject({ status: 201, body: { id: ids[0] } });
  expect(await termsOf(ids[0] ?? '')).toHaveLength(1);
  expect(await ask({ procedure: 'general' })).toMatchObject({
    status: 409,
    body: { code: 'request.id-reused' },
  });
  expect(await ask({ fields: { place: 'Str. Morii' } })).toMatchObject({ status: 409 });
});

test('many of all kinds at once each get their own, and a bad one fails no neighbour', async () => {
  const kinds = ['petition', 'foi-request', 'general', 'no-such', 'authorisation', 'petition'];
  const answers = await Promise.all(
    Array.from({ length: 36 }, (_, index) => send({ procedure: kinds[index % kinds.length] ?? 'general' })),
  );
  for (const [index, { status, entry }] of answers.entries()) {
    const kind = kinds[index % kinds.length];
    expect(status).toBe(kind === 'no-such' ? 422 : 201);
    if (kind !== 'no-such') expect(await followed(entry.id)).toMatchObject({ code: kind });
    if (kind === 'petition') expect(await termsOf(entry.id)).toHaveLength(1);
  }
});
