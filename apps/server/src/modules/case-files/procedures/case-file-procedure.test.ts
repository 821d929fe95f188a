import { randomUUID } from 'node:crypto';
import type {
  CaseFileDetail,
  CaseItem,
  CaseProcedure,
  Chronology,
  EmergencySheetDetail,
  RegisterDocumentResponse,
} from '@opis/contracts';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { aCaseWorld, files } from '../../../../test/a-case-world.ts';
import { aRegistration } from '../../../../test/a-registry.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { toLegalTime } from '../../../platform/clock.ts';

const database = await aDatabase();
const world = await aCaseWorld(database);
const { server, registrar, head, handler, colleague, stranger, register, act, assign, get, idOf } = world;

async function aTakenPetition() {
  const { id } = await register({ unit: 'juridic', category: 'petitie' });
  await assign(head, id, 1, { person: idOf(handler) });
  return id;
}

const terms = async (id: string) => {
  const { rows } = await sql<{ rule: string; status: string; reason: string | null; on: string }>`
    SELECT rule_id AS rule, status, cancel_reason AS reason, start_on AS on FROM terms WHERE case_file_id = ${id}
    ORDER BY started_at, id`.execute(database.db);
  return rows;
};

/** The last act of a chronology: terms that moved with it stand beside it. */
const stepOf = (told: Chronology) => told.items.find(({ step }) => step !== null)?.step;

/** A petition that was written on a sheet, printed an hour before it, and entered today. */
async function aPetitionOfSheet(at: Date, receivedOn: string): Promise<string> {
  const { rows } = await sql<{ code: string }>`SELECT code FROM offices LIMIT 1`.execute(database.db);
  const asked = { requestId: randomUUID(), office: rows[0]?.code, register: 'general', lines: 1 };
  const made = await registrar.request('POST', '/api/v1/emergency/sheets', asked);
  const sheet = made.body as EmergencySheetDetail;
  const printed = new Date(at.getTime() - 3_600_000);
  // Paper of three days ago: no other way to have it without waiting for them.
  await sql`ALTER TABLE emergency_sheets DISABLE TRIGGER emergency_sheets_append_only`.execute(
    database.owner,
  );
  await sql`UPDATE emergency_sheets SET printed_at = ${printed} WHERE id = ${sheet.id}`.execute(
    database.owner,
  );
  await sql`ALTER TABLE emergency_sheets ENABLE TRIGGER emergency_sheets_append_only`.execute(database.owner);
  const { register: _register, ...paper } = aRegistration({ unit: 'juridic', category: 'petitie' });
  const line = { ...paper, receivedOn, receivedTime: toLegalTime(at).time };
  const address = `/api/v1/emergency/sheets/${sheet.id}/lines/${sheet.lines[0]?.number}/entry`;
  const { status, body } = await registrar.request('POST', address, line);
  expect(status).toBe(201);
  return (body as RegisterDocumentResponse).id;
}

describe('a file that is reclassified', () => {
  test('keeps number and date; its terms begin anew from the registration; the reason is told', async () => {
    const id = await aTakenPetition();
    const before = (await get(head, id)).file;
    const change = { version: 2, procedure: 'foi-request', reason: 'Cere informații de interes public.' };
    const { status, row } = await act(handler, id, 'procedure', change);
    expect(status).toBe(200);
    expect(row).toMatchObject({
      registrationNumber: before.registrationNumber,
      procedure: { code: 'foi-request' },
      version: 3,
      status: 'with-handler',
      lastStep: { kind: 'reclassify', text: change.reason },
    });
    expect(await terms(id)).toEqual([
      { rule: 'PET-06', status: 'cancelled', reason: 'reclassified', on: before.registeredOn },
      { rule: 'INF-01-10', status: 'running', reason: null, on: before.registeredOn },
    ]);
    const told = await handler.request('GET', `${files}/${id}/chronology?only=decisions`);
    expect(stepOf(told.body as Chronology)).toMatchObject({
      kind: 'reclassify',
      change: { from: 'Petiție', to: 'Cerere de informații de interes public' },
    });
  });

  test('counts from the emergency sheet on which its paper was written, before as after', async () => {
    const on = new Date(Date.now() - 3 * 24 * 3_600_000);
    const { date: receivedOn } = toLegalTime(on);
    const id = await aPetitionOfSheet(on, receivedOn);
    await assign(head, id, 1, { person: idOf(handler) });
    await act(handler, id, 'procedure', { version: 2, procedure: 'foi-request', reason: 'Cere informații.' });
    // Both began at one moment: they stand in no order.
    expect((await terms(id)).toSorted((one, other) => (one.rule < other.rule ? -1 : 1))).toEqual([
      { rule: 'INF-01-10', status: 'running', reason: null, on: receivedOn },
      { rule: 'PET-06', status: 'cancelled', reason: 'reclassified', on: receivedOn },
    ]);
  });

  test('is so once for the same request, and not on a version that others changed', async () => {
    const id = await aTakenPetition();
    const body = { requestId: randomUUID(), version: 2, procedure: 'general', reason: 'Este o cerere.' };
    const ask = (changes: object = {}) =>
      handler.request('POST', `${files}/${id}/procedure`, { ...body, ...changes });
    expect((await Promise.all([ask(), ask()])).map(({ status }) => status)).toEqual([200, 200]);
    expect(await terms(id)).toHaveLength(1);
    expect(await ask({ requestId: randomUUID() })).toMatchObject({ status: 409 });
    const same = { requestId: randomUUID(), version: 3 };
    expect(await ask(same)).toMatchObject({ status: 422, body: { code: 'procedure.same' } });
    expect(await ask({ ...same, procedure: 'no-such' })).toMatchObject({ status: 422 });
  });

  test('is so by who solves it, not by a colleague, nor by who sees the row alone', async () => {
    const id = await aTakenPetition();
    const change = { version: 2, procedure: 'general', reason: 'Este o cerere.' };
    expect((await act(colleague, id, 'procedure', change)).status).toBe(403);
    expect((await act(stranger, id, 'procedure', change)).status).toBe(404);
    expect((await act(registrar, id, 'procedure', change)).status).toBe(403);
  });

  test('shows again what was typed for a procedure when it comes back to it', async () => {
    const id = await aTakenPetition();
    await act(handler, id, 'fields', { version: 2, fields: { place: 'Str. Morii nr. 4' } });
    await act(handler, id, 'procedure', { version: 3, procedure: 'general', reason: 'O cerere.' });
    expect((await get(handler, id)).file.declared?.fields).toEqual([]);
    await act(handler, id, 'procedure', { version: 4, procedure: 'petition', reason: 'Totuși petiție.' });
    const { declared } = (await get(handler, id)).file;
    expect(declared?.fields.find(({ field }) => field.name === 'place')?.value).toBe('Str. Morii nr. 4');
  });
});

describe('fields of a file', () => {
  test('are kept by their kinds, told with what they were, and empty again when asked', async () => {
    const { id } = await register({ unit: 'juridic', procedure: 'authorisation' });
    await assign(head, id, 1, { person: idOf(handler) });
    const set = (version: number, fields: object) => act(handler, id, 'fields', { version, fields });
    expect((await set(2, { authorisedActivity: '  Gard   nou ', fee: '120.5' })).status).toBe(200);
    const { file } = await get(handler, id);
    expect(file.declared?.fields.map(({ shown }) => shown)).toEqual(['Gard nou', null, null, '120,50 lei']);
    expect((await set(3, { authorisedActivity: 'Gard de lemn', fee: null })).status).toBe(200);
    const told = (await handler.request('GET', `${files}/${id}/chronology?only=decisions`))
      .body as Chronology;
    expect(stepOf(told)?.filled).toEqual([
      { label: 'Lucrarea sau activitatea', before: 'Gard nou', after: 'Gard de lemn' },
      { label: 'Taxa achitată', before: '120,50 lei', after: null },
    ]);
    expect(await set(4, { fee: '-1' })).toMatchObject({
      status: 422,
      problem: { fields: [{ path: 'fields.fee', code: 'field.invalid' }] },
    });
    expect((await set(3, { fee: '5' })).problem.code).toBe('case-file.changed-meanwhile');
    expect((await act(colleague, id, 'fields', { version: 4, fields: { fee: '5' } })).status).toBe(403);
  });
});

test('a file ends only as its procedure lets it', async () => {
  const id = await aTakenPetition();
  const refused = await act(handler, id, 'close', { version: 2, outcome: 'filed' });
  expect(refused).toMatchObject({ status: 422, problem: { code: 'procedure.outcome-not-offered' } });
  const anonymous = await act(handler, id, 'close', { version: 2, outcome: 'closed-anonymous' });
  expect(anonymous.status).toBe(422);
  expect((await get(handler, id)).file.outcomes).toEqual(['answered', 'other', 'withdrawn']);
  expect((await act(handler, id, 'close', { version: 2, outcome: 'withdrawn' })).status).toBe(200);
});

test('documents asked for are marked, with the line of the opis that they are, and unmarked', async () => {
  const { id } = await register({ unit: 'juridic', procedure: 'authorisation', presented: ['cerere'] });
  const [upload] = await uploadOf(['titlu.txt']);
  const added = await head.request('POST', `${files}/${id}/documents`, {
    requestId: randomUUID(),
    uploads: [upload],
  });
  const documentId = (added.body as { items: CaseItem[] }).items.at(-1)?.file?.documentId;
  const mark = async (body: object) => {
    const { status, body: answer } = await head.request('POST', `${files}/${id}/requirements`, {
      requestId: randomUUID(),
      ...body,
    });
    return { status, declared: answer as CaseProcedure };
  };
  const { declared } = await mark({ code: 'titlu', present: true, documentId });
  expect(declared.missing.documents).toBe(2);
  expect(declared.requirements.find(({ code }) => code === 'titlu')?.present).toMatchObject({
    title: 'titlu.txt',
  });
  expect((await mark({ code: 'cerere', present: false })).declared.missing.documents).toBe(3);
  expect((await mark({ code: 'taxa', present: true, documentId: randomUUID() })).status).toBe(422);
  expect((await mark({ code: 'buletin', present: true })).status).toBe(422);
});

async function uploadOf(names: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) {
    const { body } = await server.inject({
      method: 'POST',
      url: `/api/v1/uploads?name=${name}`,
      headers: { authorization: `Bearer ${head.token}`, 'content-type': 'application/octet-stream' },
      payload: Buffer.from(`Conținut: ${name}`),
    });
    ids.push((body as { id: string }).id);
  }
  return ids;
}

describe('the opis', () => {
  const opisOf = async (id: string) => ((await get(head, id)).file as CaseFileDetail).items;
  const post = (id: string, verb: string, body: object) =>
    head.request('POST', `${files}/${id}/${verb}`, { requestId: randomUUID(), ...body });

  test('takes documents after registration, says what they are, and is put in another order', async () => {
    const { id } = await register({ unit: 'juridic', subject: 'Cerere de gard' });
    const uploads = await uploadOf(['a.txt', 'b.txt']);
    const body = { requestId: randomUUID(), uploads };
    const twice = await Promise.all([1, 2].map(() => head.request('POST', `${files}/${id}/documents`, body)));
    expect(twice.map(({ status }) => status)).toEqual([201, 201]);
    const items = await opisOf(id);
    expect(items.map(({ title, registrationNumber }) => [title, registrationNumber !== null])).toEqual([
      ['Cerere de gard', true],
      ['a.txt', false],
      ['b.txt', false],
    ]);
    const [a, b] = items.slice(1).map(({ file }) => file?.documentId ?? '');
    expect(
      (await post(id, 'opis/describe', { documentId: a, title: 'Plan de situație', sheets: 3 })).status,
    ).toBe(200);
    expect((await post(id, 'opis/order', { documents: [b, a] })).status).toBe(200);
    expect((await opisOf(id)).map(({ title, sheets }) => [title, sheets])).toEqual([
      ['Cerere de gard', 1],
      ['b.txt', null],
      ['Plan de situație', 3],
    ]);
    expect(await post(id, 'opis/order', { documents: [b] })).toMatchObject({
      status: 409,
      body: { code: 'case-file.opis-changed-meanwhile' },
    });
    expect((await post(id, 'opis/describe', { documentId: randomUUID(), title: 'x' })).status).toBe(404);
  });

  test('gives its own documents to readers of the file alone, and leaves a trace of each', async () => {
    const { id } = await register({ unit: 'juridic' });
    await post(id, 'documents', { uploads: await uploadOf(['secret.txt']), title: 'Referat' });
    const url = (await opisOf(id)).at(-1)?.file?.url ?? '';
    expect(await head.request('GET', `${url}/content`)).toMatchObject({
      status: 200,
      body: 'Conținut: secret.txt',
    });
    expect((await stranger.request('GET', `${url}/content`)).status).toBe(404);
    const { rows } =
      await sql`SELECT FROM access_log WHERE subject_id = ${id} AND kind = 'file-read'`.execute(database.db);
    expect(rows).toHaveLength(1);
  });

  test('goes whole to the file that this one is joined to', async () => {
    const into = await register({ unit: 'juridic' });
    const { id } = await register({ unit: 'juridic', subject: 'A doua cerere' });
    await post(id, 'documents', { uploads: await uploadOf(['anexa.txt']) });
    const joined = await act(head, id, 'join', { version: 1, year: into.year, number: into.number });
    expect(joined.status).toBe(200);
    expect((await opisOf(into.id)).map(({ title }) => title)).toContain('anexa.txt');
    const url = (await opisOf(into.id)).at(-1)?.file?.url ?? '';
    expect((await head.request('GET', `${url}/content`)).status).toBe(200);
  });
});
