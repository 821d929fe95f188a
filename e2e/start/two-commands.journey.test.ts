import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { type ProductOptions, type RunningProduct, startProduct } from '../support/server.ts';

const dist = join(import.meta.dirname, '..', '..', 'apps', 'server', 'dist');
const running: RunningProduct[] = [];
afterEach(async () => {
  for (const product of running.splice(0).reverse()) await product.stop();
});

test('Ctrl-C stops everything, the database last and the folder whole', async () => {
  const product = await start();
  const database = readDatabasePid(product.dataDir);
  process.kill(product.pid, 'SIGINT');
  await expect.poll(() => product.output(), { timeout: 20_000 }).toContain('Opis s-a oprit.');
  await expect.poll(() => isAlive(database), { timeout: 10_000 }).toBe(false);
  expect(existsSync(join(product.dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
});

test('a second start on the same data folder says who uses it and stops', async () => {
  const product = await start();
  const second = await run('serve', ['PORT=0'], product.dataDir);
  expect(second.code).toBe(1);
  expect(second.errors).toContain(
    `este folosit deja de un server Opis pornit (${product.address}, procesul ${product.pid})`,
  );
});

test('the start after a kill -9 takes over the database that was left, and everything is there', async () => {
  const first = await start();
  const database = readDatabasePid(first.dataDir);
  await first.kill();
  expect(isAlive(database)).toBe(true);
  const second = await start({ dataDir: first.dataDir });
  expect(second.output()).toContain('preluat');
  expect(readDatabasePid(first.dataDir)).toBe(database);
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

test('the command line works beside the server and leaves its database running', async () => {
  const product = await start();
  const status = await run('opis', ['status', '--json'], product.dataDir);
  const { lines } = JSON.parse(status.output) as { lines: { name: string; state: string }[] };
  expect(lines.find(({ name }) => name === 'database')?.state).toBe('good');
  expect(isAlive(readDatabasePid(product.dataDir))).toBe(true);
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

test.each([
  [['statsu'], 'Comanda statsu nu există.'],
  [['status', '--jsn'], 'Opțiunea --jsn nu există.'],
  [['status', 'acum'], 'Sunt prea multe argumente.'],
])('a mistyped command is one line and exit code 1: %j', async (typed, sentence) => {
  const result = await run('opis', typed, '/nonexistent');
  expect(result.code).toBe(1);
  expect(result.errors.trim().split('\n')).toHaveLength(1);
  expect(result.errors).toContain(sentence);
});

test('help speaks Romanian and needs no database', async () => {
  const help = await run('opis', ['--help'], '/nonexistent');
  expect(help.code).toBe(0);
  expect(help.output).toContain('Utilizare: opis [opțiuni] [comandă]');
  expect(help.output).not.toMatch(/Usage|Options|Commands|display help/);
});

test('wrong settings stop the start with the whole list', async () => {
  const result = await run(
    'serve',
    ['PORT=abc', 'OPIS_DEMO=yes', 'DATABASE_URL=postgres://a@b/c'],
    '/nonexistent',
  );
  expect(result.code).toBe(1);
  expect(
    result.errors
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(':')[0]),
  ).toEqual(['PORT', 'DATABASE_OWNER_URL', 'DATABASE_WORKER_URL', 'OPIS_DEMO']);
});

async function start(options: ProductOptions = {}): Promise<RunningProduct> {
  const product = await startProduct({ ...options, environment: { OPIS_DEMO: '0' } });
  running.push(product);
  return product;
}

async function run(program: 'serve' | 'opis', typed: string[], dataDir: string) {
  const settings = typed
    .filter((word) => word.includes('='))
    .map((word) => word.split('=') as [string, string]);
  const words = typed.filter((word) => !word.includes('='));
  const child = spawn(process.execPath, [join(dist, `${program}.js`), ...words], {
    env: { PATH: process.env.PATH, OPIS_DATA_DIR: dataDir, ...Object.fromEntries(settings) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { output, errors, code };
}

const readDatabasePid = (dataDir: string) =>
  Number.parseInt(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
