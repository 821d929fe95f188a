import { randomUUID } from 'node:crypto';
import type { LongWork, WorksReport } from '@opis/contracts';
import { readXlsx } from 'hucre';
import { beforeAll, expect, test, vi } from 'vitest';
import { aCaseWorld } from '../../../../test/a-case-world.ts';
import type { Caller } from '../../../../test/a-server.ts';
import { aWorker } from '../../../../test/a-worker.ts';
import { readPdfText } from '../../../../test/read-pdf.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { toLegalTime } from '../../../platform/clock.ts';

const database = await aDatabase();
const world = await aCaseWorld(database);
const { server, registrar, head, stranger } = world;
await aWorker(database, server.product);
const today = toLegalTime(new Date()).date;
const question = { from: today, to: today };

async function make(caller: Caller, changes: object) {
  const { status, body } = await caller.request('POST', '/api/v1/reports/works/exports', {
    requestId: randomUUID(),
    question,
    ...changes,
  });
  expect(status).toBe(202);
  const { id } = body as LongWork;
  return vi.waitFor(
    async () => {
      const work = (await caller.request('GET', `/api/v1/long-works/${id}`)).body as LongWork;
      expect(work.finishedAt).not.toBeNull();
      return work;
    },
    { timeout: 30_000, interval: 50 },
  );
}

async function fileOf(caller: Caller, work: LongWork): Promise<Buffer> {
  const { app } = server;
  const answer = await app.inject({
    url: `/api/v1/long-works/${work.id}/file`,
    headers: { authorization: `Bearer ${caller.token}` },
  });
  expect(answer.statusCode).toBe(200);
  return answer.rawPayload;
}

beforeAll(async () => {
  for (let at = 0; at < 3; at++) await world.register({ unit: 'juridic' });
  await world.register({ unit: 'contencios' });
});

test('a report as a file says the figures of the screen, with its owner’s rights', async () => {
  const report = (await registrar.request('POST', '/api/v1/reports/works', { question })).body as WorksReport;
  expect(report.totals.all).toBe(4);
  const sheet = await readXlsx(await fileOf(registrar, await make(registrar, { format: 'xlsx' })));
  const figures = (sheet.sheets[0]?.rows ?? []).map((row) => row.slice(0, 2));
  expect(figures).toContainEqual(['Serviciul Juridic', 3]);
  expect(figures).toContainEqual(['Total', 4]);
  const theirs = await readXlsx(await fileOf(head, await make(head, { format: 'xlsx' })));
  expect((theirs.sheets[0]?.rows ?? []).map((row) => row[0])).not.toContain('Compartimentul Contencios');
});

test('on paper it names the period, the groups and the totals', async () => {
  const work = await make(registrar, { format: 'pdf', by: 'unit', across: 'channel' });
  expect(work.file?.name).toBe(`situatia-lucrarilor-${today}-${today}.pdf`);
  const text = (await readPdfText(await fileOf(registrar, work))).join(' ').replace(/\s+/g, ' ');
  for (const said of ['Situația lucrărilor pe compartiment', 'ghișeu', 'Total', 'pagina 1 din 1'])
    expect(text).toContain(said);
});

test('a report of nothing is not made, and says so', async () => {
  const past = { from: '2001-01-01', to: '2001-01-31' };
  const work = await make(stranger, { format: 'pdf', question: past });
  expect(work).toMatchObject({ state: 'failed', errorCode: 'report.nothing' });
});
