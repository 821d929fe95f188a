import { expect, test } from 'vitest';
import { anActor } from '../../../test/a-registry.ts';
import { aScanner, eicar } from '../../../test/a-scanner.ts';
import { anUpload, someDocuments } from '../../../test/some-documents.ts';
import { someProcessing, workThrough } from '../../../test/some-processing.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { scanForViruses } from '../../platform/processing/scan-for-viruses.ts';
import { fileGuard, fileTexts, fileWorkOf, processUploads } from './index.ts';
import { askAgain } from './work-store.ts';

const database = await aDatabase();
const { db } = database;
const actor = await anActor(database);
const documents = await someDocuments(db, { uploadSubscribers: [processUploads] });
const scanner = await aScanner();
const deps = someProcessing(db, documents, { scanner });

const scanOf = async (sha256: string) =>
  (await fileWorkOf(db, [sha256])).find(({ kind }) => kind === 'antivirus');
const open = (sha256: string, holdUntilClean = false) =>
  fileGuard({ db }, { holdUntilClean }).requireOpenable(sha256);

test('a virus is found by name; the file is kept, read by nobody and never opened', async () => {
  const { sha256 } = await anUpload(documents, actor, { bytes: eicar });
  await workThrough(deps);
  expect(await scanOf(sha256)).toMatchObject({
    status: 'flagged',
    flags: ['infected'],
    detail: 'EICAR-TEST.UNOFFICIAL',
  });
  expect(await fileTexts(db, [sha256])).toEqual([]);
  expect(await documents.files.has(sha256)).toBe(true);
  await expect(open(sha256)).rejects.toMatchObject({ code: 'document.infected' });
});

test('what is clean is said by nobody, and opens where nothing else does', async () => {
  const { sha256 } = await anUpload(documents, actor);
  await expect(open(sha256, true)).rejects.toMatchObject({ code: 'document.waits-for-antivirus' });
  await expect(open(sha256)).resolves.toBeUndefined();
  await workThrough(deps);
  expect(await scanOf(sha256)).toMatchObject({ status: 'done', flags: [], tool: 'clamd' });
  await expect(open(sha256, true)).resolves.toBeUndefined();
});

test('files that came while there was no antivirus are looked at once there is one', async () => {
  const { sha256 } = await anUpload(documents, actor, { bytes: `${eicar}` });
  const late = await anUpload(documents, actor);
  await workThrough(someProcessing(db, documents));
  expect(await scanOf(late.sha256)).toMatchObject({ flags: ['not-scanned'] });
  await askAgain(db, ['not-scanned']);
  await workThrough(deps);
  expect(await scanOf(late.sha256)).toMatchObject({ status: 'done' });
  expect(await scanOf(sha256)).toMatchObject({ flags: ['infected'] });
});

test('an antivirus that does not answer leaves the file waiting, and the rest goes on', async () => {
  const { sha256 } = await anUpload(documents, actor, { bytes: 'Cerere fără verificare' });
  await workThrough(someProcessing(db, documents, { scanner: '/nonexistent/clamd.ctl' }));
  expect(await scanOf(sha256)).toMatchObject({ status: 'waiting' });
  expect(await fileTexts(db, [sha256])).toMatchObject([{ text: 'Cerere fără verificare' }]);
});

test('what is more than the antivirus takes is told, though it hangs up in the middle', async () => {
  const small = await aScanner({ maxStream: '1M' });
  async function* pieces() {
    for (let piece = 0; piece < 64; piece += 1) yield Buffer.alloc(256 * 1024);
  }
  expect(await scanForViruses(small, pieces())).toEqual({ verdict: 'too-large' });
});

test('five hundred megabytes go by in flat memory', async () => {
  const large = await aScanner({ maxStream: '600M' });
  async function* pieces() {
    for (let piece = 0; piece < 500; piece += 1) yield Buffer.alloc(1024 * 1024, piece);
  }
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 20);
  // The engine itself looks at the first hundred megabytes of it; nothing is found in them.
  expect(await scanForViruses(large, pieces())).toEqual({ verdict: 'clean' });
  clearInterval(watch);
  expect(most - before).toBeLessThan(150 * 1024 * 1024);
});
