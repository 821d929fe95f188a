import { randomUUID } from 'node:crypto';
import type {
  CaseTasks,
  CompetentBodies,
  LetterDetail,
  PetitionFiles,
  SimilarPetitions,
  TriagePage,
} from '@opis/contracts';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { aPetitionWorld } from '../../../test/a-petition-world.ts';
import type { Caller } from '../../../test/a-server.ts';
import { aDatabase } from '../../../test/test-database.ts';

const database = await aDatabase();
const { world, act, file, petition, letterOf, leave, aPaper, terms } = await aPetitionWorld(database);
const { registrar, head, handler, idOf } = world;

describe('recognising a paper', () => {
  test('keeps number and date, whatever it turns out to be, and counts terms from the registration', async () => {
    const { id, entry } = await aPaper({ category: undefined });
    const before = await file(id);
    const answer = await act(head, id, 'triage', {
      version: 1,
      decision: 'foi-request',
      reason: 'Cere informații de interes public.',
    });
    expect(answer).toMatchObject({
      status: 200,
      body: { registrationNumber: entry.registrationNumber, moved: false },
    });
    const after = await file(id);
    expect(after.registrationNumber).toBe(before.registrationNumber);
    expect((await petition(id)).triage).toMatchObject({ decision: 'foi-request' });
    expect((await terms(id)).filter(({ status }) => status === 'running')).toMatchObject([
      { role: 'answer', rule: 'INF-01-10' },
    ]);
    const again = await act(head, id, 'triage', {
      version: after.version,
      decision: 'petition',
      reason: 'De fapt se plânge de un serviciu.',
    });
    expect(again.status).toBe(200);
    expect((await terms(id)).filter(({ status }) => status === 'running')).toMatchObject([
      { role: 'answer', rule: 'PET-06' },
    ]);
  });

  test('that it is what it was taken for is said once, and moves no term', async () => {
    const { id } = await aPaper();
    const before = await terms(id);
    const command = {
      requestId: randomUUID(),
      version: 1,
      decision: 'petition',
      reason: 'Sesizare despre iluminat.',
    };
    expect((await act(head, id, 'triage', command)).status).toBe(200);
    expect((await act(head, id, 'triage', command)).status).toBe(200);
    expect(await terms(id)).toEqual(before);
    const { rows } = await sql`SELECT FROM petition_triages WHERE case_file_id = ${id}`.execute(database.db);
    expect(rows).toHaveLength(1);
  });

  test('a petition may be told its kind, which the half-yearly report counts; nothing else may', async () => {
    const { id } = await aPaper({ category: undefined });
    const said = { version: 1, reason: 'Cere repararea unei fântâni.', kind: 'sesizare' };
    expect((await act(head, id, 'triage', { ...said, decision: 'service' })).status).toBe(422);
    expect((await act(head, id, 'triage', { ...said, decision: 'petition' })).status).toBe(200);
    const [year, month] = world.today.split('-').map(Number);
    const half = (month ?? 1) < 7 ? 1 : 2;
    const query = `year=${year}&half=${half}&group=kind&code=sesizare`;
    const behind = await head.request('GET', `/api/v1/petitions/report/files?${query}`);
    expect((behind.body as PetitionFiles).items.map((item) => item.id)).toEqual([id]);
    const hostile = await head.request(
      'GET',
      `/api/v1/petitions/report/files?${query.replace('sesizare', 'a%00b')}`,
    );
    expect(hostile.status).toBe(422);
  });

  test('two at once: the second is told what the first did', async () => {
    const { id } = await aPaper();
    const command = { version: 1, decision: 'audience', reason: 'Cere să fie primit.' };
    const answers = await Promise.all([act(head, id, 'triage', command), act(head, id, 'triage', command)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  test('waits in the queue of who gives papers their way until somebody has looked', async () => {
    const { id } = await aPaper({ unit: undefined, category: undefined });
    const queue = async (caller: Caller) =>
      ((await caller.request('GET', '/api/v1/petitions/triage?limit=200')).body as TriagePage).items;
    expect((await queue(registrar)).map((item) => item.id)).toContain(id);
    expect((await queue(world.stranger)).map((item) => item.id)).not.toContain(id);
    await act(registrar, id, 'triage', { version: 1, decision: 'service', reason: 'Cere o adeverință.' });
    expect((await queue(registrar)).map((item) => item.id)).not.toContain(id);
  });

  test('what did not come in from outside is nobody’s to recognise', async () => {
    const { id } = await aPaper({ direction: 'internal', sender: undefined, category: undefined });
    const answer = await act(head, id, 'triage', {
      version: 1,
      decision: 'petition',
      reason: 'Notă internă.',
    });
    expect(answer).toMatchObject({ status: 409, body: { code: 'petition.not-triaged-here' } });
  });
});

describe('a petition without a name (art. 7)', () => {
  test('is proposed for closing and never closed by itself', async () => {
    const { id } = await aPaper({ sender: { kind: 'natural', name: 'Un vecin îngrijorat' } });
    expect(await petition(id)).toMatchObject({ anonymous: 'no-identification' });
    expect((await file(id)).status).toBe('with-unit');
  });

  test('is closed by a person who said that nothing is at stake, with the reason', async () => {
    const { id } = await aPaper({ sender: { kind: 'natural', name: 'Un vecin îngrijorat' } });
    const closed = await act(head, id, 'close-anonymous', {
      ...{ version: 1, atStake: 'nothing', way: 'close' },
      reason: 'Fără date de contact; nu se cere nimic urgent.',
    });
    expect(closed.status).toBe(204);
    expect(await file(id)).toMatchObject({ status: 'closed', outcome: 'closed-anonymous' });
    expect((await terms(id)).map(({ status }) => status)).toEqual(['cancelled']);
    expect((await petition(id)).decided).toMatchObject({ atStake: 'nothing', way: 'close' });
  });

  test('is never closed when somebody is in danger: it goes on of the institution’s own accord', async () => {
    const { id } = await aPaper({ sender: { kind: 'natural', name: 'Un vecin îngrijorat' } });
    const danger = { version: 1, atStake: 'child-or-victim', reason: 'Un copil este lăsat singur noaptea.' };
    const refused = await act(head, id, 'close-anonymous', { ...danger, way: 'close' });
    expect(refused.status).toBe(422);
    expect((await act(head, id, 'close-anonymous', { ...danger, way: 'ex-officio' })).status).toBe(204);
    expect(await file(id)).toMatchObject({ status: 'with-unit' });
    expect(await petition(id)).toMatchObject({ procedure: 'ex-officio', decided: { way: 'ex-officio' } });
  });

  test('one with a name and an address is anonymous only when somebody says why these are nobody’s', async () => {
    const sender = {
      kind: 'natural' as const,
      name: 'Pantelimon Zăvoianu',
      address: 'Str. Inexistentă nr. 1',
    };
    const { id } = await aPaper({ sender });
    const command = {
      ...{ version: 1, atStake: 'nothing', way: 'close' },
      reason: 'Adresa nu există în nomenclatorul stradal.',
    };
    expect(await act(head, id, 'close-anonymous', command)).toMatchObject({
      status: 422,
      body: { code: 'petition.not-anonymous' },
    });
    expect((await act(head, id, 'close-anonymous', { ...command, foundFalse: true })).status).toBe(204);
    expect((await petition(id)).decided).toMatchObject({ ground: 'found-false' });
  });
});

describe('a petition at the wrong door (art. 6¹)', () => {
  let bodyId: string;
  beforeAll(async () => {
    const requestId = randomUUID();
    const body = {
      name: 'Inspectoratul pentru Fântâni Valea Mare',
      domains: 'apă potabilă, fântâni publice',
      address: 'Str. Izvorului nr. 2, Valea Mare',
      email: 'registratura@fantani.example',
    };
    expect((await registrar.request('POST', '/api/v1/competent-bodies', { requestId, ...body })).status).toBe(
      204,
    );
    bodyId = requestId;
    const again = await registrar.request('POST', '/api/v1/competent-bodies', {
      requestId: randomUUID(),
      ...body,
    });
    expect(again).toMatchObject({ status: 409, body: { code: 'petition.body-name-taken' } });
    expect(
      (await handler.request('POST', '/api/v1/competent-bodies', { requestId: randomUUID(), ...body }))
        .status,
    ).toBe(403);
  });

  test('begins two letters and the term of five days, and closes only when both have left', async () => {
    const { id } = await aPaper({
      sender: { kind: 'natural', name: 'Aglaia Stupu', address: 'Str. Morii nr. 4' },
    });
    const reason = 'Fântânile publice sunt în administrarea inspectoratului.';
    expect((await act(head, id, 'redirection', { version: 1, bodyId, reason })).status).toBe(204);
    const { redirection } = await petition(id);
    expect(redirection).toMatchObject({ letter: { status: 'draft' }, notice: { status: 'draft' } });
    expect((await terms(id)).map(({ role, rule }) => [role, rule])).toContainEqual(['redirect', 'PET-04']);
    const letters = [redirection?.letter.id ?? '', redirection?.notice.id ?? ''];
    const [main, notice] = await Promise.all(letters.map((each) => letterOf(each)));
    expect(main?.content.addressee.name).toBe('Inspectoratul pentru Fântâni Valea Mare');
    expect(notice?.content.addressee.name).toBe('Aglaia Stupu');
    await leave(letters[0] ?? '');
    expect(await file(id)).toMatchObject({ status: 'with-unit' });
    await leave(letters[1] ?? '');
    expect(await file(id)).toMatchObject({ status: 'closed', outcome: 'redirected' });
    expect((await terms(id)).map(({ status }) => status)).toEqual(['met', 'met']);
  });

  test('the database itself refuses a redirection of which a letter has not left', async () => {
    const { id } = await aPaper();
    await act(head, id, 'redirection', { version: 1, bodyId, reason: 'Nu este de competența noastră.' });
    const forced = sql`UPDATE case_files SET status = 'closed', outcome = 'redirected', closed_at = now()
      WHERE id = ${id}`.execute(database.owner);
    await expect(forced).rejects.toThrow(/both letters have left/);
  });

  test('is given up before a letter left, and may be begun again', async () => {
    const { id } = await aPaper();
    const reason = 'Nu este de competența noastră.';
    await act(head, id, 'redirection', { version: 1, bodyId, reason });
    const twice = await act(head, id, 'redirection', { version: 1, bodyId, reason });
    expect(twice.status).toBe(403);
    const { redirection } = await petition(id);
    const begun = [redirection?.letter.id ?? '', redirection?.notice.id ?? ''];
    // One of them is on its way already: whoever was asked to sign it is asked no more.
    const signers = world.twoSigners();
    await world.act(head, await letterOf(begun[0] ?? ''), 'send-on-route', { signers });
    expect(
      (await act(head, id, 'redirection/withdrawal', { version: 1, reason: 'S-a greșit.' })).status,
    ).toBe(204);
    expect((await petition(id)).redirection).toBeNull();
    for (const each of begun) expect((await letterOf(each))?.status).toBe('withdrawn');
    const { items } = (await head.request('GET', `/api/v1/case-files/${id}/tasks`)).body as CaseTasks;
    expect(items.filter(({ status }) => status === 'open' || status === 'waiting')).toEqual([]);
    expect((await act(head, id, 'redirection', { version: 1, bodyId, reason })).status).toBe(204);
  });

  test('is sent to no authority that left the list', async () => {
    const { items } = (await head.request('GET', '/api/v1/competent-bodies')).body as CompetentBodies;
    const version = items.find((each) => each.id === bodyId)?.version ?? 0;
    await registrar.request('POST', `/api/v1/competent-bodies/${bodyId}/retirement`, {
      requestId: randomUUID(),
      version,
    });
    const { id } = await aPaper();
    const answer = await act(head, id, 'redirection', { version: 1, bodyId, reason: 'Nu este al nostru.' });
    expect(answer).toMatchObject({ status: 422, body: { code: 'petition.body-not-found' } });
  });
});

describe('petitions about the same', () => {
  const sender = { kind: 'natural' as const, name: 'Olimpia Răchițeanu', phone: '0700 111 222' };
  const subject = 'Groapa din fața blocului de pe strada Teilor';

  test('are found by person and by words, among those that one may read', async () => {
    const first = await aPaper({ sender, subject });
    const alike = await aPaper({ subject: 'Groapă în fața blocului, strada Teilor' });
    const hidden = await aPaper({ unit: 'contencios', subject });
    const other = await aPaper({ sender, subject: 'Cerere de înscriere la bibliotecă' });
    const last = await aPaper({ sender, subject });
    const { items } = (await head.request('GET', `/api/v1/petitions/${last.id}/similar`))
      .body as SimilarPetitions;
    expect(items.map(({ id, basis }) => [id, basis])).toEqual([
      [first.id, 'both'],
      [alike.id, 'text'],
      [other.id, 'person'],
    ]);
    expect(items.map(({ id }) => id)).not.toContain(hidden.id);
  });

  test('are joined to the first with the reason, and one answer names every number', async () => {
    const first = await aPaper({ sender, subject: 'Zgomot noaptea de la terasa de pe Morii' });
    const second = await aPaper({ sender, subject: 'Zgomot noaptea de la terasa de pe strada Morii' });
    const reason = 'Același petent, aceeași problemă.';
    const joined = await act(head, second.id, 'joinder', { version: 1, firstId: first.id, reason });
    expect(joined.status).toBe(204);
    expect(await file(second.id)).toMatchObject({ status: 'closed', outcome: 'joined' });
    expect((await petition(first.id)).mentions).toMatchObject([
      { id: second.id, kind: 'joined', basis: 'both', reason },
    ]);
    const draft = await world.begin(first.id, 'answer', head);
    expect(draft.fields['all-numbers']).toContain(String(first.entry.number));
    expect(draft.fields['all-numbers']).toContain(String(second.entry.number));
  });

  test('one that repeats an answered petition is closed with a mention at the first number', async () => {
    const first = await aPaper({ sender, subject: 'Becul ars din scara B' });
    const repeat = await aPaper({ sender, subject: 'Becul ars din scara B, din nou' });
    const command = { version: 1, firstId: first.id, reason: 'Nu aduce nimic nou.' };
    expect(await act(head, repeat.id, 'close-repeat', command)).toMatchObject({
      status: 409,
      body: { code: 'petition.first-not-answered' },
    });
    await head.request('POST', `/api/v1/case-files/${first.id}/close`, {
      ...{ requestId: randomUUID(), version: 1, outcome: 'answered' },
    });
    expect((await act(head, repeat.id, 'close-repeat', command)).status).toBe(204);
    expect(await file(repeat.id)).toMatchObject({ status: 'closed', outcome: 'closed-repeat' });
    const { items } = (await head.request('GET', `/api/v1/case-files/${first.id}/chronology`)).body as {
      items: { step: { text: string | null } | null }[];
    };
    expect(items[0]?.step?.text).toContain(repeat.entry.registrationNumber);
  });

  test('joins nothing to a later one, nor to one that the person may not read', async () => {
    const first = await aPaper({ sender, subject });
    const later = await aPaper({ sender, subject });
    const hidden = await aPaper({ unit: 'contencios', subject });
    const last = await aPaper({ sender, subject });
    const reason = 'Aceeași problemă.';
    expect(await act(head, first.id, 'joinder', { version: 1, firstId: later.id, reason })).toMatchObject({
      body: { code: 'petition.first-is-later' },
    });
    expect(await act(head, last.id, 'joinder', { version: 1, firstId: hidden.id, reason })).toMatchObject({
      body: { code: 'petition.first-not-found' },
    });
  });
});

test('an answer sets out only once somebody was given the petition to solve (art. 12)', async () => {
  const { id } = await world.register({ unit: 'juridic', category: 'petitie' });
  const draft = (await world.save(await world.begin(id, 'answer', head), { legalBasis: 'art. 8' }, head))
    .letter;
  expect(draft.lacks).toContain('assignment');
  const send = (letter: LetterDetail) =>
    world.act(head, letter, 'send-on-route', { signers: world.twoSigners() });
  expect(await send(draft)).toMatchObject({ status: 422, problem: { code: 'letter.not-assigned' } });
  await world.assign(head, id, 1, { person: idOf(handler) });
  expect((await world.get(draft.id, head)).letter.lacks).not.toContain('assignment');
  expect((await send(draft)).status).toBe(200);
});

test('nobody answers a petition that is not theirs by assignment (art. 12)', async () => {
  const { id } = await aPaper();
  const begun = await world.stranger.request('POST', `/api/v1/case-files/${id}/letters`, {
    requestId: randomUUID(),
    kind: 'answer',
  });
  expect(begun.status).toBe(404);
  expect(idOf(handler)).not.toBe('');
});
