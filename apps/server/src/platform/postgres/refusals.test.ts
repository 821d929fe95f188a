import { chmod, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aFolder, afterwards, aUsedDataFolder, clusterOf, start } from '../../../test/a-cluster.ts';
import { readPostmaster } from './postmaster-file.ts';

test('says which folder the database’s user cannot enter, before it tries anything', async () => {
  const closed = await realpath(await aFolder());
  const dataDir = join(closed, 'data');
  if (process.getuid?.() === 0) {
    await chmod(closed, 0o700);
    await expect(start(dataDir)).rejects.toThrow(`nu poate intra în folderul ${closed}, unde se află datele`);
  } else {
    // Alone with itself, an ordinary user's closed folder is one they closed to themselves.
    await chmod(closed, 0o000);
    afterwards(() => chmod(closed, 0o700));
    await expect(start(dataDir)).rejects.toThrow(`În folderul de date ${dataDir} nu se poate scrie`);
  }
});

test('refuses data written by another major version', async () => {
  const dataDir = await aUsedDataFolder();
  await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '16\n');
  await expect(start(dataDir)).rejects.toThrow(
    'sunt scrise de PostgreSQL 16, iar programul aduce PostgreSQL 18',
  );
});

test('refuses to invent passwords for a cluster that knows others', async () => {
  const dataDir = await aUsedDataFolder();
  await rm(join(dataDir, 'secrets'), { recursive: true });
  await expect(start(dataDir)).rejects.toThrow('parolele ei');
});

test('says so when the kept passwords are not the cluster’s, and leaves no server behind', async () => {
  const dataDir = await aUsedDataFolder();
  const file = join(dataDir, 'secrets', 'postgres.json');
  const secrets = await readFile(file, 'utf8');
  await writeFile(file, secrets.replaceAll(/[0-9a-f]{48}/g, 'f'.repeat(48)));
  await expect(start(dataDir)).rejects.toThrow('nu primește parolele');
  expect(readPostmaster(await clusterOf(dataDir))).toBeUndefined();
});
