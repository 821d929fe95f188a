import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { aBucket } from '../../../test/a-bucket.ts';
import type { FileStore, ReceiveLimits } from './file-store.ts';
import { openLocalFileStore } from './local-file-store.ts';
import { objectKey } from './object-key.ts';
import { openS3FileStore } from './s3-file-store.ts';

type Subject = { store: FileStore; temporary: string; damage(sha256: string, bytes: string): Promise<void> };

const anyFile: ReceiveLimits = { maxBytes: 1_000_000, forbiddenTypes: [] };
const sha256Of = (text: string) => createHash('sha256').update(text).digest('hex');
const tomorrow = () => new Date(Date.now() + 86_400_000);
const yesterday = () => new Date(Date.now() - 86_400_000);

async function* chunksOf(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}

async function* cutAfter(text: string) {
  yield Buffer.from(text);
  throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
}

async function readAll(store: FileStore, sha256: string) {
  const stream = await store.open(sha256);
  if (!stream) return undefined;
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString();
}

async function keep(store: FileStore, text: string) {
  const file = await store.receive(chunksOf(text), anyFile);
  await file.keep();
  await file.discard();
  return file;
}

async function collect(items: AsyncIterable<string>) {
  const all: string[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function aFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'opis-files-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function aLocalStore(): Promise<Subject & { root: string }> {
  const root = await aFolder();
  const store = await openLocalFileStore(root);
  const damage = async (sha256: string, bytes: string) => {
    await rm(join(root, objectKey(sha256)));
    await writeFile(join(root, objectKey(sha256)), bytes);
  };
  return { store, temporary: join(root, 'tmp'), root, damage };
}

async function anS3Store(): Promise<Subject> {
  const { client, bucket, overwrite } = await aBucket();
  const temporary = await aFolder();
  const store = await openS3FileStore({ client, bucket, temporary });
  return { store, temporary, damage: (sha256, bytes) => overwrite(objectKey(sha256), bytes) };
}

describe.each([
  { name: 'folder', make: aLocalStore },
  { name: 'bucket', make: anS3Store },
])('a store in a $name', async ({ make }) => {
  const { store, temporary, damage } = await make();

  test('keeps bytes under their hash and gives them back', async () => {
    const file = await store.receive(chunksOf('Cerere ', 'pentru adeverință'), anyFile);
    expect(file).toMatchObject({
      sha256: sha256Of('Cerere pentru adeverință'),
      size: Buffer.byteLength('Cerere pentru adeverință'),
      mediaType: 'text/plain',
    });
    expect(await readFile(file.localPath, 'utf8')).toBe('Cerere pentru adeverință');
    await file.keep();
    await file.discard();
    expect(await store.has(file.sha256)).toBe(true);
    expect(await readAll(store, file.sha256)).toBe('Cerere pentru adeverință');
    expect(await readdir(temporary)).toEqual([]);
  });

  test('answers undefined for what it does not have', async () => {
    const absent = sha256Of('never stored');
    expect(await store.has(absent)).toBe(false);
    expect(await store.open(absent)).toBeUndefined();
    expect(await store.withLocalCopy(absent, async () => 'used')).toBeUndefined();
    await store.remove(absent);
  });

  test('keeps the same bytes once, whoever brings them', async () => {
    const both = await Promise.all([keep(store, 'de două ori'), keep(store, 'de două ori')]);
    expect(new Set(both.map((file) => file.sha256)).size).toBe(1);
    const found = await collect(store.listOlderThan(tomorrow()));
    expect(found.filter((sha256) => sha256 === sha256Of('de două ori'))).toHaveLength(1);
  });

  test('may keep twice, as a transaction that is tried again does', async () => {
    const file = await store.receive(chunksOf('încă o dată'), anyFile);
    await file.keep();
    await file.keep();
    await file.discard();
    expect(await readAll(store, file.sha256)).toBe('încă o dată');
  });

  test.each([
    { what: 'no bytes at all', bytes: () => chunksOf(), code: 'document.empty' },
    { what: 'empty pieces only', bytes: () => chunksOf('', ''), code: 'document.empty' },
    {
      what: 'a body cut in the middle',
      bytes: () => cutAfter('jumătate'),
      code: 'document.upload-interrupted',
    },
    {
      what: 'more bytes than allowed',
      bytes: () => chunksOf('x'.repeat(1_000_001)),
      code: 'document.too-large',
    },
  ])('refuses $what and leaves nothing', async ({ bytes, code }) => {
    const before = await collect(store.listOlderThan(tomorrow()));
    await expect(store.receive(bytes(), anyFile)).rejects.toMatchObject({ code });
    expect(await readdir(temporary)).toEqual([]);
    expect(await collect(store.listOlderThan(tomorrow()))).toEqual(before);
  });

  test('stops reading as soon as the limit is passed', async () => {
    let pieces = 0;
    async function* endless() {
      for (;;) {
        pieces += 1;
        yield Buffer.alloc(1000);
      }
    }
    await expect(store.receive(endless(), { ...anyFile, maxBytes: 10_000 })).rejects.toMatchObject({
      code: 'document.too-large',
    });
    expect(pieces).toBe(11);
  });

  test('takes a file of exactly the limit', async () => {
    const file = await store.receive(chunksOf('1234567890'), { ...anyFile, maxBytes: 10 });
    await file.discard();
    expect(file.size).toBe(10);
  });

  test.each([
    { forbidden: ['text/html'], text: '<html><body>x</body></html>' },
    { forbidden: ['text/*'], text: 'text simplu' },
  ])('refuses what the administrator forbids ($forbidden), by its bytes', async ({ forbidden, text }) => {
    const before = await collect(store.listOlderThan(tomorrow()));
    const limits = { ...anyFile, forbiddenTypes: forbidden };
    await expect(store.receive(chunksOf(text), limits)).rejects.toMatchObject({
      code: 'document.type-forbidden',
    });
    expect(await readdir(temporary)).toEqual([]);
    expect(await collect(store.listOlderThan(tomorrow()))).toEqual(before);
  });

  test('mends bytes that were damaged when they come in again', async () => {
    const { sha256 } = await keep(store, 'întreg și nevătămat');
    await damage(sha256, 'stricat');
    await keep(store, 'întreg și nevătămat');
    expect(await readAll(store, sha256)).toBe('întreg și nevătămat');
  });

  test('lends a copy on this machine', async () => {
    const { sha256 } = await keep(store, 'de citit aici');
    expect(await store.withLocalCopy(sha256, (path) => readFile(path, 'utf8'))).toBe('de citit aici');
    expect(await readdir(temporary)).toEqual([]);
  });

  test('removes, and lists only what is older than asked', async () => {
    const { sha256 } = await keep(store, 'de șters');
    expect(await collect(store.listOlderThan(yesterday()))).toEqual([]);
    expect(await collect(store.listOlderThan(tomorrow()))).toContain(sha256);
    await store.remove(sha256);
    expect(await store.has(sha256)).toBe(false);
    expect(await collect(store.listOlderThan(tomorrow()))).not.toContain(sha256);
  });

  test('sweeps only the half-received files that are old', async () => {
    const [old, fresh] = [join(temporary, 'old'), join(temporary, 'fresh')];
    await Promise.all([writeFile(old, 'x'), writeFile(fresh, 'x')]);
    const longAgo = new Date(Date.now() - 2 * 86_400_000);
    await utimes(old, longAgo, longAgo);
    expect(await store.sweepTemporary(yesterday())).toBe(1);
    expect(await readdir(temporary)).toEqual(['fresh']);
    await rm(fresh);
  });
});

describe('a store in a folder', () => {
  test('lays a file by the first four digits of its hash, readable and not writable', async () => {
    const { store, root } = await aLocalStore();
    const { sha256 } = await keep(store, 'așezat');
    const path = join(root, 'objects', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    expect((await stat(path)).mode & 0o777).toBe(0o440);
  });

  test('says that it could not keep what a sweeper took between two tries', async () => {
    const { store } = await aLocalStore();
    const file = await store.receive(chunksOf('luat între timp'), anyFile);
    await file.keep();
    await store.remove(file.sha256);
    await expect(file.keep()).rejects.toMatchObject({ code: 'document.storage-unavailable' });
  });
});

test('a disk that is full or read-only is said so, and nothing half written stays', async () => {
  const disk = await aFolder();
  const program = join(import.meta.dirname, '../../../test/receive-on-small-disk.ts');
  // A disk of its own for one process: neither other tests nor the machine see it. Root may mount as it is; anybody
  // else as root of a user namespace, which a build machine's own root inside a chroot is refused.
  const asRoot = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  // In a chroot whose root is no mount of its own nothing can be made private: what is mounted is unmounted after it.
  const isRootMounted = spawnSync('mountpoint', ['-q', '/']).status === 0;
  const apart = isRootMounted ? ['--mount'] : ['--mount', '--propagation', 'unchanged'];
  const script = 'mount -t tmpfs -o size=2m none "$1" && "$2" "$3" "$1"; umount "$1"';
  const { stdout } = await promisify(execFile)('unshare', [
    ...[...asRoot, ...apart, 'sh', '-c', script, 'sh'],
    ...[disk, process.execPath, program],
  ]);
  expect(JSON.parse(stdout)).toEqual({
    fits: 'kept',
    tooMuch: 'dependency document.storage-full',
    left: { objects: [expect.any(String)], temporary: 0 },
    fitsAgain: 'kept',
    readOnly: 'dependency document.storage-unavailable',
  });
});

describe('a store in a bucket', () => {
  test('puts back what a sweeper took between two tries', async () => {
    const { store } = await anS3Store();
    const file = await store.receive(chunksOf('luat între timp'), anyFile);
    await file.keep();
    await store.remove(file.sha256);
    await file.keep();
    await file.discard();
    expect(await readAll(store, file.sha256)).toBe('luat între timp');
  });

  test('never writes over what somebody else put a moment before', async () => {
    const { client, bucket, overwrite } = await aBucket();
    const store = await openS3FileStore({ client, bucket, temporary: await aFolder() });
    let raced = 0;
    client.middlewareStack.add(
      (next) => async (call) => {
        if ('IfNoneMatch' in call.input && call.input.IfNoneMatch === '*') {
          raced += 1;
          await overwrite(objectKey(sha256Of('în același timp')), 'în același timp');
        }
        return await next(call);
      },
      { step: 'initialize' },
    );
    const { sha256 } = await keep(store, 'în același timp');
    expect(raced).toBe(1);
    expect(await readAll(store, sha256)).toBe('în același timp');
  });

  test('tries again when the far side is busy with the same bytes, but not for ever', async () => {
    const { client, bucket, conflicts } = await aBucket();
    const store = await openS3FileStore({ client, bucket, temporary: await aFolder() });
    conflicts.left = 2;
    const { sha256 } = await keep(store, 'ocupat o clipă');
    expect(await readAll(store, sha256)).toBe('ocupat o clipă');
    conflicts.left = 1000;
    await expect(keep(store, 'ocupat mereu')).rejects.toMatchObject({ code: 'document.storage-unavailable' });
  });

  test('says so when the far side is gone, and leaves nothing on this machine', async () => {
    const { client, bucket, stop } = await aBucket();
    const temporary = await aFolder();
    const store = await openS3FileStore({ client, bucket, temporary });
    await stop();
    await expect(store.receive(chunksOf('nicăieri'), anyFile)).rejects.toMatchObject({
      family: 'dependency',
      code: 'document.storage-unavailable',
    });
    expect(await readdir(temporary)).toEqual([]);
    await expect(store.has(sha256Of('nicăieri'))).rejects.toMatchObject({
      code: 'document.storage-unavailable',
    });
  });
});
