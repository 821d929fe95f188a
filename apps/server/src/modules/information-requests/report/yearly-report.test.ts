import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import {
  AnsweredWithin,
  InformationDomain,
  type InformationRegisterPage,
  type InformationReport,
  type InformationReportFiles,
  type RegisterDocumentResponse,
  RequesterKind,
  RequestForm,
  type RequestPredicate,
} from '@opis/contracts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { aRegistration } from '../../../../test/a-registry.ts';
import { aServer, type Caller } from '../../../../test/a-server.ts';
import { readPdfText } from '../../../../test/read-pdf.ts';
import { readZip } from '../../../../test/read-zip.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { createPdfRenderer } from '../../../platform/pdf/pdf-renderer.ts';
import { exportInformation } from './export-information.ts';

const database = await aDatabase();
const server = await aServer(database);
const root = '/api/v1/information-requests';
const domains = [...InformationDomain.options, null];
let registrar: Caller;
let year: number;
let rows: InformationRegisterPage['items'];

beforeAll(async () => {
  registrar = await server.aCaller(['registrar']);
  const made = await Promise.all(
    Array.from({ length: 42 }, async (_, at) => {
      const { register: _register, ...body } = aRegistration({
        ...{ unit: 'juridic', channel: at % 3 === 0 ? 'email' : 'counter' },
        procedure: at % 7 === 0 ? 'general' : 'foi-request',
        sender: { kind: at % 4 === 0 ? 'legal' : 'natural', name: `Solicitant ${at}` },
      });
      return (await registrar.request('POST', '/api/v1/registers/general/entries', body))
        .body as RegisterDocumentResponse;
    }),
  );
  year = made[0]?.year ?? 0;
  for (const [at, { id }] of made.entries()) {
    if (at % 7 === 0 || at % 5 === 0) continue;
    const spoken = at % 4 === 1;
    await sql`
      INSERT INTO information_requests (case_file_id, form, signed, requester_kind, press, domain, result, result_on,
        result_at, result_words)
      VALUES (${id}, ${spoken ? 'verbal' : 'paper'}, false, ${at % 4 === 0 ? 'legal' : 'natural'}, ${at % 6 === 0},
        ${domains[at % domains.length]}, ${spoken ? 'on-the-spot' : null}, ${spoken ? sql`current_date` : null},
        ${spoken ? sql`now()` : null}, ${spoken ? 'Marți, la 10.' : null})`.execute(database.owner);
  }
  const annulled = made[1];
  const at = `/api/v1/registers/general/entries/${year}/${annulled?.number}/annulment`;
  await registrar.request('POST', at, { requestId: randomUUID(), reason: 'Înregistrată de două ori.' });
  rows = ((await registrar.request('GET', `${root}?year=${year}&limit=200`)).body as InformationRegisterPage)
    .items;
});

const getReport = async (caller = registrar) =>
  (await caller.request('GET', `${root}/report/${year}`)).body as InformationReport;
const figureOf = (report: InformationReport, code: string) =>
  report.sections.flatMap(({ lines }) => lines).find((line) => line.code === code)?.value;
const filesOf = async (code: string) =>
  (await registrar.request('GET', `${root}/report/${year}/lines/${code}`)).body as InformationReportFiles;

const aPredicate: fc.Arbitrary<RequestPredicate> = fc.record(
  {
    count: fc.constant('requests' as const),
    domain: fc.constantFrom(...InformationDomain.options, 'none' as const),
    result: fc.constantFrom(['on-the-spot' as const], ['favourable' as const, 'on-the-spot' as const]),
    resultNot: fc.constantFrom(['redirected' as const], ['on-the-spot' as const]),
    requester: fc.constantFrom(...RequesterKind.options),
    form: fc.constantFrom(...RequestForm.options),
    press: fc.boolean(),
    within: fc.constantFrom(...AnsweredWithin.options),
    charged: fc.boolean(),
  },
  { requiredKeys: ['count'] },
);

const kept = new Map<string, { press: boolean; requester: string }>();
async function factsOf(id: string) {
  if (kept.size === 0) {
    const found = await sql<{ id: string; press: boolean; requester: string }>`
      SELECT entries.id, coalesce(information_requests.press, false) AS press, coalesce(information_requests.requester_kind,
        CASE WHEN parties.kind = 'natural' THEN 'natural' ELSE 'legal' END) AS requester
      FROM entries LEFT JOIN information_requests ON information_requests.case_file_id = entries.id
      LEFT JOIN parties ON parties.id = entries.party_id`.execute(database.db);
    for (const row of found.rows) kept.set(row.id, row);
  }
  return kept.get(id);
}

/** What the predicate says, without a database. */
async function counts(predicate: RequestPredicate): Promise<number> {
  let count = 0;
  for (const row of rows) {
    const facts = await factsOf(row.id);
    const within = row.result === null ? 'open' : '24-hours';
    const holds = [
      predicate.domain === undefined || (row.domain ?? 'none') === predicate.domain,
      predicate.result === undefined || (row.result !== null && predicate.result.includes(row.result)),
      predicate.resultNot === undefined || row.result === null || !predicate.resultNot.includes(row.result),
      predicate.requester === undefined || facts?.requester === predicate.requester,
      predicate.form === undefined || row.form === predicate.form,
      predicate.press === undefined || facts?.press === predicate.press,
      predicate.within === undefined || within === predicate.within,
      predicate.charged !== true,
    ];
    if (holds.every(Boolean)) count += 1;
  }
  return count;
}

describe('the yearly report', () => {
  test('counts each request once, annulled ones and other procedures never', async () => {
    const report = await getReport();
    expect(report.total).toBe(35);
    expect(rows).toHaveLength(35);
    const sum = (section: string, skip = '') =>
      report.sections
        .find(({ code }) => code === section)
        ?.lines.filter(({ code }) => code !== skip)
        .reduce((all, { value }) => all + Number(value), 0);
    expect([sum('B1', 'B1'), sum('B4'), sum('B5')]).toEqual([35, 35, 35]);
    expect(Number(figureOf(report, 'B3_1')) + Number(figureOf(report, 'B3_2'))).toBe(35);
  });

  test('opens, behind every figure, as many files as it says', async () => {
    const report = await getReport();
    for (const { code, kind, value } of report.sections.flatMap(({ lines }) => lines)) {
      if (kind === 'count') expect((await filesOf(code)).items, code).toHaveLength(Number(value));
    }
  });

  test('of any layout counts what its predicates say: figure, list and brute force agree', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aPredicate, { minLength: 1, maxLength: 6 }), async (predicates) => {
        const lines = predicates.map((predicate, at) => ({
          code: `X${at}`,
          label: `Rândul ${at}`,
          counts: predicate,
        }));
        const layout = {
          title: 'Raport de probă',
          act: 'Proba',
          sections: [{ code: 'X', title: 'Probă', lines }],
        };
        await sql`INSERT INTO information_report_layouts (from_year, layout, origin, imported_at)
          VALUES (${year}, ${JSON.stringify(layout)}, 'institution', clock_timestamp())`.execute(
          database.owner,
        );
        const report = await getReport();
        for (const [at, predicate] of predicates.entries()) {
          const said = Number(figureOf(report, `X${at}`));
          expect((await filesOf(`X${at}`)).items).toHaveLength(said);
          expect(said, JSON.stringify(predicate)).toBe(await counts(predicate));
        }
      }),
      { numRuns: 25 },
    );
    await sql`ALTER TABLE information_report_layouts DISABLE TRIGGER ALL`.execute(database.owner);
    await sql`DELETE FROM information_report_layouts WHERE origin = 'institution'`.execute(database.owner);
    await sql`ALTER TABLE information_report_layouts ENABLE TRIGGER ALL`.execute(database.owner);
  });

  test('keeps what a person typed where no file can tell, and refuses to be typed over', async () => {
    const url = `${root}/report/${year}/answers`;
    const requestId = randomUUID();
    const answers = [{ line: 'A4', value: '312' }];
    const first = (await registrar.request('POST', url, { requestId, answers })).body as InformationReport;
    expect(figureOf(first, 'A4')).toBe('312');
    await registrar.request('POST', url, {
      requestId: randomUUID(),
      answers: [{ line: 'A4', value: '313' }],
    });
    await registrar.request('POST', url, { requestId, answers });
    expect(figureOf(await getReport(), 'A4')).toBe('313');
    const typed = await registrar.request('POST', url, {
      requestId: randomUUID(),
      answers: [{ line: 'B1', value: '1' }],
    });
    expect(typed).toMatchObject({ status: 422, body: { code: 'information-report.line-not-asked' } });
  });
});

describe('on paper', () => {
  const pdf = createPdfRenderer();
  const deps = { ...server.product, pdf, publicUrl: 'https://valea-mica.example' };
  const make = async (what: 'register' | 'report', format: 'pdf' | 'xlsx') => {
    const work = {
      id: randomUUID(),
      accountId: '',
      signal: new AbortController().signal,
      progress: async () => {},
    };
    const { file, counts: made } = await exportInformation.run(
      deps,
      { username: registrar.username, what, year, format },
      work,
    );
    const bytes = await server.product.files.withLocalCopy(file?.sha256 ?? '', async (path) => {
      const { readFile } = await import('node:fs/promises');
      return readFile(path);
    });
    if (process.env.KEEP_PAPERS) writeFileSync(`${process.env.KEEP_PAPERS}/${what}.${format}`, bytes ?? '');
    return { bytes: bytes ?? Buffer.alloc(0), counts: made, name: file?.name };
  };

  test('register and report hold what the screen shows', async () => {
    const report = await make('report', 'pdf');
    expect((await readPdfText(report.bytes)).join(' ')).toContain('Utilizarea banilor publici');
    const register = await make('register', 'pdf');
    expect(register).toMatchObject({ counts: { rows: 35 }, name: `registrul-544-${year}.pdf` });
    expect((await readPdfText(register.bytes)).join(' ')).toContain('35 de solicitări înregistrate');
  });

  test('the workbook holds one row for each request', async () => {
    const { bytes } = await make('register', 'xlsx');
    const sheet = readZip(bytes).find(({ name }) => name === 'xl/worksheets/sheet1.xml')?.bytes;
    expect(String(sheet).match(/<row /g)).toHaveLength(36);
    expect((await make('report', 'xlsx')).counts.rows).toBeGreaterThan(30);
  });
});
