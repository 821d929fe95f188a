import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InformationReport } from '@opis/contracts';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { aCommandLine } from '../../../../test/a-command-line.ts';
import { aServer } from '../../../../test/a-server.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { reportLayoutCommands } from './layout-commands.ts';

const database = await aDatabase();
const server = await aServer(database);
const registrar = await server.aCaller(['registrar']);
const folder = await mkdtemp('/tmp/opis-report-');
afterAll(() => rm(folder, { recursive: true }));

const typing = aCommandLine(folder, (program) =>
  reportLayoutCommands(program, (work) => work(server.product)),
);

async function importing(content: string, fromYear: number) {
  const file = join(folder, 'anexa.yaml');
  await writeFile(file, content);
  return typing('report-544', 'import', file, '--from-year', String(fromYear));
}

const titleOf = async (year: number) =>
  ((await registrar.request('GET', `/api/v1/information-requests/report/${year}`)).body as InformationReport)
    .title;

const annex = (title: string) => `
title: ${title}
act: H.G. nr. 830/2022, anexa nr. 10
sections:
  - code: A
    title: Solicitări
    lines:
      - { code: A1, label: Numărul total de solicitări, counts: { count: requests } }
      - { code: A2, label: Sume încasate, sums: paid }
      - { code: A3, label: Vizitatori la punctul de informare, asks: number }
`;

test('the layout that is exported, imported again, changes nothing', async () => {
  const shipped = await typing('report-544', 'export', '--year', '2020');
  expect(await importing(shipped, 2001)).toBe(
    'Din anul 2001 raportul este deja acesta: nu se schimbă nimic.\n',
  );
});

test('an annex holds from its year on; reports of earlier years keep theirs', async () => {
  const before = await titleOf(2026);
  expect(await importing(annex('Raportul cel nou'), 2027)).toBe(
    'Din anul 2027 raportul are o secțiune și 3 rânduri. Rapoartele anilor dinainte rămân cum erau.\n',
  );
  expect(await titleOf(2026)).toBe(before);
  expect(await titleOf(2027)).toBe('Raportul cel nou');
  expect(await titleOf(2031)).toBe('Raportul cel nou');
});

test('the last one imported for a year holds, and the trail tells of both', async () => {
  await importing(annex('Întâi'), 2040);
  await importing(annex('Apoi'), 2040);
  expect(await titleOf(2040)).toBe('Apoi');
  const { rows } = await sql<{ act: string }>`
    SELECT events.data ->> 'act' AS act FROM events WHERE events.type = 'information-report.layout-imported'
      AND events.data ->> 'fromYear' = '2040'`.execute(database.db);
  expect(rows.length).toBe(2);
});

test('what is wrong in the file is named by line, and nothing is written', async () => {
  const broken = annex('Stricat')
    .replace('sums: paid', 'sums: paid, asks: number')
    .replace('code: A3', 'code: A1');
  expect(await importing(broken, 2050)).toBe(
    [
      'anexa.yaml:9:9: sections.0.lines.1: Un rând ori numără, ori adună, ori întreabă: exact una dintre ele.',
      'anexa.yaml:10:17: sections.0.lines.2.code: Codul rândului se repetă.',
    ].join('\n'),
  );
  expect(await titleOf(2050)).not.toBe('Stricat');
});

test('a year that is none and a file that is not there are refused in a sentence', async () => {
  expect(await typing('report-544', 'import', join(folder, 'lipsă.yaml'), '--from-year', '2027')).toBe(
    'lipsă.yaml: fișierul nu poate fi citit (ENOENT).',
  );
  expect(await typing('report-544', 'import', join(folder, 'anexa.yaml'), '--from-year', 'mâine')).toContain(
    '--from-year',
  );
});
