import { randomUUID } from 'node:crypto';
import {
  noGroup,
  type ReportedWorks,
  type SavedReport,
  type UnitBoard,
  WorksFigure,
  WorksGrouping,
  type WorksReport,
} from '@opis/contracts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { aCaseWorld } from '../../../test/a-case-world.ts';
import type { Caller } from '../../../test/a-server.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { toLegalTime } from '../../platform/clock.ts';
import { makeDueReports } from './index.ts';

const database = await aDatabase();
const world = await aCaseWorld(database);
const { registrar, head, handler, director, stranger, idOf } = world;
const today = toLegalTime(new Date()).date;
const year = Number(today.slice(0, 4));
const question = { from: `${year}-01-01`, to: `${year}-12-31` };

const count = async (caller: Caller, request: object) => {
  const { status, body } = await caller.request('POST', '/api/v1/reports/works', { question, ...request });
  return { status, report: body as WorksReport };
};
const rowsOf = async (caller: Caller, request: object) => {
  const found: string[] = [];
  let after: string | null | undefined;
  do {
    const body = { question, ...request, limit: 3, ...(after && { after }) };
    const page = (await caller.request('POST', '/api/v1/reports/works/rows', body)).body as ReportedWorks;
    found.push(...page.items.map(({ id }) => id));
    after = page.next;
  } while (after);
  return found;
};

beforeAll(async () => {
  for (let at = 0; at < 9; at++) {
    const channel = at % 3 === 0 ? 'email' : 'counter';
    const entry = await world.register({ unit: at % 4 === 3 ? 'contencios' : 'juridic', channel });
    if (at % 2 === 0 && at % 4 !== 3) await world.assign(handler, entry.id, 1, { self: true });
    if (at === 4) await world.act(handler, entry.id, 'close', { version: 2, outcome: 'filed' });
  }
  // Terms of each kind, on the first four files at the legal unit.
  await sql`
    INSERT INTO terms (id, case_file_id, role, rule_id, rule_valid_from, extension_cap, suspendable, started_at, start_on,
      target_on, limit_on, due_on, status, met_at, met_cause)
    SELECT gen_random_uuid(), files.id, 'answer', rules.id, rules.valid_from, rules.extension_cap, rules.suspendable,
      now() - interval '40 days', ${today}::date - 40, due.day, due.day, due.day,
      CASE WHEN files.place IN (1, 2) THEN 'met' ELSE 'running' END,
      CASE WHEN files.place IN (1, 2) THEN now() END, CASE WHEN files.place IN (1, 2) THEN 'closed' END
    FROM (SELECT case_files.id, row_number() OVER (ORDER BY case_files.id) AS place FROM case_files) AS files
    JOIN deadline_rules AS rules ON rules.id = 'PET-06'
    CROSS JOIN LATERAL (SELECT ${today}::date + CASE WHEN files.place IN (1, 3) THEN 3 ELSE -3 END AS day) AS due
    WHERE files.place <= 4`.execute(database.db);
});

test('counts what the person may see, and nothing else', async () => {
  const { rows } = await sql<{ all: number; legal: number }>`
    SELECT count(*)::int AS all, (count(*) FILTER (WHERE units.code = 'juridic'))::int AS legal
    FROM case_files JOIN units ON units.id = case_files.unit_id`.execute(database.db);
  expect((await count(registrar, {})).report.totals.all).toBe(rows[0]?.all);
  expect((await count(head, {})).report.totals.all).toBe(rows[0]?.legal);
  const theirs = (await count(stranger, {})).report;
  expect(theirs.groups.map(({ name }) => name)).toEqual(['Compartimentul Contencios']);
});

test('tells works answered in time, late, running, overdue and without a term apart', async () => {
  const { totals } = (await count(registrar, { by: 'term' })).report;
  expect(totals).toMatchObject({ all: 9, 'in-time': 1, late: 1, running: 1, overdue: 1, none: 5, closed: 1 });
});

test('every figure is the number of works behind it, for everybody, whatever is asked', async () => {
  const askers = [registrar, head, handler, director, stranger];
  const groupings = fc.constantFrom(...WorksGrouping.options);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...askers),
      groupings,
      fc.option(groupings, { nil: undefined }),
      fc.constantFrom(...WorksFigure.options),
      fc.constantFrom({}, { state: 'open' }, { term: 'overdue' }, { channel: 'email' }, { unit: 'juridic' }),
      async (caller, by, across, figure, narrowed) => {
        fc.pre(by !== across);
        const request = { question: { ...question, ...narrowed }, by, across };
        const { report } = await count(caller, request);
        const sum = (of: (group: WorksReport['groups'][number]) => number) =>
          report.groups.reduce((total, group) => total + of(group), 0);
        expect(sum(({ figures }) => figures[figure])).toBe(report.totals[figure]);
        for (const [at, column] of report.columns.entries())
          expect(await rowsOf(caller, { ...request, acrossKey: column.key })).toHaveLength(
            report.across[at] ?? -1,
          );
        for (const group of report.groups) {
          const behind = await rowsOf(caller, { ...request, figure, key: group.key });
          expect(new Set(behind).size).toBe(group.figures[figure]);
          for (const [at, column] of report.columns.entries())
            expect(await rowsOf(caller, { ...request, key: group.key, acrossKey: column.key })).toHaveLength(
              group.across[at] ?? -1,
            );
        }
      },
    ),
    { numRuns: 25 },
  );
}, 90_000);

test('a question is called by the names behind its ids, a petitioner only to who sees a work of theirs', async () => {
  const { rows } = await sql<{ party: string; name: string; person: string }>`
    SELECT parties.id AS party, parties.name, staff.given_name || ' ' || staff.family_name AS person
    FROM entries JOIN parties ON parties.id = entries.party_id CROSS JOIN staff
    WHERE staff.id = ${idOf(handler)} ORDER BY entries.id LIMIT 1`.execute(database.db);
  const [{ party, name, person } = { party: '', name: '', person: '' }] = rows;
  const named = async (caller: Caller, narrowed: object) =>
    (await count(caller, { question: { ...question, ...narrowed } })).report.named;
  expect(await named(registrar, { party, handler: idOf(handler) })).toEqual({ handler: person, party: name });
  expect(await named(await world.server.aCaller(['auditor']), { party })).toMatchObject({ party: name });
  expect(await named(await world.server.aCaller(['case-handler'], 'primar'), { party })).toEqual({
    handler: null,
    party: null,
  });
  expect(await named(registrar, {})).toEqual({ handler: null, party: null });
});

test('works without what they are grouped by stand in a group of their own', async () => {
  const { report } = await count(registrar, { by: 'handler' });
  expect(report.groups.find(({ key }) => key === noGroup)).toMatchObject({ name: 'fără persoană' });
});

test.each([
  [
    'a period that ends before it begins',
    { question: { from: '2026-02-01', to: '2026-01-01' } },
    'report.period',
  ],
  ['twice the same grouping', { by: 'unit', across: 'unit' }, 'report.same-grouping'],
])('%s is refused', async (_, request, code) => {
  const { status, report } = await count(registrar, request);
  expect({ status, code: (report as unknown as { code: string }).code }).toEqual({ status: 422, code });
});

const save = (caller: Caller, changes: object = {}) =>
  caller.request('POST', '/api/v1/reports/saved', {
    requestId: randomUUID(),
    title: 'Lucrări depășite',
    request: { question: { ...question, term: 'overdue' }, by: 'handler' },
    ...changes,
  });

test('a report is kept once, found by its owner alone, removed twice as once', async () => {
  const requestId = randomUUID();
  const [first, second] = [await save(head, { requestId }), await save(head, { requestId })];
  expect([first.status, second.status]).toEqual([201, 201]);
  expect((await save(head)).status).toBe(409);
  const list = async (caller: Caller) =>
    ((await caller.request('GET', '/api/v1/reports/saved')).body as { items: SavedReport[] }).items;
  expect((await list(head)).map(({ title }) => title)).toEqual(['Lucrări depășite']);
  expect(await list(handler)).toEqual([]);
  const forget = (caller: Caller) => caller.request('DELETE', `/api/v1/reports/saved/${requestId}`);
  expect((await forget(handler)).status).toBe(404);
  expect((await forget(head)).status).toBe(204);
  expect((await forget(head)).status).toBe(204);
  const { rows } = await sql<{ type: string }>`
    SELECT events.type FROM events WHERE events.subject_id = ${requestId} ORDER BY events.at, events.id`.execute(
    database.db,
  );
  expect(rows.map(({ type }) => type)).toEqual(['report.saved', 'report.removed']);
});

test('a report with a rhythm is put in line once on its day, of the period that ended', async () => {
  const { body } = await save(head, { title: 'În fiecare luni', rhythm: 'weekly' });
  const saved = body as SavedReport;
  const monday = new Date(`${saved.nextOn}T05:10:00Z`);
  const run = () =>
    makeDueReports.run(
      { db: database.db, clock: { now: () => monday } },
      {},
      { attempt: 1, isLastAttempt: false, signal: new AbortController().signal, log: undefined as never },
    );
  await run();
  await run();
  const { rows } = await sql<{ params: { request: { question: typeof question } } }>`
    SELECT long_works.params FROM long_works WHERE long_works.params ->> 'saved' = ${saved.id}`.execute(
    database.db,
  );
  expect(rows).toHaveLength(1);
  const { from, to } = rows[0]?.params.request.question ?? question;
  expect((Date.parse(to) - Date.parse(from)) / 86_400_000).toBe(6);
  expect(to < (saved.nextOn ?? '')).toBe(true);
});

const boardOf = (caller: Caller, unit = 'juridic') =>
  caller.request('GET', `/api/v1/reports/board?unit=${unit}`);

test('the board is for who leads the unit', async () => {
  for (const caller of [handler, registrar, stranger]) expect((await boardOf(caller)).status).toBe(403);
  expect((await boardOf(head, 'contencios')).status).toBe(403);
});

// Who heads a unit reads its files; who leads the house reads those below too (decision 0180: none counts what they may not see).
test.each([
  ['the head of the unit its own', head, ['juridic']],
  ['the director those below too', director, ['juridic', 'contencios']],
])('the board counts each open work once: %s', async (_, caller, units) => {
  const { status, body } = await boardOf(caller);
  expect(status).toBe(200);
  const found = body as UnitBoard;
  const { rows } = await sql<{ open: number; overdue: number; waiting: number }>`
    SELECT (count(*) FILTER (WHERE case_files.handler_id IS NOT NULL))::int AS open,
      (count(*) FILTER (WHERE case_files.due_on < ${today}::date AND case_files.handler_id IS NOT NULL))::int AS overdue,
      (count(*) FILTER (WHERE case_files.status = 'with-unit'))::int AS waiting
    FROM case_files JOIN units ON units.id = case_files.unit_id
    WHERE units.code = ANY (${units}) AND case_files.status <> 'closed'`.execute(database.db);
  const sum = (of: (load: UnitBoard['people'][number]) => number) =>
    found.people.reduce((total, load) => total + of(load), 0);
  expect({ open: sum(({ open }) => open), overdue: sum(({ overdue }) => overdue) }).toEqual({
    open: rows[0]?.open,
    overdue: rows[0]?.overdue,
  });
  expect(found.unassigned).toBe(rows[0]?.waiting);
  expect(found.below).toHaveLength(units.length - 1);
  expect(sum(({ age }) => age.upTo7 + age.upTo30 + age.upTo90 + age.over90)).toBe(rows[0]?.open);
  expect(found.weeks).toHaveLength(12);
  expect(found.weeks.at(-1)).toMatchObject({ closed: 1 });
});
