import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aPdf } from '../../../test/a-pdf.ts';
import { anActor } from '../../../test/a-registry.ts';
import { anUpload, someDocuments } from '../../../test/some-documents.ts';
import { someProcessing, workThrough } from '../../../test/some-processing.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { fileTexts, fileWorkOf, processNext, processUploads } from './index.ts';
import { claimWork, endWork, renewWork } from './work-store.ts';

const database = await aDatabase();
const { db } = database;
const actor = await anActor(database);
const documents = await someDocuments(db, { uploadSubscribers: [processUploads] });
const deps = someProcessing(db, documents);

const age = (sha256: string) =>
  sql`
  UPDATE file_works SET leased_until = now() - interval '1 second' WHERE sha256 = ${sha256} AND status = 'running'`.execute(
    db,
  );
const textOf = async (sha256: string) => (await fileWorkOf(db, [sha256])).find(({ kind }) => kind === 'text');

test('a work whose process was killed is taken up by the next, after the pages that are kept', async () => {
  const { sha256 } = await anUpload(documents, actor, { bytes: aPdf(60) });
  const asked: number[] = [];
  // The process ends after its first pages: nothing of it is settled.
  let rests = 0;
  const doomed = {
    ...deps,
    rest: () => {
      rests += 1;
      return rests > 1 ? new Promise<void>(() => {}) : Promise.resolve();
    },
  };
  await processNext(deps);
  const hanging = processNext(doomed);
  await expect.poll(async () => (await textOf(sha256))?.done, { timeout: 25_000 }).toBe(25);
  await age(sha256);
  const counting = {
    ...deps,
    reader: {
      ...deps.reader,
      run: (job: Parameters<typeof deps.reader.run>[0]) => {
        if (job.task === 'layer') asked.push(job.from);
        return deps.reader.run(job);
      },
    },
  };
  await workThrough(counting);
  expect(asked).toEqual([26, 51]);
  expect(await textOf(sha256)).toMatchObject({ status: 'done', done: 60, total: 60 });
  expect(await fileTexts(db, [sha256])).toHaveLength(60);
  void hanging;
});

test('of many processes one gets a work; one that was thought dead can end nothing', async () => {
  const { sha256 } = await anUpload(documents, actor);
  const kinds = ['text'] as const;
  const claims = await Promise.all([1, 2, 3, 4].map(() => claimWork(db, kinds, { afterAntivirus: false })));
  const held = claims.filter((work) => work !== undefined);
  expect(held.map((work) => work.sha256)).toEqual([sha256]);
  await age(sha256);
  const [next] = [await claimWork(db, kinds, { afterAntivirus: false })];
  expect(next?.sha256).toBe(sha256);
  const [lost] = held;
  if (!lost || !next) throw new Error('somebody has it');
  expect(await renewWork(db, lost)).toBe(false);
  expect(await db.transaction().execute((tx) => endWork(tx, lost, { flags: [] }))).toBe(false);
  expect(await db.transaction().execute((tx) => endWork(tx, next, { flags: [] }))).toBe(true);
});

test('a work that ends its process each time is given up, and what moves on is not', async () => {
  const { sha256 } = await anUpload(documents, actor);
  await sql`UPDATE file_works SET attempts = 6 WHERE sha256 = ${sha256} AND kind = 'text'`.execute(db);
  await workThrough(deps);
  expect(await textOf(sha256)).toMatchObject({ status: 'failed' });
});

test('text waits for the antivirus where nothing is opened before it', async () => {
  const { sha256 } = await anUpload(documents, actor);
  const silent = { ...deps, scanner: '/nonexistent/clamd.ctl', requireClean: true };
  await workThrough(silent);
  expect(await textOf(sha256)).toMatchObject({ status: 'waiting' });
});
