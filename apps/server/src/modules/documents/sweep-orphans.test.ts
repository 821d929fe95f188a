import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { anActor } from '../../../test/a-registry.ts';
import { lyingIn } from '../../../test/lying-in.ts';
import { anUpload, bytesOf, claim, someDocuments } from '../../../test/some-documents.ts';
import { aDatabase } from '../../../test/test-database.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import { receiveUpload } from './receive-upload.ts';
import { sweepOrphans } from './sweep-orphans.ts';
import { insertUpload, takeBlob } from './upload-store.ts';

const database = await aDatabase();
const { db } = database;
const registrar = await anActor(database);

// The store's files carry the machine's hour: these tests run on it, and look back from days ahead.
async function aStore() {
  const deps = await someDocuments(db);
  deps.clock.set(new Date().toISOString());
  const sweepIn = (time: { h: number }, files: FileStore = { ...deps.files }) =>
    sweepOrphans({ db, files }, new Date(deps.clock.now().getTime() + time.h * 3_600_000));
  return { ...deps, sweepIn };
}

const uploadsOf = async (sha256: string) =>
  (await db.selectFrom('uploads').select('id').where('sha256', '=', sha256).execute()).length;

describe('a sweep', () => {
  test('leaves what came in within two days alone', async () => {
    const store = await aStore();
    const { sha256 } = await anUpload(store, registrar);
    await store.sweepIn({ h: 47 });
    expect(await store.files.has(sha256)).toBe(true);
    expect(await uploadsOf(sha256)).toBe(1);
  });

  test('takes an upload that nobody used, a day after it expired, with its bytes', async () => {
    const store = await aStore();
    const { sha256 } = await anUpload(store, registrar);
    await store.sweepIn({ h: 49 });
    expect(await store.files.has(sha256)).toBe(false);
    expect(await uploadsOf(sha256)).toBe(0);
    expect((await lyingIn(store.root)).objects).toEqual([]);
  });

  test('never takes bytes that a document names, though its upload goes', async () => {
    const store = await aStore();
    const { id, sha256 } = await anUpload(store, registrar);
    await claim(store, registrar, [id]);
    await store.sweepIn({ h: 1000 });
    expect(await uploadsOf(sha256)).toBe(0);
    expect(await store.files.has(sha256)).toBe(true);
  });

  test('never takes bytes that another upload names', async () => {
    const store = await aStore();
    const bytes = randomUUID();
    const first = await anUpload(store, registrar, { bytes });
    store.clock.pass({ h: 48 });
    await anUpload(store, registrar, { bytes });
    await store.sweepIn({ h: 1 + 1 });
    expect(await uploadsOf(first.sha256)).toBe(1);
    expect(await store.files.has(first.sha256)).toBe(true);
  });

  test('takes what an upload that was let go left', async () => {
    const store = await aStore();
    const { id, sha256 } = await anUpload(store, registrar);
    await db.deleteFrom('uploads').where('id', '=', id).execute();
    await store.sweepIn({ h: 23 });
    expect(await store.files.has(sha256)).toBe(true);
    await store.sweepIn({ h: 25 });
    expect(await store.files.has(sha256)).toBe(false);
  });

  test('takes bytes that a crash left without a row, and files half received', async () => {
    const store = await aStore();
    const kept = await store.files.receive(bytesOf(randomUUID()), store.uploadLimits);
    await kept.keep();
    await store.files.receive(bytesOf(randomUUID()), store.uploadLimits);
    expect(await lyingIn(store.root)).toEqual({ objects: [kept.sha256], temporary: 1 });
    await store.sweepIn({ h: 23 });
    expect(await lyingIn(store.root)).toEqual({ objects: [kept.sha256], temporary: 1 });
    expect(await store.sweepIn({ h: 25 })).toMatchObject({ temporary: 1 });
    expect(await lyingIn(store.root)).toEqual({ objects: [], temporary: 0 });
  });

  test('looks through the whole store once a day, not at every turn', async () => {
    const store = await aStore();
    let looked = 0;
    const files: FileStore = {
      ...store.files,
      listOlderThan: (moment) => {
        looked += 1;
        return store.files.listOlderThan(moment);
      },
    };
    for (const h of [0, 1, 12, 23]) await store.sweepIn({ h }, files);
    expect(looked).toBe(1);
    await store.sweepIn({ h: 24 }, files);
    expect(looked).toBe(2);
  });
});

describe('a sweep and an upload of the same bytes at once', () => {
  // Bytes named by an upload that expired long ago: the sweep may take them, and somebody brings them again.
  async function spentBytes() {
    const store = await aStore();
    const bytes = randomUUID();
    const { sha256 } = await anUpload(store, registrar, { bytes });
    return { store, bytes, sha256 };
  }

  test('the upload comes first: the sweep passes the bytes over', async () => {
    const { store, bytes, sha256 } = await spentBytes();
    const received = await store.files.receive(bytesOf(bytes), store.uploadLimits);
    await db.transaction().execute(async (tx) => {
      const at = new Date(store.clock.now().getTime() + 49 * 3_600_000);
      await takeBlob(tx, received, { pages: 0, at });
      await store.sweepIn({ h: 49 }, { ...store.files, sweepTemporary: async () => 0 });
      await received.keep();
      const expiresAt = new Date(at.getTime() + 1);
      await insertUpload(tx, {
        id: randomUUID(),
        accountId: registrar.accountId,
        name: 'x',
        sha256,
        createdAt: at,
        expiresAt,
      });
    });
    expect(await uploadsOf(sha256)).toBe(1);
    expect(await store.files.has(sha256)).toBe(true);
  });

  test.each(['with a row', 'without a row'])(
    'the sweep of bytes %s comes first: the upload waits and brings them anew',
    async (which) => {
      const { store, bytes, sha256 } = await spentBytes();
      if (which === 'without a row') {
        await sql`DELETE FROM uploads WHERE sha256 = ${sha256}`.execute(db);
        await sql`DELETE FROM blobs WHERE sha256 = ${sha256}`.execute(db);
      }
      const removing = Promise.withResolvers<void>();
      const goOn = Promise.withResolvers<void>();
      const files: FileStore = {
        ...store.files,
        sweepTemporary: async () => 0,
        remove: async (target) => {
          if (target !== sha256) return await store.files.remove(target);
          removing.resolve();
          await goOn.promise;
          await store.files.remove(target);
        },
      };
      const sweep = store.sweepIn({ h: 49 }, files);
      await removing.promise;
      let answered = false;
      const upload = receiveUpload(store, registrar, { name: 'x', bytes: bytesOf(bytes) }).finally(() => {
        answered = true;
      });
      await waitForLock();
      expect(answered).toBe(false);
      goOn.resolve();
      await sweep;
      await upload;
      expect(await uploadsOf(sha256)).toBe(1);
      expect(await store.files.has(sha256)).toBe(true);
    },
  );

  async function waitForLock() {
    const waiting = sql<{
      n: number;
    }>`SELECT count(*)::int AS n FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE NOT granted AND datname = current_database()`;
    await expect
      .poll(async () => (await waiting.execute(database.owner)).rows[0]?.n, { timeout: 10_000 })
      .toBeGreaterThan(0);
  }

  test('in any order, many times: where a row is, the bytes are', async () => {
    const store = await aStore();
    const bytes = Array.from({ length: 3 }, () => randomUUID());
    const hashes = bytes.map((content) => createHash('sha256').update(content).digest('hex'));
    let going = true;
    const uploading = bytes.map(async (content) => {
      for (let count = 0; count < 25; count += 1) await anUpload(store, registrar, { bytes: content });
    });
    const sweeping = [1, 2].map(async () => {
      while (going) await store.sweepIn({ h: 49 }, { ...store.files, sweepTemporary: async () => 0 });
    });
    let checked = 0;
    const checking = (async () => {
      while (going) checked += await expectBytesOfEveryRow(store.files, hashes);
    })();
    await Promise.all(uploading).finally(() => {
      going = false;
    });
    await Promise.all([...sweeping, checking]);
    await expectBytesOfEveryRow(store.files, hashes);
    expect(checked).toBeGreaterThan(10);
  });

  // With the row locked nobody may be between the two steps.
  async function expectBytesOfEveryRow(files: FileStore, hashes: readonly string[]): Promise<number> {
    return await db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ sha256: string }>`
        SELECT sha256 FROM blobs WHERE sha256 = ANY (${hashes}) FOR KEY SHARE SKIP LOCKED`.execute(tx);
      for (const { sha256 } of rows) expect(await files.has(sha256), sha256).toBe(true);
      return rows.length;
    });
  }
});
