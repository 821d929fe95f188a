import { randomUUID } from 'node:crypto';
import {
  addDays,
  type CaseFileDetail,
  type EntryDetail,
  type LetterPage,
  type TaskPage,
} from '@opis/contracts';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { files } from '../../../test/a-case-world.ts';
import { aLetterWorld, letters } from '../../../test/a-letter-world.ts';
import { readPdfText } from '../../../test/read-pdf.ts';
import { aDatabase } from '../../../test/test-database.ts';

const database = await aDatabase();
const world = await aLetterWorld(database);
const { handler, head, director, registrar, stranger, colleague, today } = world;

describe('a draft', () => {
  test('begins from the template of the file’s procedure, addressed to whoever wrote, with all numbers', async () => {
    const { id, entry } = await world.aPetition();
    const letter = await world.begin(id);
    expect(letter).toMatchObject({
      status: 'draft',
      kind: 'answer',
      template: { code: 'raspuns-petitie', version: 0 },
      signaturesRequired: 2,
      legalBasisRequired: true,
      lacks: ['legal-basis'],
      actions: ['edit', 'send-on-route', 'withdraw'],
    });
    expect(letter.content.addressee.name).not.toBe('');
    expect(letter.fields['all-numbers']).toContain(`nr. ${entry.number} din `);
  });

  test('is begun once, however often the request comes', async () => {
    const { id } = await world.aPetition();
    const body = { requestId: randomUUID(), kind: 'answer' };
    const first = await world.ask(handler, `${files}/${id}/letters`, body);
    const second = await world.ask(handler, `${files}/${id}/letters`, body);
    expect(second.letter.id).toBe(first.letter.id);
    const { body: list } = await handler.request('GET', `${files}/${id}/letters`);
    expect((list as LetterPage).items).toHaveLength(1);
  });

  test('is begun only by who works on the file', async () => {
    const { id } = await world.aPetition();
    const body = { requestId: randomUUID(), kind: 'answer' };
    expect((await world.ask(stranger, `${files}/${id}/letters`, body)).status).toBe(404);
    const letter = await world.begin(id);
    expect((await world.get(letter.id, stranger)).status).toBe(404);
    expect((await world.get(letter.id, colleague)).status).toBe(200);
  });

  test('saved on another version is a conflict that carries the other text, and loses neither', async () => {
    const { id } = await world.aPetition();
    const letter = await world.begin(id);
    await world.save(letter, { subject: 'textul colegei' }, colleague);
    const { status, problem } = await world.save(letter, { subject: 'textul meu' });
    expect(status).toBe(409);
    expect(problem).toMatchObject({
      code: 'letter.changed-meanwhile',
      conflict: { content: { subject: 'textul colegei' } },
    });
    const { letter: mine } = await world.save(
      { ...letter, version: problem.conflict.version },
      { subject: 'textul meu' },
    );
    expect(mine.content.subject).toBe('textul meu');
    const { body } = await handler.request(
      'GET',
      `${letters}/${letter.id}/versions/${mine.versions[0]?.number}`,
    );
    expect(body).toMatchObject({ content: { subject: 'textul colegei' } });
  });

  test('keeps no script, style or address that the editor does not know', async () => {
    const { id } = await world.aPetition();
    const letter = await world.begin(id);
    const text = { type: 'text', text: 'clic', marks: [{ type: 'bold', attrs: { href: 'javascript:x' } }] };
    const body = { type: 'doc', content: [{ type: 'paragraph', attrs: { style: 'x' }, content: [text] }] };
    const { letter: saved } = await world.save(letter, { body } as never);
    expect(JSON.stringify(saved.content.body)).not.toMatch(/href|style/);
    const strange = { type: 'doc', content: [{ type: 'iframe', content: [] }] };
    expect((await world.save(saved, { body: strange } as never)).status).toBe(422);
    const unknown = { type: 'paragraph', content: [{ type: 'mergeField', attrs: { name: 'parola' } }] };
    expect((await world.save(saved, { body: { type: 'doc', content: [unknown] } } as never)).status).toBe(
      422,
    );
  });

  test('tells who else has it open', async () => {
    const { id } = await world.aPetition();
    const letter = await world.begin(id);
    await world.ask(colleague, `${letters}/${letter.id}/editing`, {});
    const { body } = await handler.request('POST', `${letters}/${letter.id}/editing`, {});
    expect((body as { items: object[] }).items).toHaveLength(1);
  });
});

describe('an answer on its way', () => {
  test('of a petition is refused without its legal basis (PET-13)', async () => {
    const { id } = await world.aPetition();
    const draft = await world.begin(id);
    const { status, problem } = await world.act(handler, draft, 'send-on-route', {
      signers: world.twoSigners(),
    });
    expect(status).toBe(422);
    expect(problem).toMatchObject({
      code: 'letter.no-legal-basis',
      fields: [{ path: 'content.legalBasis', code: 'letter.no-legal-basis' }],
    });
  });

  test('of a petition is refused with one signature, and with one person in both places (PET-13)', async () => {
    const { id } = await world.aPetition();
    const [one] = world.twoSigners();
    expect((await world.sent(id, { signers: [one] })).problem).toMatchObject({
      code: 'letter.two-signatures',
    });
    const twice = [one, { ...one, slot: 'institution-head' }];
    expect((await world.sent(id, { signers: twice })).problem).toMatchObject({ code: 'letter.signer-twice' });
  });

  test('is signed only by who leads the unit or one above it', async () => {
    const { id } = await world.aPetition();
    const [unitHead] = world.twoSigners();
    const signers = [unitHead, { slot: 'institution-head', person: world.idOf(colleague) }];
    expect((await world.sent(id, { signers })).problem).toMatchObject({ code: 'letter.signer-not-found' });
  });

  test('asks endorsement, then the head of the unit, then the head of the institution', async () => {
    const { id } = await world.aPetition();
    const steps = [[{ kind: 'endorsement', to: { person: world.idOf(colleague) } }]];
    const { letter } = await world.sent(id, { steps });
    expect(letter.status).toBe('in-route');
    await answer(colleague, 'endorse', 'favourable');
    expect((await world.get(letter.id)).letter.status).toBe('approved');
    expect(await waiting(director, 'sign')).toHaveLength(0);
    await answer(head, 'sign', 'signed');
    await answer(director, 'sign', 'signed');
    const { letter: signed } = await world.get(letter.id);
    expect(signed.status).toBe('signed');
    expect(signed.signers.map(({ method }) => method)).toEqual(['paper', 'paper']);
  });

  test('sent back with a reason is a draft again that says why', async () => {
    const { id } = await world.aPetition();
    const { letter } = await world.sent(id);
    const [task] = await waiting(head, 'sign');
    await head.request('POST', `/api/v1/tasks/${task?.id}/return`, {
      requestId: randomUUID(),
      version: task?.version,
      reason: 'lipsește numărul stâlpului',
    });
    const { letter: back } = await world.get(letter.id);
    expect(back).toMatchObject({ status: 'draft', returned: { reason: 'lipsește numărul stâlpului' } });
    expect(back.actions).toContain('edit');
    expect(await waiting(director, 'sign')).toHaveLength(0);
  });

  test('can be taken back by its author, and nothing is asked about it any more', async () => {
    const { id } = await world.aPetition();
    const { letter } = await world.sent(id);
    const { letter: back } = await world.act(handler, letter, 'recall', { reason: 'mai am de verificat' });
    expect(back.status).toBe('draft');
    expect(await waiting(head, 'sign')).toHaveLength(0);
  });

  test('does not change any more: another text is refused', async () => {
    const { id } = await world.aPetition();
    const { letter } = await world.sent(id);
    expect((await world.save(letter, { subject: 'altceva' })).status).toBe(403);
  });
});

describe('a signed answer', () => {
  test('fills the out columns of its number, comes into the opis and is ready to send (REG-03)', async () => {
    const { id, entry } = await world.aPetition();
    const letter = await world.ready(id);
    expect(letter).toMatchObject({ status: 'ready', datedOn: today });
    const url = `/api/v1/registers/general/entries/${entry.year}/${entry.number}`;
    const { body } = (await registrar.request('GET', url)) as { body: EntryDetail };
    expect(body).toMatchObject({
      dispatchedOn: today,
      resolution: 'răspuns',
      addressee: letter.content.addressee.name,
      outCount: 1,
    });
    const { body: file } = (await handler.request('GET', `${files}/${id}`)) as { body: CaseFileDetail };
    expect(file.items.map(({ title }) => title)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('Răspuns, nr.'),
        expect.stringContaining('semnat olograf'),
      ]),
    );
    expect(await world.terms(id)).toEqual([{ role: 'answer', status: 'running' }]);
  });

  test('stands on paper with letterhead, number, day, both signers and its legal basis', async () => {
    const { id, entry } = await world.aPetition();
    const letter = await world.ready(id);
    const { response } = await world.server.inject({
      method: 'GET',
      url: `${letters}/${letter.id}/letter.pdf`,
      headers: { authorization: `Bearer ${handler.token}` },
    });
    const text = (await readPdfText(response.rawPayload)).join(' ');
    for (const words of [
      'Consiliul Local al Comunei Valea Mică',
      'Primăria Comunei Valea Mică',
      'Serviciul Juridic',
      'registratura@valea-mica.example',
      String(entry.number),
      'Temei legal: art. 8 din O.G. nr. 27/2002',
      'Persida Cucuruz-2',
      'Persida Cucuruz-6',
    ]) {
      expect(text.replaceAll('\u00a0', ' ').replaceAll(/\s+/g, ' ')).toContain(words);
    }
  });

  test('is recorded once, however often the scan comes', async () => {
    const { id } = await world.aPetition();
    const { letter } = await world.sent(id);
    const body = {
      requestId: randomUUID(),
      version: letter.version,
      upload: await world.upload(),
      signedOn: today,
    };
    const url = `${letters}/${letter.id}/signed-paper`;
    const answers = await Promise.all([world.ask(handler, url, body), world.ask(handler, url, body)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const { letter: after } = await world.get(letter.id);
    expect(after.documents).toHaveLength(2);
    expect((await world.ask(handler, url, { ...body, signedOn: '2020-01-01' })).status).toBe(409);
  });

  test('answers each number of a joined file (PET-09)', async () => {
    const first = await world.aPetition();
    const second = await world.aPetition();
    const joined = await registrar.request('POST', `${files}/${second.id}/join`, {
      ...{ requestId: randomUUID(), version: 2, year: first.entry.year, number: first.entry.number },
    });
    expect(joined.status, JSON.stringify(joined.body)).toBe(200);
    const letter = await world.ready(first.id);
    expect(letter.numbers).toHaveLength(2);
    for (const { year, number } of [first.entry, second.entry]) {
      const { body } = await registrar.request('GET', `/api/v1/registers/general/entries/${year}/${number}`);
      expect(body).toMatchObject({ dispatchedOn: today, resolution: 'răspuns' });
    }
    expect(letter.fields['all-numbers']).toContain(` și nr. ${second.entry.number} din `);
  });

  test('waits in the queue of who dispatches, who reads it without reading the file (PET-03)', async () => {
    const { id } = await world.aPetition();
    const letter = await world.ready(id);
    const dispatcher = await world.server.aCaller(['dispatcher']);
    const { body } = await dispatcher.request('GET', `${letters}?queue=to-send&limit=200`);
    expect((body as LetterPage).items.map((row) => row.id)).toContain(letter.id);
    expect((await world.get(letter.id, dispatcher)).letter.actions).toEqual(['hand-over', 'record-sent']);
    expect(letter.actions).toEqual([]);
    const draft = await world.begin(id);
    expect((await world.get(draft.id, dispatcher)).status).toBe(404);
  });
});

describe('the queue of letters to send', () => {
  const page = async (more = '') =>
    (await registrar.request('GET', `${letters}?queue=to-send&limit=2${more}`)).body as LetterPage;

  test('stands in the order of the terms of their files, without one last, page after page', async () => {
    const days = [9, -3, null, 2, 2];
    const made: string[] = [];
    for (const day of days) {
      const { id } = await world.aPetition();
      const letter = await world.ready(id);
      made.push(letter.id);
      const due = day === null ? null : addDays(today, day);
      const shown = due ?? '2090-01-01';
      await sql`UPDATE terms SET due_on = ${shown}, limit_on = ${shown}, target_on = ${shown}
        WHERE case_file_id = ${id}`.execute(database.owner);
      await sql`UPDATE case_files SET due_on = ${due} WHERE id = ${id}`.execute(database.owner);
    }
    const rows: LetterPage['items'] = [];
    for (let next: string | null = ''; next !== null; ) {
      const answer: LetterPage = await page(next === '' ? '' : `&after=${next}`);
      rows.push(...answer.items);
      next = answer.next;
    }
    const ids = rows.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const [far, late, none, near, nearToo] = made;
    expect(ids.filter((id) => made.includes(id))).toEqual([late, near, nearToo, far, none]);
    expect(rows.find(({ id }) => id === late)?.due).toMatchObject({ state: 'late', days: -3 });
    expect(rows.find(({ id }) => id === far)?.due).toMatchObject({ on: addDays(today, 9) });
  });

  test('a place that is no place is refused', async () => {
    const some = '0199aaaa-0000-7000-8000-000000000001';
    for (const after of [`2026-99-99~${some}`, `~${some}`, 'never'])
      expect((await registrar.request('GET', `${letters}?queue=to-send&after=${after}`)).status).toBe(422);
  });
});

describe('a letter that leaves', () => {
  const handOver = (letter: { id: string; version: number }, on = today) =>
    world.act(registrar, letter, 'hand-over', { on, receivedBy: 'Elena Țăranu-Ghiță' });

  test('by hand meets the term of the answer, and says who received it', async () => {
    const { id } = await world.aPetition();
    const { letter } = await handOver(await world.ready(id));
    expect(letter).toMatchObject({
      status: 'left',
      departures: [{ how: 'hand', receivedBy: 'Elena Țăranu-Ghiță', on: today }],
    });
    expect(await world.terms(id)).toEqual([{ role: 'answer', status: 'met' }]);
  });

  test('closes its file in the same act when its author asked so', async () => {
    const { id } = await world.aPetition();
    const { letter } = await handOver(await world.ready(id, { closesFile: true }));
    expect(letter.caseFile.closed).toBe(true);
    const { body } = (await handler.request('GET', `${files}/${id}`)) as { body: CaseFileDetail };
    expect(body).toMatchObject({ status: 'closed', outcome: 'answered' });
  });

  test('is given by hand only by who dispatches (PET-03)', async () => {
    const { id } = await world.aPetition();
    const letter = await world.ready(id);
    const body = { on: today, receivedBy: 'Elena Țăranu' };
    expect((await world.act(handler, letter, 'hand-over', body)).status).toBe(403);
    expect((await world.act(head, letter, 'hand-over', body)).status).toBe(403);
  });

  test('leaves once, however often the request comes', async () => {
    const { id } = await world.aPetition();
    const letter = await world.ready(id);
    const body = { requestId: randomUUID(), version: letter.version, on: today, how: 'post' };
    const url = `${letters}/${letter.id}/sent`;
    const answers = await Promise.all([world.ask(registrar, url, body), world.ask(registrar, url, body)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[0]?.letter.departures).toHaveLength(1);
    const other = await world.act(registrar, letter, 'sent', { on: today, how: 'courier' });
    expect(other).toMatchObject({ status: 409, problem: { code: 'letter.changed-meanwhile' } });
  });

  test('not before the day on its stamp, nor tomorrow', async () => {
    const { id } = await world.aPetition();
    const letter = await world.ready(id);
    for (const on of ['2020-01-01', '2199-01-01']) {
      expect((await handOver(letter, on)).problem).toMatchObject({ fields: [{ path: 'on' }] });
    }
  });

  test('and comes back: its term runs again, the file that it closed is open, and it can leave anew', async () => {
    const { id } = await world.aPetition();
    const { letter } = await handOver(await world.ready(id, { closesFile: true }));
    const { letter: back } = await world.act(registrar, letter, 'returned', {
      on: today,
      reason: 'adresă greșită',
    });
    expect(back).toMatchObject({
      status: 'ready',
      departures: [{ returnedOn: today, returnReason: 'adresă greșită' }],
    });
    expect(await world.terms(id)).toEqual([{ role: 'answer', status: 'running' }]);
    const { body } = (await handler.request('GET', `${files}/${id}`)) as { body: CaseFileDetail };
    expect(body.status).toBe('with-handler');
    const { letter: again } = await world.act(registrar, back, 'sent', { on: today, how: 'registered-post' });
    expect(again.departures).toHaveLength(2);
    expect(await world.terms(id)).toEqual([{ role: 'answer', status: 'met' }]);
  });
});

async function waiting(caller: typeof handler, queue: string) {
  const { body } = await caller.request('GET', `/api/v1/tasks?queue=${queue}&limit=200`);
  return (body as TaskPage).items;
}

async function answer(caller: typeof handler, queue: string, verdict: string) {
  const [task] = await waiting(caller, queue);
  const { status, body } = await caller.request('POST', `/api/v1/tasks/${task?.id}/answer`, {
    requestId: randomUUID(),
    version: task?.version,
    verdict,
  });
  expect(status, JSON.stringify(body)).toBe(200);
}
