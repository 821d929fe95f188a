import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aDemonstrationFolder } from '../support/demonstration.ts';
import { type RunningProduct, startProduct } from '../support/server.ts';
import { isAlive, readDatabasePid, run } from './programs.ts';

// What else a server and its database go through: hard-stops.long.journey.test.ts.
describe('on one data folder, one after another', () => {
  const dataDir = aDemonstrationFolder();
  let product: RunningProduct;
  beforeAll(async () => {
    product = await startProduct({ dataDir });
  });
  afterAll(async () => {
    await product?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('a second start says who uses the folder and stops', async () => {
    const second = await run('serve', ['PORT=0'], dataDir);
    expect(second.code).toBe(1);
    expect(second.errors).toContain(
      `este folosit deja de un server Opis pornit (${product.address}, procesul ${product.pid})`,
    );
  });

  test('the command line works beside the server and leaves its database running', async () => {
    const status = await run('opis', ['status', '--json'], dataDir);
    const { lines } = JSON.parse(status.output) as { lines: { name: string; state: string }[] };
    expect(lines.find(({ name }) => name === 'database')?.state).toBe('good');
    expect(isAlive(readDatabasePid(dataDir))).toBe(true);
  });

  test('the start after a kill -9 takes over the database that was left, and everything is there', async () => {
    const database = readDatabasePid(dataDir);
    await product.kill();
    expect(isAlive(database)).toBe(true);
    product = await startProduct({ dataDir });
    expect(product.output()).toContain('preluat');
    expect(readDatabasePid(dataDir)).toBe(database);
  });

  test('Ctrl-C stops everything, the database last and the folder whole', async () => {
    const database = readDatabasePid(dataDir);
    process.kill(product.pid, 'SIGINT');
    await expect.poll(() => product.output()).toContain('Opis s-a oprit.');
    await expect.poll(() => isAlive(database)).toBe(false);
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  });
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
