import { appendFile, chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { findPostgres } from '../../../../../scripts/system-packages.mjs';
import { aSmallBook, bookIn } from '../../../test/a-small-book.ts';
import { anEmptyDatabase } from '../../../test/an-empty-database.ts';
import { forgetful, migrationsFolder } from '../../../test/test-cluster.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { openDatabase } from '../db.ts';
import { createLog } from '../log.ts';
import { migrate } from '../migrate.ts';
import { describeBinaries } from '../postgres/server-binaries.ts';
import { startCluster } from '../postgres/supervisor.ts';
import { loadLogicalCopy } from './load-logical-copy.ts';
import { makeLogicalCopy, tableFile } from './logical-copy.ts';

const scratch = await mkdtemp(join(tmpdir(), 'opis-versions-'));
await chmod(scratch, 0o711);
afterAll(() => rm(scratch, { recursive: true, force: true }));

test('a copy made on one PostgreSQL is restored on the distribution’s, and the book proves itself there', async () => {
  const programs = findPostgres();
  if (programs === undefined)
    throw new Error('the distribution’s PostgreSQL is missing: apt-get install postgresql');
  const source = await aDatabase();
  await aSmallBook(source);
  const folder = join(scratch, 'copy');
  await makeLogicalCopy(source.ownerUrl, folder, new Date());
  const log = createLog('silent');
  const cluster = await startCluster({
    dataDir: join(scratch, 'data'),
    environment: process.env,
    log,
    settings: forgetful,
    binaries: describeBinaries(programs),
  });
  await loadLogicalCopy(cluster.url('opis_owner'), { folder, migrationsFolder });
  await migrate(cluster.url('opis_owner'), migrationsFolder);
  const db = openDatabase(cluster.url('opis_app'), { log });
  const restored = await bookIn(db);
  await db.destroy();
  await cluster.stop();
  expect(restored).toEqual(await bookIn(source.db));
  expect(restored.findings).toEqual([]);
});

test('what is append-only stays so after a load', async () => {
  const folder = join(scratch, 'guarded');
  const database = await aDatabase();
  await aSmallBook(database);
  await makeLogicalCopy(database.ownerUrl, folder, new Date());
  const target = await anEmptyDatabase();
  await loadLogicalCopy(target.ownerUrl, { folder, migrationsFolder });
  await expect(target.owner.deleteFrom('ledger_records').execute()).rejects.toThrow('append-only');
  await target.drop();
});

test('one byte more in a copied table and nothing at all is loaded', async () => {
  const damaged = join(scratch, 'damaged');
  const database = await aDatabase();
  await aSmallBook(database);
  await makeLogicalCopy(database.ownerUrl, damaged, new Date());
  await appendFile(tableFile(damaged, 'institution'), gzipSync('x'));
  const target = await anEmptyDatabase();
  await expect(loadLogicalCopy(target.ownerUrl, { folder: damaged, migrationsFolder })).rejects.toThrow();
  expect((await bookIn(target.db)).books).toEqual([]);
  await target.drop();
});
