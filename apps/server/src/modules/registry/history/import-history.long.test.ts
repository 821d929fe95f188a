import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, expect, test } from 'vitest';
import { anActor, aRegistry } from '../../../../test/a-registry.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { findRegister } from '../registers.ts';
import { importHistory } from './import-history.ts';

const database = await aDatabase();
const registry = await aRegistry(database);
const actor = await anActor(database);
const folder = mkdtempSync(join(tmpdir(), 'opis-vechi-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function* lines(count: number) {
  yield 'Nr;Data;Emitent;Obiect\n';
  for (let at = 1; at <= count; at++)
    yield `${at};04.03.2015;Persoana ${at};Cerere cu un text ${'lung '.repeat(20)}${at}\n`;
}

test('a hundred thousand lines come in without the memory growing with them, and again bring nothing', async () => {
  const path = join(folder, 'vechi.csv');
  await pipeline(Readable.from(lines(100_000)), createWriteStream(path));
  const register = await findRegister(database.db, 'general');
  if (register === undefined) throw new Error('no register');
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().heapUsed);
  }, 50);
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const file = { path, name: 'vechi.csv' };
  const report = await importHistory(registry, actor, { file, register, keep: true });
  clearInterval(watch);
  expect(report).toMatchObject({ rows: 100_000, added: 100_000, errorCount: 0 });
  // The file alone is over 12 MB; what is held is a batch of 500 lines and what the collector has not taken yet.
  expect(most - before).toBeLessThan(150 * 1024 * 1024);
  expect(await importHistory(registry, actor, { file, register, keep: true })).toMatchObject({
    added: 0,
    same: 100_000,
  });
}, 300_000);
