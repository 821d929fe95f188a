import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { afterwards, aUsedDataFolder, clusterOf, kill, start } from '../../../test/a-cluster.ts';
import { forgetful } from '../../../test/test-cluster.ts';
import { isPostmaster } from './postmaster-file.ts';
import { chooseServerUser } from './server-user.ts';

test('waits for a lock that its process gives up, and starts', async () => {
  const dataDir = await aUsedDataFolder();
  const holder = await aProcessOfTheServerUser(await clusterOf(dataDir), 2);
  await leaveLock(dataDir, holder.pid ?? 0);
  const began = performance.now();
  const cluster = await start(dataDir);
  expect(cluster.adopted).toBe(false);
  expect(performance.now() - began).toBeGreaterThan(1_000);
});

test('names the process that holds the lock, and leaves its file alone, when it lives on', async () => {
  const dataDir = await aUsedDataFolder();
  const holder = await aProcessOfTheServerUser(await clusterOf(dataDir), 60);
  const file = await leaveLock(dataDir, holder.pid ?? 0);
  await expect(start(dataDir, forgetful, 1_000)).rejects.toThrow(
    `${file} numește procesul ${holder.pid}, care trăiește`,
  );
  expect(await readFile(file, 'utf8')).toMatch(new RegExp(`^${holder.pid}\n`));
});

async function aProcessOfTheServerUser(clusterFolder: string, seconds: number) {
  const child = spawn('sleep', [String(seconds)], { ...chooseServerUser(clusterFolder).ids, cwd: '/' });
  afterwards(() => kill(child));
  await once(child, 'spawn');
  expect(isPostmaster(child.pid ?? 0, clusterFolder)).toBe(false);
  return child;
}

/** A `postmaster.pid` that names this process, as a machine that went down and came up again may leave one. */
async function leaveLock(dataDir: string, pid: number) {
  const file = join(await clusterOf(dataDir), 'postmaster.pid');
  const lines = [
    pid,
    join(dataDir, 'postgres'),
    Math.floor(Date.now() / 1000),
    5432,
    '',
    '127.0.0.1',
    '',
    'ready',
  ];
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}
