import { once } from 'node:events';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  aDataFolder,
  afterwards,
  ask,
  aUsedDataFolder,
  clusterOf,
  hold,
  kill,
  start,
} from '../../../test/a-cluster.ts';
import { readPostmaster } from './postmaster-file.ts';

test('a first start makes a durable cluster with roles, database and passwords of its own', async () => {
  const dataDir = await aDataFolder();
  const cluster = await start(dataDir, {});
  const settings = await ask(
    cluster.url('postgres'),
    `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes',
       'data_checksums', 'listen_addresses', 'password_encryption', 'unix_socket_directories') ORDER BY name`,
  );
  expect(Object.fromEntries(settings.map((row) => [row.name, row.setting]))).toEqual({
    data_checksums: 'on',
    fsync: 'on',
    full_page_writes: 'on',
    listen_addresses: '127.0.0.1',
    password_encryption: 'scram-sha-256',
    synchronous_commit: 'on',
    unix_socket_directories: '',
  });
  expect(await readFile(join(dataDir, 'postgres', 'pg_hba.conf'), 'utf8')).not.toMatch(
    /^[^#]*\b(trust|password|md5)\s*$/m,
  );
  expect((await stat(join(dataDir, 'secrets', 'postgres.json'))).mode & 0o777).toBe(0o600);
  const [app] = await ask(
    cluster.url('opis_app'),
    'SELECT current_user AS name, rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user',
  );
  expect(app).toEqual({ name: 'opis_app', rolsuper: false, rolcreatedb: false, rolcreaterole: false });
});

test('refuses whoever does not know the password', async () => {
  const cluster = await start(await aUsedDataFolder());
  const address = new URL(cluster.url('opis_app'));
  address.password = 'opis_app';
  await expect(ask(address.toString(), 'SELECT 1')).rejects.toThrow(/password authentication failed/);
});

test('takes over the server that a killed program left running', async () => {
  const dataDir = await aUsedDataFolder();
  const holder = await hold(dataDir);
  await kill(holder.child);
  const cluster = await start(dataDir);
  expect(cluster).toMatchObject({ adopted: true, port: holder.port });
  await cluster.stop();
  expect(readPostmaster(await clusterOf(dataDir))).toBeUndefined();
});

test('starts anew after program and server were killed together', async () => {
  const dataDir = await aUsedDataFolder();
  const holder = await hold(dataDir);
  const server = readPostmaster(await clusterOf(dataDir));
  process.kill(server?.pid ?? 0, 'SIGKILL');
  await kill(holder.child);
  const cluster = await start(dataDir);
  expect(cluster.adopted).toBe(false);
  expect(await ask(cluster.url('opis_app'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('starts a killed server again on the same port', async () => {
  const dataDir = await aUsedDataFolder();
  const cluster = await start(dataDir);
  const first = readPostmaster(await clusterOf(dataDir));
  process.kill(first?.pid ?? 0, 'SIGKILL');
  await expect
    .poll(() => ask(cluster.url('opis_app'), 'SELECT 1 AS one').catch(() => 'away'), { timeout: 20_000 })
    .toEqual([{ one: 1 }]);
  expect(readPostmaster(await clusterOf(dataDir))?.pid).not.toBe(first?.pid);
});

test('the server stays for the program that still uses it and goes with the last', async () => {
  const dataDir = await aUsedDataFolder();
  const serve = await start(dataDir);
  const command = await start(dataDir);
  expect([serve.adopted, command.adopted]).toEqual([false, true]);
  await serve.stop();
  expect(await ask(command.url('opis_app'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await command.stop();
  expect(readPostmaster(await clusterOf(dataDir))).toBeUndefined();
});

test('two programs that start at the same moment share one server', async () => {
  const dataDir = await aDataFolder();
  const both = await Promise.all([hold(dataDir), hold(dataDir)]);
  expect(both[0]?.port).toBe(both[1]?.port);
});

test('takes another port when the one of the last start is taken', async () => {
  const dataDir = await aUsedDataFolder();
  const first = await start(dataDir);
  await first.stop();
  const intruder = createServer().listen(first.port, '127.0.0.1');
  await once(intruder, 'listening');
  afterwards(async () => intruder.close());
  const second = await start(dataDir);
  expect(second.port).not.toBe(first.port);
  expect(await ask(second.url('opis_app'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('throws away what a killed first start left half made', async () => {
  const dataDir = await aDataFolder();
  await mkdir(join(dataDir, 'postgres.new', 'cluster', 'base'), { recursive: true });
  await writeFile(join(dataDir, 'postgres.new', 'cluster', 'PG_VERSION'), '18\n');
  const cluster = await start(dataDir);
  expect(await ask(cluster.url('opis_app'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await expect(stat(join(dataDir, 'postgres.new'))).rejects.toThrow(/ENOENT/);
});
