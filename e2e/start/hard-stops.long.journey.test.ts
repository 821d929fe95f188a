import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type ProductOptions, type RunningProduct, startProduct } from '../support/server.ts';
import { isAlive, readDatabasePid, run } from './programs.ts';

const running: RunningProduct[] = [];
afterEach(async () => {
  for (const product of running.splice(0).reverse()) await product.stop();
});

test('the start after server and database were killed recovers', async () => {
  const first = await start();
  process.kill(readDatabasePid(first.dataDir), 'SIGKILL');
  await first.kill();
  const second = await start({ dataDir: first.dataDir });
  expect(await (await fetch(`${second.address}/readyz`)).json()).toMatchObject({ status: 'ready' });
});

test('a server whose terminal was closed still stops its database', async () => {
  const product = await start();
  product.stopListening();
  process.kill(product.pid, 'SIGHUP');
  await expect.poll(() => isAlive(product.pid), { timeout: 20_000 }).toBe(false);
  expect(existsSync(join(product.dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
});

test('a server whose starter is killed lets go by itself', async () => {
  const product = await start();
  product.disconnect();
  await expect.poll(() => product.output(), { timeout: 20_000 }).toContain('Opis s-a oprit.');
});

test('the command line starts the database for itself and stops it after', async () => {
  const product = await start();
  await product.kill();
  process.kill(readDatabasePid(product.dataDir), 'SIGKILL');
  const status = await run('opis', ['status'], product.dataDir);
  // An institution without an archive is red, and says so by its exit code; the database is good.
  expect(status).toMatchObject({ code: 1 });
  expect(status.output).toMatch(/bine +Baza de date +răspunde/);
  expect(existsSync(join(product.dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
});

async function start(options: ProductOptions = {}): Promise<RunningProduct> {
  const product = await startProduct({ ...options, environment: { OPIS_DEMO: '0' } });
  running.push(product);
  return product;
}
