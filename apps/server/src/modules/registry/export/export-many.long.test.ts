import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { readXlsx } from 'hucre';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anActor, aRegistry } from '../../../../test/a-registry.ts';
import { readPdfText } from '../../../../test/read-pdf.ts';
import { readZip } from '../../../../test/read-zip.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { toLegalTime } from '../../../platform/clock.ts';
import { openLocalFileStore } from '../../../platform/files/local-file-store.ts';
import { newId } from '../../../platform/ids.ts';
import { createPdfRenderer } from '../../../platform/pdf/pdf-renderer.ts';
import type { Actor } from '../../identity/index.ts';
import type { RunningWork } from '../../long-works/index.ts';
import { type ExportParams, exportBook } from './export-book.ts';
import { rowsOfVolume } from './write-pdf.ts';

const database = await aDatabase();
const registry = await aRegistry(database);
const folder = await mkdtemp(join(tmpdir(), 'opis-export-'));
const files = await openLocalFileStore(folder);
const pdf = createPdfRenderer({ timeLimitMs: 5 * 60_000 });
afterAll(async () => {
  pdf.close();
  await rm(folder, { recursive: true, force: true });
});

const rows = 3_500;
const callers = 256;
const { year } = toLegalTime(new Date());
let registrar: Actor;

beforeAll(async () => {
  registrar = await anActor(database);
  // The work finds the rights of its owner by itself, as they stand when it runs.
  await sql`INSERT INTO role_grants (id, account_id, role, valid_from)
    VALUES (${newId()}, ${registrar.accountId}, 'registrar', '2020-01-01')`.execute(database.db);
  let next = 0;
  const register = async () => {
    while (next++ < rows)
      await registry.register(registrar, {
        subject: `Cerere privind adresa nr. ${next}/${year}, completare la dosar`,
        unit: 'juridic',
      });
  };
  await Promise.all(Array.from({ length: callers }, register));
}, 600_000);

const stages: string[] = [];
const work: RunningWork = {
  id: '',
  accountId: '',
  signal: new AbortController().signal,
  progress: async (stage, done, total) => {
    stages.push(`${stage} ${done}/${total}`);
  },
};

async function run(format: ExportParams['format']) {
  const question = { from: `${year}-01-01`, to: `${year}-12-31` };
  const params = { username: registrar.username, register: 'general', format, question };
  const deps = { ...registry, files, pdf, publicUrl: 'https://valea-mica.example' };
  const { file, counts } = await exportBook.run(deps, params, work);
  const bytes = file && (await files.open(file.sha256));
  if (!file || !bytes) throw new Error('no file');
  return { name: file.name, counts, bytes };
}

test('a long book is volumes in one archive, each whole by itself and numbered through', async () => {
  const { name, counts, bytes } = await run('pdf');
  expect(name).toBe(`registru-general-${year}-01-01-${year}-12-31.zip`);
  expect(counts).toMatchObject({ rows, volumes: Math.ceil(rows / rowsOfVolume) });
  const volumes = readZip(Buffer.concat(await bytes.toArray()));
  expect(volumes.map((volume) => volume.name).toSorted()[0]).toMatch(/volumul-0*1\.pdf$/);
  const texts = await Promise.all(
    [volumes[0], volumes.at(-1)].map(async (volume) =>
      (await readPdfText(volume?.bytes ?? Buffer.alloc(0))).join(' '),
    ),
  );
  expect(texts[0]).toContain(`Volumul 1 din ${volumes.length}`);
  expect(texts[0]).not.toContain('Total:');
  expect(texts[1]).toContain('Total:');
  expect(texts[1]).toContain(`/${year}`);
  for (const { bytes: volume } of volumes) expect(volume.subarray(0, 5).toString()).toBe('%PDF-');
  expect(stages).toContain(`writing ${rowsOfVolume}/${rows}`);
}, 1_800_000);

test('every row is in the CSV and in the workbook, once, in order', async () => {
  const csv = await text((await run('csv')).bytes);
  const numbers = csv
    .split('\r\n')
    .slice(1, -1)
    .map((line) => Number(line.split(';')[0]));
  expect(numbers).toEqual(Array.from({ length: rows }, (_, at) => at + 1));
  const workbook = await run('xlsx');
  const { sheets } = await readXlsx(Buffer.concat(await workbook.bytes.toArray()));
  expect(sheets[0]?.rows).toHaveLength(rows + 1);
}, 600_000);
