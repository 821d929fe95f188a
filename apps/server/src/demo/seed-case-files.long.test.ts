import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { listDuplicatePairs } from '../../test/behind-the-doors.ts';
import { aDatabase } from '../../test/test-database.ts';
import { compose, type Product } from '../compose.ts';
import { countCaseFiles, listCaseFiles } from '../modules/case-files/index.ts';
import { resolveAccount } from '../modules/identity/index.ts';
import { entriesOfParties, sealedRegisters, verifyRegistry } from '../modules/registry/index.ts';
import { systemClock } from '../platform/clock.ts';
import { openFileStore } from '../platform/files/open-file-store.ts';
import { createLog } from '../platform/log.ts';
import { seedDemonstration } from './seed-demonstration.ts';

const { db } = await aDatabase();
const { privateKey: sealKey, publicKey } = generateKeyPairSync('ed25519');
let product: Product;
const who = async (username: string) => {
  const actor = await resolveAccount(product, username);
  if (actor === undefined) throw new Error(username);
  return actor;
};

beforeAll(async () => {
  const keys = { cnpKey: randomBytes(32), lookupKey: randomBytes(32), sealKey };
  const dataDir = await mkdtemp(join(tmpdir(), 'opis-demo-'));
  const files = await openFileStore({ dataDir });
  const house = {
    dataDir,
    archiveDir: undefined,
    witnessDir: undefined,
    keepCopies: 7,
    ownerUrl: '',
    backupUrl: undefined,
    embedded: false,
    environment: {},
  };
  const signing = { way: 'demonstration', csc: undefined, timeStamp: undefined } as const;
  const foundation = {
    db,
    bookDb: db,
    clock: systemClock,
    log: createLog('silent'),
    files,
    keys,
    house,
    signing,
  };
  await seedDemonstration(foundation);
  product = compose(foundation);
});

test('the demonstration has works in every queue, and its books verify', async () => {
  const [inspector, head, registrar] = await Promise.all(['inspector', 'sef', 'registrator'].map(who));
  if (!inspector || !head || !registrar) throw new Error('nobody');
  const counts = await countCaseFiles(product, inspector, {});
  expect(counts.mine.count).toBeGreaterThanOrEqual(25);
  expect(counts.mine.count).toBeLessThanOrEqual(60);
  const waiting = await listCaseFiles(product, head, { queue: 'unassigned', limit: 200 });
  expect(waiting.items.length).toBeGreaterThanOrEqual(8);
  expect(waiting.items.filter(({ returned }) => returned).length).toBeGreaterThanOrEqual(2);
  expect((await countCaseFiles(product, registrar, {})).unassigned.count).toBeGreaterThanOrEqual(3);
  const { rows } = await sql<{ status: string; count: number }>`
    SELECT status, count(*)::int AS count FROM case_files GROUP BY status ORDER BY status`.execute(db);
  const by = new Map(rows.map(({ status, count }) => [status, count]));
  expect(by.get('closed')).toBeGreaterThan(500);
  expect(by.get('with-handler')).toBeGreaterThan(150);
  const sealPublicKey = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const { verifyParts, files } = product;
  expect((await verifyRegistry({ db, files, sealPublicKey, verifyParts }, {})).findings).toEqual([]);
});

test('no closed file has a term that runs', async () => {
  const { rows } =
    await sql`SELECT case_files.id, case_files.outcome, terms.role, terms.rule_id, terms.status FROM terms
    JOIN case_files ON case_files.id = terms.case_file_id
    WHERE case_files.status = 'closed' AND terms.status IN ('running', 'suspended')`.execute(db);
  expect(rows).toEqual([]);
});

test('a past year is there with its book closed and every file of it solved', async () => {
  const { rows } = await sql<{ status: string; count: number; open: number }>`
    SELECT books.status, count(*)::int AS count,
      count(*) FILTER (WHERE case_files.status <> 'closed')::int AS open
    FROM books JOIN registers ON registers.id = books.register_id AND registers.code = 'general'
    JOIN entries ON entries.book_id = books.id JOIN case_files ON case_files.id = entries.id
    GROUP BY books.id, books.status, books.year ORDER BY books.year`.execute(db);
  const [past] = rows;
  expect(past).toMatchObject({ status: 'closed', open: 0 });
  expect(past?.count).toBeGreaterThanOrEqual(24);
});

test('a handful of persons seem to be written twice, as in a registry that is looked after', async () => {
  const registrar = await who('registrator');
  const deps = { ...product, sealedRegisters: sealedRegisters(product), entries: entriesOfParties(product) };
  const { items, next } = await listDuplicatePairs(deps, registrar, undefined);
  expect(next).toBeNull();
  expect(items.length).toBeGreaterThanOrEqual(6);
  expect(items.length).toBeLessThanOrEqual(12);
});
