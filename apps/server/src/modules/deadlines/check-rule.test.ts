import { randomUUID } from 'node:crypto';
import type { CheckedRule, DeadlineRules, Notices } from '@opis/contracts';
import { beforeAll, expect, test } from 'vitest';
import { aCaseWorld } from '../../../test/a-case-world.ts';
import { aTerm, termDeps, termEvents, theTerm } from '../../../test/a-term.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { systemClock } from '../../platform/clock.ts';

const database = await aDatabase();
const world = await aCaseWorld(database);
const deps = termDeps(database.db, systemClock);
const jurist = await world.server.aCaller(['jurist']);
const rules = '/api/v1/deadlines/rules';
let file: { id: string };
beforeAll(async () => {
  file = await world.register({ unit: 'juridic', direction: 'internal' });
  // 5 days from a Friday: the target is a Wednesday, the limit the Thursday after it.
  await aTerm(deps, file, { ruleId: 'INF-02', role: 'refusal', on: '2026-12-18' });
});

const ruleOf = async (id: string) => {
  const { body } = await jurist.request('GET', rules);
  const found = (body as DeadlineRules).items.find((rule) => rule.id === id);
  if (found === undefined) throw new Error(`no rule ${id}`);
  return found;
};
const check = async (id: string, body: object, who = jurist) =>
  who.request('POST', `${rules}/${id}/2018-01-01/check`, { requestId: randomUUID(), ...body });

test('every rule says its act, its article and where it was read, and bears its doubts', async () => {
  const { body } = await jurist.request('GET', rules);
  const { items, years } = body as DeadlineRules;
  expect(items.length).toBeGreaterThan(14);
  expect(items.every(({ act, article, source }) => act && article && source)).toBe(true);
  expect(items.find(({ id }) => id === 'PET-06')).toMatchObject({ doubts: ['count-mode'], given: 'target' });
  expect(items.find(({ id }) => id === 'INF-12')).toMatchObject({ doubts: ['rule', 'count-mode'] });
  expect(years.map(({ year }) => year)).toEqual(Array.from({ length: 16 }, (_, at) => 2024 + at));
});

test('the limit is given only with a checked count mode, and then open files move to it', async () => {
  const { version } = await ruleOf('INF-02');
  const refused = await check('INF-02', { version, rule: true, countMode: false, given: 'limit' });
  expect(refused).toMatchObject({ status: 422, body: { code: 'deadline.limit-needs-check' } });
  const { status, body } = await check('INF-02', { version, rule: true, countMode: true, given: 'limit' });
  expect(status).toBe(200);
  const { rule, moved } = body as CheckedRule;
  expect([rule.doubts, rule.given, moved]).toEqual([[], 'limit', 1]);
  expect(rule.checkedBy).toMatch(/^Persida /);
  expect(await theTerm(database.db, file.id, 'refusal')).toMatchObject({ dueOn: '2026-12-24' });
  expect(await termEvents(database.db, file.id)).toEqual(['term.started', 'term.moved']);
});

test('who has the file is told that its term moved, once', async () => {
  const { body } = await world.head.request('GET', '/api/v1/notices');
  const { items, unread } = body as Notices;
  expect(items.map(({ kind, dueOn, role }) => [kind, dueOn, role])).toEqual([
    ['term-moved', '2026-12-24', 'refusal'],
  ]);
  expect(unread).toBe(1);
  const requestId = randomUUID();
  for (const _ of ['once', 'again']) {
    expect((await world.head.request('POST', '/api/v1/notices/read', { requestId })).status).toBe(204);
  }
  expect(((await world.head.request('GET', '/api/v1/notices')).body as Notices).unread).toBe(0);
  expect(((await world.stranger.request('GET', '/api/v1/notices')).body as Notices).items).toEqual([]);
});

test('a check on a rule that somebody else just checked is a conflict', async () => {
  const { version } = await ruleOf('PET-04');
  const body = { rule: true, countMode: true, given: 'target' };
  expect((await check('PET-04', { ...body, version })).status).toBe(200);
  expect(await check('PET-04', { ...body, version })).toMatchObject({
    status: 409,
    body: { code: 'deadline.changed-meanwhile' },
  });
});

test('a check that is taken back gives the cautious day again', async () => {
  const { version } = await ruleOf('INF-02');
  const { body } = await check('INF-02', { version, rule: false, countMode: false, given: 'target' });
  expect((body as CheckedRule).rule).toMatchObject({
    checkedOn: null,
    countModeCheckedOn: null,
    doubts: ['count-mode'],
  });
  expect(await theTerm(database.db, file.id, 'refusal')).toMatchObject({ dueOn: '2026-12-23' });
});

test('the lawyer corrects how days are counted, with the reason; open files move, and both stay written', async () => {
  const paper = await world.register({ unit: 'juridic', direction: 'internal' });
  // 5 days from Friday 18.12.2026: free 23.12 / 24.12; calendar 23.12 / 23.12; working days, over Christmas, 28.12.
  await aTerm(deps, paper, { ruleId: 'INF-12', role: 'redirect', on: '2026-12-18' });
  const said = { rule: true, countMode: true, given: 'target' };
  const reason = 'Norma spune „zile lucrătoare”.';
  const correct = async (countMode: string, changes: object = {}, who = jurist) => {
    const { version } = await ruleOf('INF-12');
    return check('INF-12', { ...said, version, correction: { countMode, reason }, ...changes }, who);
  };
  expect(await correct('workdays', { countMode: false })).toMatchObject({
    body: { code: 'deadline.correction-needs-check' },
  });
  expect(await correct('free')).toMatchObject({ body: { code: 'deadline.mode-not-correctable' } });
  for (const countMode of ['hours', 'months']) expect((await correct(countMode)).status).toBe(422);
  expect((await correct('workdays', { correction: { countMode: 'workdays', reason: '' } })).status).toBe(422);
  expect((await correct('workdays', {}, world.head)).status).toBe(403);
  expect((await ruleOf('INF-12')).corrected).toBeNull();
  const { status, body } = await correct('workdays');
  expect(status).toBe(200);
  const { rule, moved } = body as CheckedRule;
  expect(moved).toBe(1);
  expect(rule).toMatchObject({
    ...{ countMode: 'workdays', unit: 'workdays', doubts: [], corrected: { before: 'free', reason } },
  });
  expect(await theTerm(database.db, paper.id, 'redirect')).toMatchObject({
    ...{ dueOn: '2026-12-28', targetOn: '2026-12-28', limitOn: '2026-12-28' },
  });
  expect(await termEvents(database.db, paper.id)).toEqual(['term.started', 'term.moved']);
  const sheet = await jurist.request('GET', '/api/v1/deadlines/compute?rule=INF-12&start=2026-12-18');
  expect(sheet.body).toMatchObject({ target: '2026-12-28', limit: '2026-12-28' });
  expect((await correct('calendar')).status).toBe(200);
  expect(await theTerm(database.db, paper.id, 'redirect')).toMatchObject({
    ...{ dueOn: '2026-12-23', limitOn: '2026-12-23' },
  });
  // Back to free days: what people are given stays, the other day of the two is kept and is nobody's news.
  expect((await correct('free')).body).toMatchObject({
    moved: 0,
    rule: { corrected: { before: 'calendar' } },
  });
  expect(await theTerm(database.db, paper.id, 'redirect')).toMatchObject({
    ...{ dueOn: '2026-12-23', limitOn: '2026-12-24' },
  });
  expect(await termEvents(database.db, paper.id)).toHaveLength(3);
  const hours = (await ruleOf('INF-05')).version;
  const ofHours = { ...said, version: hours, correction: { countMode: 'free', reason } };
  expect(await check('INF-05', ofHours)).toMatchObject({ body: { code: 'deadline.mode-not-correctable' } });
});

test('nobody but the lawyer vouches for a rule or a year', async () => {
  const { version } = await ruleOf('PET-07');
  const body = { version, rule: true, countMode: true, given: 'target' };
  for (const who of [world.head, world.director, world.registrar]) {
    expect((await check('PET-07', body, who)).status).toBe(403);
  }
  expect((await check('ABC-01', { ...body, version: 1 })).status).toBe(404);
});

test('a year is counted in once the lawyer vouched for its days off', async () => {
  const ask = () => jurist.request('GET', '/api/v1/deadlines/compute?rule=PET-06&start=2040-02-01');
  expect(await ask()).toMatchObject({ status: 422, body: { code: 'calendar.year-unverified' } });
  const requestId = randomUUID();
  const year = '/api/v1/deadlines/years/2040/check';
  expect((await jurist.request('POST', year, { requestId, source: 'Codul muncii art. 139' })).status).toBe(
    200,
  );
  expect(await ask()).toMatchObject({ status: 200, body: { target: '2040-03-02', limit: '2040-03-05' } });
  const again = await jurist.request('POST', year, { requestId: randomUUID(), source: 'încă o dată' });
  expect(again).toMatchObject({ status: 409, body: { code: 'deadline.already-checked' } });
});
