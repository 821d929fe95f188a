import { randomUUID } from 'node:crypto';
import type { LongWork, PetitionFiles, PetitionReport } from '@opis/contracts';
import fc from 'fast-check';
import { readXlsx } from 'hucre';
import { sql } from 'kysely';
import { beforeAll, expect, test, vi } from 'vitest';
import { aRegistration } from '../../../../test/a-registry.ts';
import { aServer, type Caller } from '../../../../test/a-server.ts';
import { aWorker } from '../../../../test/a-worker.ts';
import { readPdfText } from '../../../../test/read-pdf.ts';
import { aDatabase } from '../../../../test/test-database.ts';

const database = await aDatabase();
const server = await aServer(database);
await aWorker(database, server.product);
const year = Number(new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Bucharest' }).slice(0, 4));
const half =
  Number(new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Bucharest' }).slice(5, 7)) < 7 ? 1 : 2;
const endings = ['answered', 'withdrawn', 'other', 'anonymous', 'repeat', 'joined', 'open', 'late'] as const;
type Ending = (typeof endings)[number];
let registrar: Caller;
let director: Caller;
let stranger: Caller;

const post = async (caller: Caller, url: string, body: object) => {
  const answer = await caller.request('POST', url, { requestId: randomUUID(), ...body });
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body as { id: string };
};

async function aPetition(ending: Ending, channel: string, first: string | undefined): Promise<string> {
  const { register: _, requestId: __, ...body } = aRegistration({ unit: 'juridic', category: 'petitie' });
  const { id } = await post(registrar, '/api/v1/registers/general/entries', { ...body, channel });
  const reason = 'Așa a rezultat din verificare.';
  const end: Readonly<Record<Ending, () => Promise<unknown>>> = {
    answered: () => post(director, `/api/v1/case-files/${id}/close`, { version: 1, outcome: 'answered' }),
    withdrawn: () => post(director, `/api/v1/case-files/${id}/close`, { version: 1, outcome: 'withdrawn' }),
    other: () =>
      post(director, `/api/v1/case-files/${id}/close`, { version: 1, outcome: 'other', text: reason }),
    anonymous: () =>
      post(director, `/api/v1/petitions/${id}/close-anonymous`, {
        ...{ version: 1, atStake: 'nothing', way: 'close', foundFalse: true, reason },
      }),
    repeat: async () =>
      first && post(director, `/api/v1/petitions/${id}/close-repeat`, { version: 1, firstId: first, reason }),
    joined: () => Promise.resolve(),
    open: () => Promise.resolve(),
    late: () =>
      sql`UPDATE terms SET target_on = '2020-01-02', due_on = '2020-01-02', limit_on = '2020-01-03'
        WHERE case_file_id = ${id}`.execute(database.owner),
  };
  await end[ending]();
  return id;
}

const figuresFor = async (caller: Caller) =>
  (await caller.request('GET', `/api/v1/petitions/report?year=${year}&half=${half}`)).body as PetitionReport;

async function filesBehind(caller: Caller, group: string, code: string, more = ''): Promise<string[]> {
  const ids: string[] = [];
  for (let after = ''; ; ) {
    const query = `year=${year}&half=${half}&group=${group}&code=${encodeURIComponent(code)}&limit=7${more}${after}`;
    const { status, body } = await caller.request('GET', `/api/v1/petitions/report/files?${query}`);
    expect(status).toBe(200);
    const page = body as PetitionFiles;
    ids.push(...page.items.map(({ id }) => id));
    if (page.next === null) return ids;
    after = `&after=${page.next}`;
  }
}

beforeAll(async () => {
  registrar = await server.aCaller(['registrar']);
  director = await server.aCaller(['director']);
  stranger = await server.aCaller(['case-handler'], 'contencios');
  const first = await aPetition('answered', 'email', undefined);
  const made = fc.sample(
    fc.tuple(fc.constantFrom(...endings), fc.constantFrom('counter', 'email', 'post', 'portal')),
    { numRuns: 24, seed: 27 },
  );
  for (const [ending, channel] of made) await aPetition(ending, channel, first);
});

test('each figure opens exactly as many files as it says, and these are of no other line of its kind', async () => {
  const { figures } = await figuresFor(registrar);
  const seen = new Map<string, Set<string>>();
  for (const { group, code, count } of figures) {
    const ids = await filesBehind(registrar, group, code);
    expect(ids, `${group} ${code}`).toHaveLength(count);
    const others = seen.get(group) ?? new Set();
    for (const id of ids) {
      expect(others.has(id), `${group} ${code}`).toBe(false);
      others.add(id);
    }
    seen.set(group, others);
  }
});

test('by kind, channel, subject, month and solution the figures add up to what was received', async () => {
  const { figures } = await figuresFor(registrar);
  const received = figures.find(({ group }) => group === 'received')?.count ?? 0;
  expect(received).toBe(25);
  for (const group of ['kind', 'channel', 'subject', 'solution', 'month']) {
    const sum = figures.filter((figure) => figure.group === group).reduce((all, { count }) => all + count, 0);
    expect(sum, group).toBe(received);
  }
});

test('late ones are counted as late, answered or not', async () => {
  const { figures } = await figuresFor(registrar);
  const of = (code: string) => figures.find((figure) => figure.group === 'solution' && figure.code === code);
  expect(of('open-late')?.count).toBeGreaterThan(0);
  expect(of('open-late')?.late).toBe(of('open-late')?.count);
  expect(of('answered-in-term')?.late).toBe(0);
});

test('the late ones of each figure open as many files as it says, and only such as the figure opens', async () => {
  const { figures } = await figuresFor(registrar);
  const late = figures.filter((figure) => figure.late > 0);
  // Some are late and some are not, or the filter would prove nothing.
  expect(late.some(({ count, late: some }) => some < count)).toBe(true);
  for (const { group, code, late: count } of late) {
    const ids = await filesBehind(registrar, group, code, '&late=true');
    expect(ids, `${group} ${code}`).toHaveLength(count);
    const all = await filesBehind(registrar, group, code);
    expect(all).toEqual(expect.arrayContaining(ids));
  }
  expect(await filesBehind(registrar, 'solution', 'answered-in-term', '&late=true')).toEqual([]);
});

test('who may not see a row does not find it in a figure', async () => {
  const { figures } = await figuresFor(stranger);
  expect(figures.reduce((sum, { count }) => sum + count, 0)).toBe(0);
});

async function make(body: object): Promise<LongWork> {
  const first = await registrar.request('POST', '/api/v1/petitions/report/export', body);
  const again = await registrar.request('POST', '/api/v1/petitions/report/export', body);
  expect([first.status, again.status]).toEqual([202, 202]);
  const { id } = first.body as LongWork;
  expect((again.body as LongWork).id).toBe(id);
  return vi.waitFor(
    async () => {
      const work = (await registrar.request('GET', `/api/v1/long-works/${id}`)).body as LongWork;
      expect(work.finishedAt).not.toBeNull();
      return work;
    },
    { timeout: 30_000, interval: 50 },
  );
}

async function fileOf({ id }: LongWork): Promise<Buffer> {
  const headers = { authorization: `Bearer ${registrar.token}` };
  const answer = await server.app.inject({ url: `/api/v1/long-works/${id}/file`, headers });
  expect(answer.statusCode).toBe(200);
  return answer.rawPayload;
}

test('the document is a tagged PDF/A with the tables and the chart, made once however often it is asked for', async () => {
  const pdf = await fileOf(await make({ requestId: randomUUID(), year, half, format: 'pdf' }));
  const text = (await readPdfText(pdf)).join(' ').replace(/\s+/g, ' ');
  for (const words of ['art. 14 din O.G. nr. 27/2002', 'clasate ca anonime', 'Calea de primire', 'pe luni'])
    expect(text).toContain(words);
  expect(pdf.toString('latin1')).toContain('pdfaid:part');
});

test('the workbook has every figure as a number', async () => {
  const sheet = await readXlsx(
    await fileOf(await make({ requestId: randomUUID(), year, half, format: 'xlsx' })),
  );
  const { figures } = await figuresFor(registrar);
  const rows = (sheet.sheets[0]?.rows ?? []).map((row) => [row[1], row[2]]);
  for (const { name, count } of figures) expect(rows).toContainEqual([name, count]);
});
