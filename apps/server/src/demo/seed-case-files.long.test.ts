import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aDatabase } from '../../test/test-database.ts';
import { compose } from '../compose.ts';
import { countCaseFiles, listCaseFiles } from '../modules/case-files/index.ts';
import { resolveAccount } from '../modules/identity/index.ts';
import { verifyRegistry } from '../modules/registry/index.ts';
import { systemClock } from '../platform/clock.ts';
import { openFileStore } from '../platform/files/open-file-store.ts';
import { createLog } from '../platform/log.ts';
import { seedDemonstration } from './seed-demonstration.ts';

test('the demonstration has works in every queue, and its book verifies', async () => {
  const { db } = await aDatabase();
  const { privateKey: sealKey, publicKey } = generateKeyPairSync('ed25519');
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
  const foundation = { db, clock: systemClock, log: createLog('silent'), files, keys, house };
  await seedDemonstration(foundation, { onBegin: () => {} });
  const product = compose(foundation);
  const who = async (username: string) => {
    const actor = await resolveAccount(product, username);
    if (actor === undefined) throw new Error(username);
    return actor;
  };
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
  const { verifyParts } = product;
  expect((await verifyRegistry({ db, files, sealPublicKey, verifyParts }, {})).findings).toEqual([]);
});
