import { randomUUID } from 'node:crypto';
import { formatPlainDate } from '@opis/contracts';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { anInformationWorld, requests } from '../../../test/an-information-world.ts';
import { aDatabase } from '../../../test/test-database.ts';

const database = await aDatabase();
const world = await anInformationWorld(database);
const { act, aRequest, get, leave, lettersOf, ready, term, clock, handler, registrar, stranger, send } =
  world;

const { begin, dueOf, goTo } = world;
const reason = 'Documentele sunt în arhiva a trei compartimente.';
const ground = { code: 'date-personale', why: 'Contractele conțin datele personale ale angajaților.' };
const details = {
  information: 'Copii ale contractelor de achiziții publice din 2025',
  form: 'paper',
  signed: true,
  answerBy: 'post',
  answerAddress: 'str. Morii nr. 5',
  requesterKind: 'natural',
  press: false,
  domain: 'public-money',
};

describe('what the request says', () => {
  test('comes from its entry until somebody writes it, and says what is missing (art. 6 (3))', async () => {
    begin();
    const { id } = await aRequest();
    const { request } = await get(id);
    expect(request).toMatchObject({
      version: 1,
      details: {
        information: null,
        form: 'electronic',
        requesterKind: 'natural',
        press: false,
        domain: null,
      },
      missing: ['domain'],
      result: null,
    });
    const { request: written } = await act(id, 'details', { ...details, signed: false });
    expect(written).toMatchObject({ version: 2, details: { form: 'paper' }, missing: ['signature'] });
    expect((await act(id, 'details', details)).request.missing).toEqual([]);
  });

  test('written twice by one request id has one effect; on another version it is a conflict that shows what stands', async () => {
    const { id } = await aRequest();
    const command = { requestId: randomUUID(), version: 1, ...details };
    const first = await send(handler, 'POST', `${requests}/${id}/details`, command);
    const again = await send(handler, 'POST', `${requests}/${id}/details`, command);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body).toEqual(first.body);
    const other = await act(id, 'details', { ...details, version: 1, domain: 'duties' });
    expect(other.status).toBe(409);
    expect(other.problem).toMatchObject({
      code: 'information-request.changed-meanwhile',
      conflict: { version: 2, details: { domain: 'public-money' } },
    });
    const reused = await act(id, 'details', { ...command, domain: 'duties' });
    expect(reused.problem.code).toBe('request.id-reused');
  });

  test('is not found by who may not read the file, and of a file of another procedure', async () => {
    const { id } = await aRequest();
    expect((await get(id, stranger)).status).toBe(404);
    const general = await aRequest({ procedure: 'general' });
    expect((await get(general.id)).status).toBe(404);
    expect((await act(id, 'extension', { reason }, stranger)).status).toBe(404);
  });
});

describe('the term of the answer', () => {
  test('is 10 days from registration; a spoken request of the press has 24 hours (art. 8)', async () => {
    const day = begin();
    const { id } = await aRequest();
    expect(term((await get(id)).request)).toMatchObject({
      rule: 'INF-01-10',
      on: await dueOf('INF-01-10', day),
      state: 'far',
    });
    const { request } = await act(id, 'details', { ...details, form: 'verbal', signed: false, press: true });
    expect(term(request)).toMatchObject({ rule: 'INF-05', on: await dueOf('INF-05', day) });
    const { request: back } = await act(id, 'details', { ...details, press: true });
    expect(term(back)).toMatchObject({ rule: 'INF-01-10', on: await dueOf('INF-01-10', day) });
  });

  test('becomes 30 days only when the notice leaves inside the first 10 (art. 7 (1))', async () => {
    const day = begin();
    const { id } = await aRequest();
    const { request } = await act(id, 'extension', { reason });
    expect(term(request)).toMatchObject({ rule: 'INF-01-10' });
    const [notice = ''] = lettersOf(request);
    expect(JSON.stringify((await world.letter(notice)).content.body)).toContain(
      formatPlainDate(await dueOf('INF-01-30', day)),
    );
    await ready(notice);
    expect(term((await get(id)).request)).toMatchObject({ rule: 'INF-01-10' });
    goTo(await dueOf('INF-01-10', day));
    await world.send(registrar, 'POST', `/api/v1/letters/${notice}/sent`, {
      requestId: randomUUID(),
      version: (await world.letter(notice)).version,
      how: 'email',
      on: world.today(),
    });
    expect(term((await get(id)).request)).toMatchObject({
      rule: 'INF-01-30',
      on: await dueOf('INF-01-30', day),
    });
  });

  test('stays 10 days when the notice leaves after them, and the request for one is refused then', async () => {
    begin();
    const { id } = await aRequest();
    const { request } = await act(id, 'extension', { reason });
    expect((await act(id, 'extension', { reason })).status).toBe(403);
    clock.pass({ days: 11 });
    await leave(lettersOf(request)[0] ?? '');
    expect(term((await get(id)).request)).toMatchObject({ rule: 'INF-01-10', state: 'late' });
    begin();
    const other = await aRequest();
    clock.pass({ days: 11 });
    const late = await act(other.id, 'extension', { reason });
    expect(late.problem.code).toBe('information-request.extension-late');
  });

  test('goes back to 10 days when the notice comes back', async () => {
    const day = begin();
    const { id } = await aRequest();
    const [notice = ''] = lettersOf((await act(id, 'extension', { reason })).request);
    await leave(notice);
    expect(term((await get(id)).request)).toMatchObject({ rule: 'INF-01-30' });
    clock.pass({ days: 2 });
    await world.comeBack(notice);
    expect(term((await get(id)).request)).toMatchObject({
      rule: 'INF-01-10',
      on: await dueOf('INF-01-10', day),
    });
  });
});

describe('a refusal', () => {
  test('has a term of five days of its own, met when the letter leaves, with article and reason in it', async () => {
    const day = begin();
    const { id } = await aRequest();
    const { request } = await act(id, 'refusal', { scope: 'whole', grounds: [ground] });
    expect(term(request, 'refusal')).toMatchObject({
      rule: 'INF-02',
      on: await dueOf('INF-02', day),
      state: 'near',
    });
    const [refusal = ''] = lettersOf(request);
    const { content, kind } = await world.letter(refusal);
    expect(kind).toBe('refusal');
    expect(content.legalBasis).toContain('art. 12 alin. (1) lit. d)');
    expect(JSON.stringify(content.body)).toContain(ground.why);
    await leave(refusal);
    const { request: refused } = await get(id);
    expect(refused).toMatchObject({ result: { kind: 'refused', on: day, late: false } });
    expect(refused.terms.map(({ role, state }) => [role, state])).toEqual([
      ['answer', 'met'],
      ['refusal', 'met'],
    ]);
    expect(refused.windows).toMatchObject([{ kind: 'complain', rule: 'INF-06-30', past: false }]);
  });

  test('past the five days says why, and is possible only knowingly', async () => {
    const day = begin();
    const { id } = await aRequest();
    clock.pass({ days: 7 });
    expect((await get(id)).request.windows.find(({ kind }) => kind === 'refuse')).toMatchObject({
      past: true,
      on: await dueOf('INF-02', day),
      article: 'art. 7 alin. (2)',
    });
    const refused = await act(id, 'refusal', { scope: 'whole', grounds: [ground] });
    expect(refused.problem.code).toBe('information-request.refusal-late');
    const known = await act(id, 'refusal', { scope: 'whole', grounds: [ground], late: true });
    expect(known.status).toBe(200);
    expect(known.request.decisions[0]).toMatchObject({ kind: 'refusal', late: true });
    expect(term(known.request, 'refusal')?.state).toBe('late');
  });

  test('names a ground of the catalogue, each once', async () => {
    const { id } = await aRequest();
    for (const grounds of [[{ ...ground, code: 'nu-vreau' }], [ground, ground]]) {
      const answer = await act(id, 'refusal', { scope: 'part', grounds, late: true });
      expect(answer.status).toBe(422);
      expect(answer.problem.code).toBe('information-request.ground-unknown');
    }
  });

  test('in part is an answer in part; a bounced letter is no answer', async () => {
    begin();
    const { id } = await aRequest();
    const given = 'valoarea totală a contractelor';
    const { request } = await act(id, 'refusal', { scope: 'part', grounds: [ground], given });
    const [partial = ''] = lettersOf(request);
    await leave(partial);
    expect((await get(id)).request.result).toMatchObject({ kind: 'partial' });
    await world.comeBack(partial);
    const { request: back } = await get(id);
    expect(back.result).toBeNull();
    expect(term(back)).toMatchObject({ rule: 'INF-01-10', state: 'far' });
  });
});

describe('what is not ours or is published', () => {
  test('is redirected once both letters left, and not before (INF-12)', async () => {
    const day = begin();
    const { id } = await aRequest();
    const { request } = await act(id, 'redirection', { authority: 'Consiliul Județean Lunca' });
    const [toAuthority = '', toRequester = ''] = lettersOf(request);
    expect(term(request, 'redirect')).toMatchObject({ rule: 'INF-12', on: await dueOf('INF-12', day) });
    await leave(toAuthority);
    expect((await get(id)).request).toMatchObject({ result: null });
    await leave(toRequester);
    const { request: done } = await get(id);
    expect(done.result).toMatchObject({ kind: 'redirected' });
    expect(done.terms.map(({ state }) => state)).toEqual(['met', 'met']);
    await world.comeBack(toRequester);
    expect((await get(id)).request.terms.map(({ state }) => state)).toEqual(['far', 'near']);
  });

  test('is told where to find it', async () => {
    begin();
    const { id } = await aRequest();
    const { request } = await act(id, 'pointing', { where: 'lunca-alba.example/buget' });
    await leave(lettersOf(request)[0] ?? '');
    expect((await get(id)).request).toMatchObject({ result: { kind: 'pointed', late: false } });
  });
});

describe('what units say', () => {
  test('is brought together and drafted into the answer (F1)', async () => {
    const day = begin();
    const { id } = await aRequest();
    const { body: file } = await send(handler, 'GET', `/api/v1/case-files/${id}`);
    const steps = [
      [{ kind: 'clarification', to: { unit: 'contencios' }, dueOn: day, text: 'Câte contracte?' }],
    ];
    const asked = await send(handler, 'POST', `/api/v1/case-files/${id}/tasks`, {
      ...{ requestId: randomUUID(), version: (file as { version: number }).version, steps },
    });
    expect(asked.status, JSON.stringify(asked.body)).toBeLessThan(300);
    expect((await get(id)).request.notes).toMatchObject([
      { status: 'open', question: 'Câte contracte?', answer: null },
    ]);
    const [note] = (await get(id)).request.notes;
    const answered = await send(stranger, 'POST', `/api/v1/tasks/${note?.id}/answer`, {
      ...{ requestId: randomUUID(), version: 1, verdict: 'given', text: 'S-au încheiat 41 de contracte.' },
    });
    expect(answered.status, JSON.stringify(answered.body)).toBe(200);
    const { request } = await act(id, 'answer');
    expect(request.notes).toMatchObject([{ status: 'done', answer: 'S-au încheiat 41 de contracte.' }]);
    const [draft = ''] = lettersOf(request);
    expect(JSON.stringify((await world.letter(draft)).content.body)).toContain('41 de contracte');
    await leave(draft);
    expect((await get(id)).request.result).toMatchObject({ kind: 'favourable', late: false });
  });
});

describe('copies', () => {
  test('cost what the tariff of the day says, as decided and as paid (art. 9)', async () => {
    const day = begin();
    const administrator = await world.server.aCaller(['administrator']);
    await world.allowInThePast();
    const tariff = {
      code: 'a4',
      name: 'Copie A4 alb-negru',
      amount: '0.35',
      act: 'HCL nr. 12/2026',
      validFrom: '2020-01-01',
    };
    const set = await send(administrator, 'POST', '/api/v1/copy-tariffs', {
      requestId: randomUUID(),
      ...tariff,
    });
    expect(set.body).toMatchObject({ items: [{ code: 'a4', amount: '0.35', validTo: null }] });
    expect(
      (await send(handler, 'POST', '/api/v1/copy-tariffs', { requestId: randomUUID(), ...tariff })).status,
    ).toBe(403);
    const sameDay = { requestId: randomUUID(), ...tariff, amount: '0.40' };
    const refused = await send(administrator, 'POST', '/api/v1/copy-tariffs', sameDay);
    expect(refused).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'validFrom', code: 'information-request.tariff-day-not-after' }] },
    });
    const { id } = await aRequest();
    const unknown = await act(id, 'charges', { lines: [{ tariff: 'a3', quantity: 1 }] });
    expect(unknown.problem.code).toBe('information-request.tariff-unknown');
    const { request } = await act(id, 'charges', { lines: [{ tariff: 'a4', quantity: 41 }] });
    expect(request.charges).toMatchObject([
      { total: '14.35', paidOn: null, lines: [{ price: '0.35', amount: '14.35' }] },
    ]);
    const charge = request.charges[0]?.id ?? '';
    const payment = { paidOn: world.today(), receipt: 'CH 118' };
    const paid = await act(id, `charges/${charge}/payment`, payment);
    expect(paid.request.charges).toMatchObject([{ paidOn: day, receipt: 'CH 118' }]);
    expect((await act(id, `charges/${charge}/payment`, payment)).status).toBe(403);
  });
});

describe('a spoken request', () => {
  const verbal = () => ({
    requestId: randomUUID(),
    sender: { kind: 'natural', name: 'Trandafir Păpădie' },
    information: 'Programul de audiențe al primarului',
    answer: 'Marți, între 10 și 12.',
    domain: 'leaders',
    confirmGap: true,
  });

  test('answered on the spot takes a number, closes as answered, and is told in the out columns (art. 8)', async () => {
    begin();
    const body = verbal();
    const first = await send(registrar, 'POST', `${requests}/verbal`, body);
    expect(first.status, JSON.stringify(first.body)).toBe(201);
    const again = await send(registrar, 'POST', `${requests}/verbal`, body);
    expect(again.body).toEqual(first.body);
    const { id } = first.body as { id: string };
    const { rows } = await sql`
      SELECT entries.resolution, case_files.status, case_files.outcome, information_requests.result,
        (SELECT json_agg(terms.status) FROM terms WHERE terms.case_file_id = case_files.id) AS terms
      FROM case_files JOIN entries ON entries.id = case_files.id
      JOIN information_requests ON information_requests.case_file_id = case_files.id
      WHERE case_files.id = ${id}`.execute(database.db);
    expect(rows).toEqual([
      {
        resolution: 'răspuns verbal pe loc',
        status: 'closed',
        outcome: 'answered',
        result: 'on-the-spot',
        terms: ['met'],
      },
    ]);
  });

  test('is for who registers', async () => {
    expect((await send(handler, 'POST', `${requests}/verbal`, verbal())).status).toBe(403);
  });
});

describe('a complaint', () => {
  test('is possible after a refusal or silence, gets a file of its own with 15 days, and is decided by its answer', async () => {
    const day = begin();
    const { id } = await aRequest();
    const lodging = { about: 'refusal', knownOn: day, confirmGap: true };
    const lodge = (body: object = {}) =>
      send(registrar, 'POST', `${requests}/${id}/complaints`, {
        requestId: randomUUID(),
        ...lodging,
        ...body,
      });
    expect(await lodge()).toMatchObject({
      status: 409,
      body: { code: 'information-request.not-yet-complainable' },
    });
    const { request } = await act(id, 'refusal', { scope: 'whole', grounds: [ground] });
    await leave(lettersOf(request)[0] ?? '');
    clock.pass({ days: 3 });
    const requestId = randomUUID();
    const first = await lodge({ requestId });
    expect(first.status, JSON.stringify(first.body)).toBe(201);
    expect((await lodge({ requestId })).body).toEqual(first.body);
    const { request: complained } = await get(id);
    expect(complained.complaints).toMatchObject([
      {
        about: 'refusal',
        lodgedOn: world.today(),
        lodgeBy: await dueOf('INF-06-30', day),
        inTime: true,
        verdict: null,
      },
    ]);
    const complaint = complained.complaints[0]?.id ?? '';
    const { request: own } = await get(complaint);
    expect(own).toMatchObject({ complaint: { requestId: id }, windows: [], actions: ['decide-complaint'] });
    expect(term(own)).toMatchObject({ rule: 'INF-06', on: await dueOf('INF-06', world.today()) });
    const decided = await act(complaint, 'verdict', {
      verdict: 'upheld',
      reasons: 'Datele se pot anonimiza.',
    });
    expect(decided.request.complaint).toMatchObject({ verdict: null });
    await leave(lettersOf(decided.request)[0] ?? '');
    expect((await get(complaint)).request.complaint).toMatchObject({
      verdict: 'upheld',
      decidedOn: world.today(),
    });
  });
});
