// Makes the fixture of a release: node scripts/run.mjs e2e/upgrade/make-fixture.ts CHECKOUT VERSION
// CHECKOUT is the release's own folder, with its packages installed and built. See fixtures/README.md.
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeLogicalCopy } from '../../apps/server/src/platform/backup/logical-copy.ts';
import {
  type FalseClock,
  faketimeRemedy,
  findFaketime,
  openFalseClock,
} from '../drill/faults/false-clock.ts';
import { runOpis } from '../support/opis.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';
import { amendments, plan, toRegistration } from './a-year-of-papers.ts';

const [release, version] = process.argv.slice(2);
if (!release || !version) throw new Error('make-fixture.ts CHECKOUT VERSION');
const library = findFaketime();
if (library === undefined) throw new Error(faketimeRemedy);
const scratch = mkdtempSync(join(tmpdir(), 'opis-fixture-'));
chmodSync(scratch, 0o711);
const clock = openFalseClock(library, join(scratch, 'clock'));
const dataDir = join(scratch, 'data');
try {
  await makeFixture(release, join(import.meta.dirname, 'fixtures', version));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function makeFixture(checkout: string, folder: string) {
  clock.set(new Date('2026-11-18T08:00:00Z'));
  let product = await start(checkout, clock);
  const token = await makeInstitution(checkout);
  for (let index = 1; index <= 12; index++) await register(product, token, 'general', index);
  for (let index = 13; index <= 15; index++) await register(product, token, 'avertizari', index);
  for (const { number, path, body } of amendments)
    await call(product, token, `general/entries/2026/${number}/${path}`, {
      requestId: crypto.randomUUID(),
      ...body,
    });
  // Each next start seals and signs the day before.
  for (const day of ['2026-11-19', '2026-11-20']) {
    await product.stop();
    clock.set(new Date(`${day}T08:00:00Z`));
    product = await start(checkout, clock);
    for (let index = 1; index <= 12; index++) await register(product, token, 'general', index + 20);
  }
  await untilSigned('2026-11-19');
  const rows = await readRows(product, token);
  await pack(folder, { token, rows });
  await product.stop();
}

function start(checkout: string, { environment }: FalseClock): Promise<RunningProduct> {
  return startProduct({ release: checkout, dataDir, environment: { OPIS_DEMO: '0', ...environment } });
}

async function makeInstitution(checkout: string): Promise<string> {
  const opis = async (args: readonly string[], input = '') => {
    const environment = { OPIS_DEMO: '0', ...clock.environment };
    const { code, output, errors } = await runOpis(args, { release: checkout, dataDir, input, environment });
    if (code !== 0) throw new Error(`opis ${args.join(' ')}: ${errors}`);
    return output.trim();
  };
  const file = join(scratch, 'plan.json');
  writeFileSync(file, JSON.stringify(plan));
  const names = ['--name', 'Primăria Comunei Valea Mică', '--short-name', 'Primăria Valea Mică'];
  const person = ['--username', 'administrator', '--given-name', 'Anghelina', '--family-name', 'Turturică'];
  await opis(['init', ...names, ...person], 'o parolă lungă pentru actualizări\n');
  await opis(['organisation', 'import', file]);
  await opis(['account', 'create', '--username', 'registrator', '--staff', 'registrator', '--no-password']);
  await opis(['account', 'grant', '--account', 'registrator', '--role', 'registrar']);
  const general = [
    'general',
    '--name',
    'Registrul general',
    '--label',
    'G',
    '--sub',
    'petitii=Registrul de petiții',
  ];
  await opis(['register', 'create', ...general]);
  const sealed = [
    'avertizari',
    '--name',
    'Registrul avertizărilor',
    '--label',
    'W',
    '--kind',
    'confidential',
  ];
  await opis(['register', 'create', ...sealed, '--member', 'registrator']);
  return opis(['token', 'create', '--account', 'registrator', '--name', 'fixture', '--expires', '3650']);
}

async function register(product: RunningProduct, token: string, code: string, index: number) {
  const uploads = index % 3 === 0 ? [await upload(product, token, index)] : [];
  const { subRegister, ...body } = toRegistration(index, uploads) as { subRegister?: string };
  await call(product, token, `${code}/entries`, {
    ...body,
    ...(subRegister && code === 'general' ? { subRegister } : {}),
  });
}

async function upload(product: RunningProduct, token: string, index: number): Promise<string> {
  const response = await fetch(`${product.address}/api/v1/uploads?name=cerere-${index}.txt`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    body: `Subsemnata Anghelina Turturică, cererea ${index}.\n`,
  });
  const { id } = (await response.json()) as { id: string };
  return id;
}

async function call(product: RunningProduct, token: string, path: string, body: object) {
  const response = await fetch(`${product.address}/api/v1/registers/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
}

async function readRows(product: RunningProduct, token: string): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {};
  for (const code of ['general', 'avertizari']) {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${product.address}/api/v1/registers/${code}/entries?year=2026&limit=500`, {
      headers,
    });
    const { items } = (await answer.json()) as { items: { actions: unknown }[] };
    // What may be done is the program's, not the data's: it may grow.
    rows[code] = items.map(({ actions, ...row }) => row);
  }
  return rows;
}

async function untilSigned(day: string) {
  for (let waited = 0; waited < 30_000; waited += 100) {
    const lines = readIfThere(join(dataDir, 'heads.jsonl'));
    if (lines.includes(`"day":"${day}"`)) return;
    await sleep(100);
  }
  throw new Error(`${day} was never signed`);
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

async function pack(folder: string, expected: object) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { opis_owner: password } = JSON.parse(
    readFileSync(join(dataDir, 'secrets', 'postgres.json'), 'utf8'),
  );
  const port = readFileSync(join(dataDir, 'run', 'postgres.port'), 'utf8').trim();
  await makeLogicalCopy(
    `postgres://opis_owner:${password}@127.0.0.1:${port}/opis`,
    join(folder, 'database'),
    clock.now(),
  );
  for (const name of ['keys', 'files/objects', 'heads.jsonl'])
    cpSync(join(dataDir, name), join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'expected.json'), `${JSON.stringify(expected, undefined, 1)}\n`);
}
