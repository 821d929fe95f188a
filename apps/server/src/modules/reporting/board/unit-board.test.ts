import type { BoardFigure, BoardLoad, ReportedWorks, UnitBoard } from '@opis/contracts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { aCaseWorld } from '../../../../test/a-case-world.ts';
import type { Caller } from '../../../../test/a-server.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { toLegalTime } from '../../../platform/clock.ts';

const database = await aDatabase();
const world = await aCaseWorld(database);
const { registrar, head, handler, colleague, stranger, director, idOf } = world;
const today = toLegalTime(new Date()).date;

const boardOf = async (caller: Caller, unit = 'juridic') => {
  const { status, body } = await caller.request('GET', `/api/v1/reports/board?unit=${unit}`);
  return { status, board: body as UnitBoard };
};

async function behind(caller: Caller, query: Record<string, string>, unit = 'juridic'): Promise<string[]> {
  const found: string[] = [];
  let after: string | null = null;
  do {
    const search = new URLSearchParams({ unit, ...query, limit: '20', ...(after && { after }) });
    const { status, body } = await caller.request('GET', `/api/v1/reports/board/works?${search}`);
    expect(status, search.toString()).toBe(200);
    const page = body as ReportedWorks;
    found.push(...page.items.map(({ id }) => id));
    after = page.next;
  } while (after !== null);
  expect(new Set(found).size).toBe(found.length);
  return found;
}

type Work = {
  unit: string;
  who: 'nobody' | 'handler' | 'colleague';
  closed: boolean;
  due: number | null;
  age: number;
};
const someWork: fc.Arbitrary<Work> = fc.record({
  unit: fc.constantFrom('juridic', 'juridic', 'contencios'),
  who: fc.constantFrom('nobody', 'handler', 'handler', 'colleague'),
  closed: fc.boolean(),
  due: fc.constantFrom(null, -20, -1, 0, 3, 3, 7, 8, 40),
  age: fc.constantFrom(0, 6, 7, 8, 29, 30, 31, 90, 91, 200),
});

const people = { handler, colleague };

// Registered today through the API; how old it is, when it is due and when it was closed are written over afterwards.
async function make({ unit, who, closed, due, age }: Work): Promise<void> {
  const { id } = await world.register({ unit });
  const mine = who !== 'nobody' && unit === 'juridic' ? people[who] : undefined;
  if (mine) await world.assign(mine, id, 1, { self: true });
  if (mine && closed) await world.act(mine, id, 'close', { version: 2, outcome: 'answered' });
  await sql`UPDATE entries SET registered_on = ${today}::date - ${age}::int WHERE id = ${id}`.execute(
    database.owner,
  );
  await sql`UPDATE case_files SET due_on = ${due === null ? null : sql`${today}::date + ${due}::int`},
    closed_at = CASE WHEN case_files.closed_at IS NULL THEN NULL ELSE now() - make_interval(days => ${Math.min(age, 40)}) END
    WHERE id = ${id}`.execute(database.owner);
  if (due === null) return;
  const met = mine && closed ? sql`now()` : sql`NULL`;
  await sql`
    INSERT INTO terms (id, case_file_id, role, rule_id, rule_valid_from, extension_cap, suspendable, started_at, start_on,
      target_on, limit_on, due_on, status, met_at, met_cause)
    SELECT gen_random_uuid(), ${id}, 'answer', rules.id, rules.valid_from, rules.extension_cap, rules.suspendable,
      now() - interval '40 days', ${today}::date - 60, due.day, due.day, due.day,
      ${mine && closed ? 'met' : 'running'}, ${met}::timestamptz, ${mine && closed ? 'closed' : null}
    FROM deadline_rules AS rules CROSS JOIN LATERAL (SELECT ${today}::date + ${due}::int AS day) AS due
    WHERE rules.id = 'PET-06'`.execute(database.owner);
}

beforeAll(async () => {
  for (const work of fc.sample(someWork, { numRuns: 60, seed: 6 })) await make(work);
}, 120_000);

const ofLoad = ({ open, overdue, soon, atRisk, age }: BoardLoad): Partial<Record<BoardFigure, number>> => ({
  ...{ open, overdue, soon, 'at-risk': atRisk },
  ...{ 'up-to-7': age.upTo7, 'up-to-30': age.upTo30, 'up-to-90': age.upTo90, 'over-90': age.over90 },
});

/** Every number that a board says, with the question of its works. */
function numbersOf(board: UnitBoard): [Record<string, string>, number][] {
  const loads = (part: 'handler' | 'below', all: readonly BoardLoad[]) =>
    all.flatMap((load) =>
      Object.entries(ofLoad(load)).map(([figure, count]): [Record<string, string>, number] => [
        { figure, [part]: load.id ?? '' },
        count,
      ]),
    );
  const total = (of: (load: BoardLoad) => number) => board.people.reduce((sum, load) => sum + of(load), 0);
  const week = board.weeks.flatMap(({ monday, in: came, closed, withTerm, inTime }) =>
    Object.entries({ came, closed, 'with-term': withTerm, 'in-time': inTime }).map(
      ([figure, count]): [Record<string, string>, number] => [{ figure, week: monday }, count],
    ),
  );
  return [
    ...loads('handler', board.people),
    ...loads('below', board.below),
    ...week,
    ...board.pace.map(({ procedure: { code }, closed }): [Record<string, string>, number] => [
      { figure: 'closed', procedure: code },
      closed,
    ]),
    [{ figure: 'unassigned' }, board.unassigned],
    [{ figure: 'overdue' }, board.overdue],
    [{ figure: 'soon' }, board.soon],
    [{ figure: 'assigned' }, total(({ open }) => open)],
    [{ figure: 'at-risk' }, total(({ atRisk }) => atRisk)],
  ];
}

test.each([
  ['who leads the unit', head],
  ['who leads the house', director],
])(
  'each number of the board opens as many works as it says, for %s',
  async (_, caller) => {
    const { board } = await boardOf(caller);
    const numbers = numbersOf(board);
    for (const [query, count] of numbers)
      expect(await behind(caller, query), JSON.stringify(query)).toHaveLength(count);
    // A board of zeros would prove nothing.
    const counted = new Set(numbers.flatMap(([{ figure }, count]) => (count > 0 ? [figure] : [])));
    for (const figure of ['overdue', 'soon', 'at-risk', 'over-90', 'came', 'closed', 'in-time', 'unassigned'])
      expect(counted, figure).toContain(figure);
    expect(board.below.some(({ soon }) => soon > 0)).toBe(caller === director);
  },
  90_000,
);

test('what is at risk are the works due last among those of the week, beyond what the person closes in one', async () => {
  const { board } = await boardOf(head);
  for (const { id, soon, atRisk } of board.people) {
    const who = { handler: id ?? '' };
    const risky = await behind(head, { ...who, figure: 'at-risk' });
    const near = await behind(head, { ...who, figure: 'soon' });
    const { rows } = await sql<{ id: string }>`
      SELECT case_files.id FROM case_files WHERE case_files.id = ANY (${near}::uuid[])
      ORDER BY case_files.due_on DESC, case_files.id DESC LIMIT ${atRisk}`.execute(database.db);
    expect(near).toHaveLength(soon);
    expect([...risky].sort()).toEqual(rows.map((row) => row.id).sort());
  }
});

test('overdue works that no person has yet are counted and opened with the others', async () => {
  const { board } = await boardOf(head);
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM case_files JOIN units ON units.id = case_files.unit_id
    WHERE units.code = 'juridic' AND case_files.status <> 'closed' AND case_files.due_on < ${today}::date`.execute(
    database.db,
  );
  expect(rows[0]?.n).toBeGreaterThan(board.people.reduce((sum, { overdue }) => sum + overdue, 0));
  expect(board.overdue).toBeGreaterThanOrEqual(rows[0]?.n ?? 0);
});

test('what somebody may not see is neither counted on their board nor listed behind it', async () => {
  const { board } = await boardOf(head);
  const [first] = await behind(head, { figure: 'open', handler: idOf(handler) });
  await sql`DELETE FROM entry_readers USING entries WHERE entries.id = ${first} AND entry_readers.book_id = entries.book_id
    AND entry_readers.number = entries.number`.execute(database.owner);
  const after = (await boardOf(head)).board;
  const openOf = ({ people: loads }: UnitBoard) => loads.find(({ id }) => id === idOf(handler))?.open ?? 0;
  expect(openOf(after)).toBe(openOf(board) - 1);
  expect(await behind(head, { figure: 'open', handler: idOf(handler) })).not.toContain(first);
});

test('the works behind a board are for who leads the unit', async () => {
  for (const caller of [handler, registrar, stranger]) {
    const { status } = await caller.request('GET', '/api/v1/reports/board/works?unit=juridic&figure=open');
    expect(status).toBe(403);
  }
});
