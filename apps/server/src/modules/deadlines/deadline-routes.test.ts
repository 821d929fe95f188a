import type { CaseFileDetail, CaseTerms, DeadlineSheet, TermSheet } from '@opis/contracts';
import { expect, test } from 'vitest';
import { aCaseWorld } from '../../../test/a-case-world.ts';
import { aTerm, termDeps } from '../../../test/a-term.ts';
import { readPdfText } from '../../../test/read-pdf.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { systemClock } from '../../platform/clock.ts';
import { sheetLines } from './deadline-commands.ts';

const database = await aDatabase();
const world = await aCaseWorld(database);
const deps = termDeps(database.db, systemClock);
const compute = '/api/v1/deadlines/compute';

test('the sheet of a petition says both dates, the article and why', async () => {
  const { status, body } = await world.handler.request('GET', `${compute}?rule=PET-06&start=2026-06-24`);
  expect(status).toBe(200);
  const sheet = body as DeadlineSheet;
  expect(sheet).toMatchObject({
    article: 'art. 8 alin. (1) din O.G. nr. 27/2002',
    ...{ target: '2026-07-24', limit: '2026-07-27', due: '2026-07-24', doubts: ['count-mode'] },
    extension: { by: 15, target: '2026-08-07', limit: '2026-08-10' },
  });
  expect(sheet.steps.map(({ text }) => text)).toEqual([
    'Răspunsul la petiție: 30 de zile de la înregistrare.',
    'Ziua de 24.06.2026 și ziua împlinirii nu se numără: 25.06–24.07 sunt cele 30 de zile.',
    'Ziua împlinirii, 25.07, e sâmbătă. Termenul trece la prima zi lucrătoare, luni, 27.07.2026.',
    'Ultima zi lucrătoare din termen este vineri, 24.07.2026: până atunci se trimite.',
    'Termenul nu se suspendă pentru lipsa unor acte.',
  ]);
  expect(sheet.steps[2]?.article).toBe('art. 181 alin. (2) C. proc. civ.; art. 2554 C. civ.');
});

test('an extension is counted from registration, and refused beyond the law', async () => {
  const asked = (extension: number) =>
    world.handler.request('GET', `${compute}?rule=PET-06&start=2026-06-29&extension=${extension}`);
  expect((await asked(15)).body).toMatchObject({ limit: '2026-08-14', extendedBy: 15, extension: null });
  expect(await asked(16)).toMatchObject({ status: 422, body: { code: 'deadline.extension-beyond-cap' } });
});

test('hours are counted by the clock', async () => {
  const { body } = await world.handler.request('GET', `${compute}?rule=INF-05&start=2026-06-29&at=15:30`);
  expect(body).toMatchObject({ limit: '2026-06-30', limitAt: '2026-06-30T12:30:00.000Z' });
});

test.each([
  ['rule=PET-06&start=2026-02-30', 422],
  ['rule=pet&start=2026-06-29', 422],
  ['rule=ABC-99&start=2026-06-29', 404],
  ['rule=PET-06&start=2017-06-29', 404],
  ['rule=PET-06&start=2050-06-29', 422],
  ['rule=PET-06', 422],
  ['rule=INF-05&start=2026-03-29&at=03:30', 422],
])('%s is refused with %i', async (query, status) => {
  expect((await world.handler.request('GET', `${compute}?${query}`)).status).toBe(status);
});

test('the sheet is a paper too', async () => {
  const address = `${compute}.pdf?rule=PET-06&start=2026-11-24`;
  const { response } = await world.server.inject({
    method: 'GET',
    url: address,
    headers: { authorization: `Bearer ${world.handler.token}` },
  });
  expect(response.headers['content-type']).toBe('application/pdf');
  const text = (await readPdfText(response.rawPayload)).join(' ');
  expect(text).toContain('luni, 28.12.2026');
  expect(text).toContain('Sfântul Andrei');
  expect(text).toContain('Neverificat juridic');
});

test('a file shows its terms to whoever sees it, and its sheet with its number', async () => {
  const file = await world.register({ unit: 'juridic', direction: 'internal' });
  const term = await aTerm(deps, file);
  const terms = `/api/v1/case-files/${file.id}/terms`;
  const { body } = await world.head.request('GET', terms);
  expect((body as CaseTerms).items).toMatchObject([
    { id: term.id, role: 'answer', rule: 'PET-06', status: 'running', due: term.dueOn },
  ]);
  const detail = (await world.head.request('GET', `/api/v1/case-files/${file.id}`)).body as CaseFileDetail;
  expect(detail.due).toMatchObject({ termId: term.id, on: term.dueOn, state: 'far' });
  const sheet = (await world.head.request('GET', `${terms}/${term.id}`)).body as TermSheet;
  expect(sheet.caseFile.registrationNumber).toBe(detail.registrationNumber);
  expect(sheet.sheet.due).toBe(term.dueOn);
  const paper = await world.head.request('GET', `${terms}/${term.id}/sheet.pdf`);
  expect(paper.status).toBe(200);
  expect((await world.stranger.request('GET', terms)).status).toBe(404);
  expect((await world.stranger.request('GET', `${terms}/${term.id}`)).status).toBe(404);
  expect((await world.head.request('GET', `${terms}/${file.id}`)).status).toBe(404);
});

test('the command line prints the same sheet', async () => {
  const { body } = await world.handler.request('GET', `${compute}?rule=PET-06&start=2026-06-29`);
  const lines = sheetLines(body as DeadlineSheet);
  expect(lines.slice(0, 6)).toEqual([
    'PET-06 · art. 8 alin. (1) din O.G. nr. 27/2002',
    '  Început  luni, 29.06.2026',
    '  Țintă    miercuri, 29.07.2026',
    '  Limită   joi, 30.07.2026',
    '  Se dă    miercuri, 29.07.2026',
    '  neverificat juridic: modul de calcul',
  ]);
  expect(lines).toContain('  29.06.2026       început, nu se numără');
  expect(lines).toContain('  29.07.2026   30  țintă');
  expect(lines).toContain('  30.07.2026       se împlinește, limita legală');
});
