import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aFolder, afterwards, kill } from '../../../test/a-cluster.ts';
import { tryLock, waitForLock } from './file-lock.ts';

test('one holds it alone, or any number share it', async () => {
  const file = join(await aFolder(), 'a.lock');
  const alone = tryLock(file, 'exclusive');
  expect(tryLock(file, 'exclusive')).toBeUndefined();
  expect(tryLock(file, 'shared')).toBeUndefined();
  alone?.release();
  const sharers = [tryLock(file, 'shared'), tryLock(file, 'shared')];
  expect(sharers).not.toContain(undefined);
  expect(tryLock(file, 'exclusive')).toBeUndefined();
  for (const lock of sharers) lock?.release();
  expect(tryLock(file, 'exclusive')).toBeDefined();
});

test('a program killed with kill -9 gives it up', async () => {
  const file = join(await aFolder(), 'a.lock');
  const holder = await aProgramThatHolds(file);
  expect(tryLock(file, 'exclusive')).toBeUndefined();
  await kill(holder);
  expect(tryLock(file, 'exclusive')).toBeDefined();
});

test('waiting for it has an end', async () => {
  const file = join(await aFolder(), 'a.lock');
  const holder = await aProgramThatHolds(file);
  expect(await waitForLock(file, 200)).toBeUndefined();
  const later = waitForLock(file, 10_000);
  await kill(holder);
  expect(await later).toBeDefined();
});

async function aProgramThatHolds(file: string) {
  const program = `import { tryLock } from ${JSON.stringify(join(import.meta.dirname, 'file-lock.ts'))};
    tryLock(${JSON.stringify(file)}, 'exclusive');
    process.stdout.write('held');
    setInterval(() => {}, 60_000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  afterwards(() => kill(child));
  await once(child.stdout, 'data');
  return child;
}
