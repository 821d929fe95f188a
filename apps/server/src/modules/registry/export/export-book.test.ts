import { randomUUID } from 'node:crypto';
import type { ExportPreview, LongWork, RegisterDocumentResponse } from '@opis/contracts';
import { parseCsv, readXlsx } from 'hucre';
import { sql } from 'kysely';
import { beforeAll, expect, test, vi } from 'vitest';
import { aRegistration } from '../../../../test/a-registry.ts';
import { aServer, type Caller } from '../../../../test/a-server.ts';
import { aWorker } from '../../../../test/a-worker.ts';
import { readPageSizes, readPdfText } from '../../../../test/read-pdf.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { toLegalTime } from '../../../platform/clock.ts';
import { createRegister } from '../create-register.ts';

const database = await aDatabase();
const server = await aServer(database);
await aWorker(database, server.product);

const { date: today, year } = toLegalTime(new Date());
const period = { from: `${year}-01-01`, to: `${year}-12-31` };
const hostile = [
  '=HYPERLINK("https://a.example";"x")',
  '+40 700 000 001',
  '-1+2',
  '@SUM(A1)',
  'a;b"c',
  '#import "x.typ": *',
  '<b>&amp;</b>',
  'ș'.repeat(180),
];
let registrar: Caller;
let other: Caller;
let member: Awaited<ReturnType<typeof server.aCaller>>;
let rows: { subject: string; number: number }[];

beforeAll(async () => {
  registrar = await server.aCaller(['registrar']);
  other = await server.aCaller(['registrar']);
  member = await server.aCaller(['case-handler'], 'juridic');
  rows = [];
  for (const subject of [...hostile, 'Cerere scrisă de două ori'])
    rows.push({
      subject,
      number: await register(registrar, 'general', { subject, unit: 'juridic', channel: 'post' }),
    });
  await register(registrar, 'general', { subject: 'Fără compartiment', channel: 'email' });
  const last = rows.at(-1)?.number ?? 0;
  const address = `/api/v1/registers/general/entries/${year}/${last}`;
  const { status } = await registrar.request('POST', `${address}/annulment`, {
    requestId: randomUUID(),
    reason: 'înregistrată de două ori',
  });
  expect(status).toBe(200);
});

async function register(caller: Caller, code: string, changes: object): Promise<number> {
  const { register: _register, ...body } = aRegistration(changes);
  const { status, body: answer } = await caller.request('POST', `/api/v1/registers/${code}/entries`, body);
  expect(status).toBe(201);
  return (answer as RegisterDocumentResponse).number;
}

const ask = (caller: Caller, changes: object = {}, code = 'general') =>
  caller.request('POST', `/api/v1/registers/${code}/exports`, {
    requestId: randomUUID(),
    format: 'csv',
    ...period,
    ...changes,
  });

async function untilOver(caller: Caller, id: string): Promise<LongWork> {
  return vi.waitFor(
    async () => {
      const { body } = await caller.request('GET', `/api/v1/long-works/${id}`);
      expect((body as LongWork).finishedAt).not.toBeNull();
      return body as LongWork;
    },
    { timeout: 20_000, interval: 50 },
  );
}

async function exported(caller: Caller, changes: object = {}) {
  const { status, body } = await ask(caller, changes);
  expect(status).toBe(202);
  const work = await untilOver(caller, (body as LongWork).id);
  expect(work).toMatchObject({ state: 'done', errorCode: null });
  const bytes = await fetchFile(caller, work.id);
  return { work, bytes: bytes.response.rawPayload, headers: bytes.response.headers };
}

const fetchFile = (caller: Caller, id: string) =>
  server.inject({
    method: 'GET',
    url: `/api/v1/long-works/${id}/file`,
    headers: { authorization: `Bearer ${caller.token}` },
  });

test('the book as CSV holds every row, and no cell that a spreadsheet would run', async () => {
  const { work, bytes, headers } = await exported(registrar);
  expect(headers['content-disposition']).toContain(`registru-general-${year}-01-01-${year}-12-31.csv`);
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  const cells = parseCsv(bytes.toString('utf8'), { delimiter: ';' }) as string[][];
  expect(cells[0]).toHaveLength(20);
  expect(cells).toHaveLength(rows.length + 2);
  expect(work.counts).toEqual({ rows: rows.length + 1, annulled: 1, volumes: 1 });
  const subjects = cells.slice(1).map((row) => row[9]);
  expect(subjects.slice(0, 4)).toEqual(hostile.slice(0, 4).map((text) => `'${text}`));
  expect(subjects.slice(4, 8)).toEqual(hostile.slice(4));
  expect(cells.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  expect(cells[rows.length]?.[17]).toBe('ANULAT');
  expect(cells[rows.length]?.[18]).toContain('înregistrată de două ori');
});

test('column 8 names a unit as it was called on the day when the paper was given to it', async () => {
  await sql`INSERT INTO unit_names (unit_id, valid_from, name, short_name)
    SELECT units.id, given.day, given.short, given.short FROM units,
      (VALUES ('2020-01-01'::date, 'Oficiul Vechi'), (${today}::date + 1, 'Direcția Nouă')) AS given(day, short)
    WHERE units.code = 'juridic'`.execute(database.owner);
  const { bytes } = await exported(registrar);
  const cells = parseCsv(bytes.toString('utf8'), { delimiter: ';' }) as string[][];
  expect(cells[1]).toContain('Oficiul Vechi');
  expect(cells.flat()).not.toContain('Direcția Nouă');
  await sql`DELETE FROM unit_names`.execute(database.owner);
});

test('the workbook has numbers and days as such, texts as texts, and a frozen head', async () => {
  const { bytes } = await exported(registrar, { format: 'xlsx' });
  const { sheets } = await readXlsx(bytes);
  const [sheet] = sheets;
  const first = sheet?.rows[1];
  expect(sheet?.rows).toHaveLength(rows.length + 2);
  expect(first?.[0]).toBe(rows[0]?.number);
  expect(first?.[2]).toEqual(new Date(`${today}T00:00:00Z`));
  expect(sheet?.rows.slice(1, 9).map((row) => row[9])).toEqual(hostile);
  expect(sheet?.freezePane).toMatchObject({ rows: 1, columns: 1 });
  expect(bytes.toString('latin1')).not.toContain('<f>');
});

test('the book on paper is tagged PDF/A on A4 across, annulled rows readable, totals in figures and words', async () => {
  const { bytes } = await exported(registrar, { format: 'pdf' });
  const text = (await readPdfText(bytes)).join('\n').replace(/\s+/g, ' ');
  expect(bytes.toString('latin1')).toContain('pdfaid:part');
  expect(bytes.toString('latin1')).toContain('/StructTreeRoot');
  expect(
    readPageSizes(bytes).map(({ width, height }) => [Math.round(width), Math.round(height)]),
  ).toContainEqual([297, 210]);
  expect(text).toContain(`Registrul general de intrare-ieșire, anul ${year}`);
  expect(text).toContain('Cerere scrisă de două ori');
  expect(text).toMatch(
    /ANULAT înregistrată de două ori · Persida Cucuruz-1, \d\d\.\d\d\.\d{4}, ora \d\d:\d\d/,
  );
  expect(text).toContain('#import "x.typ": *');
  expect(text).toContain('Total: 10 rânduri, din care unul anulat');
  expect(text).toContain('În litere, rânduri: zece; anulate: unu');
  expect(text).toContain('Indicativul dosarului');
  expect(text).toContain('toate rândurile perioadei');
  expect(text).toMatch(/pagina 1 din \d/);
});

test('an export holds what the filter leaves in, and says so before and on the paper', async () => {
  const preview = await registrar.request(
    'GET',
    `/api/v1/registers/general/exports/preview?from=${period.from}&to=${period.to}&unit=juridic&channel=post`,
  );
  expect(preview.body as ExportPreview).toEqual({
    count: rows.length,
    annulled: 1,
    volumes: 1,
    whole: false,
  });
  const { bytes } = await exported(registrar, { format: 'pdf', unit: 'juridic', channel: 'post' });
  const text = (await readPdfText(bytes)).join(' ').replace(/\s+/g, ' ');
  expect(text).not.toContain('Fără compartiment');
  expect(text).toMatch(/doar: compartimentul .+, primite prin poștă/);
});

test('nothing to export, a period that ends before it begins, a register that is not theirs: said at once', async () => {
  expect((await ask(registrar, { from: '1999-01-01', to: '1999-12-31' })).body).toMatchObject({
    code: 'export.nothing',
  });
  expect((await ask(registrar, { from: '2026-02-01', to: '2026-01-01' })).body).toMatchObject({
    code: 'export.period',
  });
  expect((await ask(member)).body).toMatchObject({ code: 'export.no-right' });
  expect((await ask(registrar, {}, 'nu-exista')).status).toBe(404);
});

test('the same request twice is one work, and leaves one event', async () => {
  const requestId = randomUUID();
  const works = await Promise.all([1, 2].map(() => ask(registrar, { requestId })));
  const ids = works.map(({ body }) => (body as LongWork).id);
  expect(ids[0]).toBe(ids[1]);
  const work = await untilOver(registrar, ids[0] ?? '');
  const { rows: events } = await sql<{ data: { rows: number } }>`
    SELECT events.data FROM events JOIN long_works ON long_works.file_sha256 = events.data ->> 'sha256'
    WHERE events.type = 'book.exported' AND long_works.id = ${work.id}
      AND events.at >= ${work.createdAt}`.execute(database.db);
  expect(events.map(({ data }) => data.rows)).toEqual([10]);
});

test('a work, its file and its cancelling are its owner’s alone', async () => {
  const { work } = await exported(registrar);
  const mine = await registrar.request('GET', '/api/v1/long-works');
  const theirs = await other.request('GET', '/api/v1/long-works');
  expect((mine.body as { items: LongWork[] }).items.map(({ id }) => id)).toContain(work.id);
  expect((theirs.body as { items: LongWork[] }).items).toEqual([]);
  expect((await other.request('GET', `/api/v1/long-works/${work.id}`)).status).toBe(404);
  expect((await other.request('POST', `/api/v1/long-works/${work.id}/cancellation`)).status).toBe(404);
  expect((await fetchFile(other, work.id)).status).toBe(404);
  expect((await fetchFile(registrar, work.id)).status).toBe(200);
});

test('a file that has expired is given to nobody', async () => {
  const { work } = await exported(registrar);
  await sql`UPDATE long_works SET expires_at = now() - interval '1 minute' WHERE id = ${work.id}`.execute(
    database.owner,
  );
  expect((await fetchFile(registrar, work.id)).body).toMatchObject({ code: 'long-work.file-gone' });
  const shown = (await registrar.request('GET', `/api/v1/long-works/${work.id}`)).body as LongWork;
  expect(shown).toMatchObject({ state: 'done', file: null });
});

test('a confidential register is exported by who is named on it, and forgotten by who no longer is', async () => {
  const staff = async (code: string) =>
    (await sql<{ id: string }>`SELECT id FROM staff WHERE code = ${code}`.execute(database.db)).rows[0]?.id ??
    '';
  const memberId = await staff(member.staffCode);
  await createRegister(
    { db: database.db, now: new Date() },
    { accountId: null },
    {
      code: 'avertizari',
      name: 'Registrul avertizărilor',
      labelCode: 'W',
      kind: 'confidential',
      memberStaffIds: [memberId],
    },
  );
  await register(member, 'avertizari', { subject: 'O avertizare' });
  expect((await ask(registrar, {}, 'avertizari')).status).toBe(404);
  const { body, status } = await ask(member, {}, 'avertizari');
  expect(status).toBe(202);
  const work = await untilOver(member, (body as LongWork).id);
  expect((await fetchFile(member, work.id)).body).toContain('O avertizare');
  await sql`DELETE FROM register_members WHERE staff_id = ${memberId}`.execute(database.owner);
  expect((await fetchFile(member, work.id)).status).toBe(404);
  expect((await member.request('GET', `/api/v1/long-works/${work.id}`)).status).toBe(404);
  expect((await member.request('GET', '/api/v1/long-works')).body).toEqual({ items: [] });
});
