import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { aSmallBook, bookIn } from '../../../test/a-small-book.ts';
import { anEmptyDatabase } from '../../../test/an-empty-database.ts';
import { migrationsFolder } from '../../../test/test-cluster.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { migrate } from '../migrate.ts';
import { loadLogicalCopy } from './load-logical-copy.ts';
import { makeLogicalCopy } from './logical-copy.ts';

const scratch = await mkdtemp(join(tmpdir(), 'opis-logical-'));
afterAll(() => rm(scratch, { recursive: true, force: true }));

const database = await aDatabase();
await aSmallBook(database);
const folder = join(scratch, 'copy');
const manifest = await makeLogicalCopy(database.ownerUrl, folder, new Date());

test('a copy loaded into an empty database is the same book, which proves itself', async () => {
  const target = await anEmptyDatabase();
  await loadLogicalCopy(target.ownerUrl, { folder, migrationsFolder });
  await migrate(target.ownerUrl, migrationsFolder);
  expect(await bookIn(target.db)).toEqual(await bookIn(database.db));
  expect((await bookIn(target.db)).findings).toEqual([]);
  await target.drop();
});

test('the copy names every table with rows, and leaves out who runs at this moment', () => {
  const names = manifest.tables.map(({ name }) => name);
  expect(names).toContain('ledger_records');
  expect(names).not.toContain('job_workers');
});
