import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { anActor } from '../../../test/a-registry.ts';
import { aSearch } from '../../../test/a-search.ts';
import { anUpload, someDocuments } from '../../../test/some-documents.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { createLog } from '../../platform/log.ts';
import type { Actor } from '../identity/index.ts';
import { correctEntry, dispatchEntry, eraseValues } from '../registry/index.ts';
import { followBook } from './follow-ledger.ts';
import { listBehind } from './index-store.ts';
import { rebuildIndex } from './rebuild-index.ts';
import { startIndexer } from './start-indexer.ts';

const database = await aDatabase();
const search = await aSearch(database);
const documents = await someDocuments(database.db);
const year = new Date().getFullYear();
let registrar: Actor;

const rows = async () =>
  (
    await sql<{
      row: string;
    }>`SELECT search_entries::text AS row FROM search_entries ORDER BY book_id, number`.execute(search.db)
  ).rows;
const behind = () => listBehind(search.db);
const today = () => new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Bucharest' });

beforeAll(async () => {
  registrar = await anActor(database);
  const upload = await anUpload({ ...documents, clock: search.clock }, registrar, {
    name: 'plan cadastral.txt',
  });
  for (let count = 1; count <= 30; count++)
    await search.register(registrar, {
      subject: `Cerere numărul ${count}`,
      uploads: count === 3 ? [upload.id] : [],
    });
  await search.follow();
});

test('follows what is registered and amended, and nothing is left behind', async () => {
  expect(await behind()).toEqual([]);
  const key = { register: 'general', year, number: 5 };
  await correctEntry(search, registrar, {
    ...key,
    requestId: crypto.randomUUID(),
    subject: 'Autorizație',
    reason: 'citit greșit',
  });
  for (const addressee of ['Prefectura', 'Consiliul Județean'])
    await dispatchEntry(search, registrar, {
      ...key,
      requestId: crypto.randomUUID(),
      dispatchedOn: today(),
      resolution: 'redirecționare',
      addressee,
    });
  expect(await behind()).toHaveLength(1);
  await search.follow();
  expect(await behind()).toEqual([]);
  for (const text of ['autorizatie', 'prefectura', 'judetean redirectionare'])
    expect((await search.search(registrar, text)).entries.items.map(({ number }) => number)).toEqual([5]);
  const { entries } = await search.search(registrar, 'cerere');
  expect(entries.items.map(({ number }) => number)).not.toContain(5);
});

test('is the same when written anew, whatever stood in its rows', async () => {
  const before = await rows();
  await sql`UPDATE search_entries SET words = to_tsvector('simple', 'altceva'), channel = 'post' WHERE number % 3 = 0`.execute(
    search.db,
  );
  expect(await rows()).not.toEqual(before);
  const told: unknown[] = [];
  await rebuildIndex(search.deps, (done) => told.push(done));
  expect(await rows()).toEqual(before);
  expect(told).toEqual([{ book: `general/${year}`, entries: 30 }]);
});

test('a step done again, from any mark, writes the same rows', async () => {
  const before = await rows();
  await sql`UPDATE search_marks SET seq = 7`.execute(search.db);
  await search.follow();
  expect(await rows()).toEqual(before);
});

test('several processes at once leave the index as one would', async () => {
  const before = await rows();
  await sql`UPDATE search_marks SET seq = 0`.execute(search.db);
  await Promise.all(Array.from({ length: 4 }, () => search.follow()));
  while ((await behind()).length > 0) await search.follow();
  expect(await rows()).toEqual(before);
});

test('a book that another process is at is left to it', async () => {
  await search.register(registrar);
  const [book] = await behind();
  await search.db.transaction().execute(async (tx) => {
    await sql`SELECT FROM search_marks FOR UPDATE`.execute(tx);
    expect(await followBook(search.deps, book?.bookId ?? '')).toBe(false);
  });
  await search.follow();
  expect(await behind()).toEqual([]);
});

test('what was lawfully erased is no longer found, names of files with it', async () => {
  const find = async (text: string) =>
    (await search.search(registrar, text)).entries.items.map(({ number }) => number);
  expect(await find('cadastral')).toEqual([3]);
  const { register } = await search.registers.require(registrar, 'general');
  await eraseValues({ owner: search.owner, clock: search.clock }, register, { year, number: 3 });
  await search.follow();
  expect(await find('cadastral')).toEqual([]);
  expect(await find('expirarea')).toEqual([]);
  expect(await find('3')).toEqual([3]);
});

test('the indexer writes at once what its process registers, and by its tick what another one does', async () => {
  const indexer = startIndexer(search.deps, { log: createLog('silent'), everyMs: 20 });
  await search.register(registrar, { subject: 'Abonament de transport' });
  await expect.poll(async () => (await search.search(registrar, 'abonament')).entries.count).toBe(1);
  await indexer.stop();
  const quiet = startIndexer(search.deps, { log: createLog('silent'), everyMs: 3_600_000 });
  await search.register(registrar, { subject: 'Bilet de tratament' });
  quiet.nudge();
  await expect.poll(async () => (await search.search(registrar, 'tratament')).entries.count).toBe(1);
  await quiet.stop();
});
