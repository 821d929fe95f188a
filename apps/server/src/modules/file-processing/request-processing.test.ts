import { expect, test } from 'vitest';
import { anActor } from '../../../test/a-registry.ts';
import { anUpload, claim, someDocuments } from '../../../test/some-documents.ts';
import { aDatabase } from '../../../test/test-database.ts';
import {
  type FileTextSubscriber,
  fileTexts,
  fileWorkOf,
  processUploads,
  requestProcessing,
} from './index.ts';
import { requestMissing } from './request-processing.ts';

const database = await aDatabase();
const { db } = database;
const registrar = await anActor(database);
const deps = await someDocuments(db, { uploadSubscribers: [processUploads] });

test('what is uploaded waits for the works that its type has, and only for those', async () => {
  const { sha256 } = await anUpload(deps, registrar, { bytes: 'Cerere de adeverință' });
  const works = await fileWorkOf(db, [sha256]);
  expect(works.map(({ kind, status }) => `${kind} ${status}`)).toEqual(['antivirus waiting', 'text waiting']);
  expect(await fileTexts(db, [sha256])).toEqual([]);
});

test('the same bytes asked for again are worked on once', async () => {
  const { sha256 } = await anUpload(deps, registrar);
  await db.transaction().execute((tx) => requestProcessing(tx, [sha256, sha256]));
  await requestProcessing(db, [sha256]);
  expect(await fileWorkOf(db, [sha256])).toHaveLength(2);
});

test('what is rolled back with its upload is not worked on', async () => {
  const failing: FileTextSubscriber = {
    textReady: async () => {
      throw new Error('undone');
    },
  };
  const { sha256 } = await anUpload({ ...deps, uploadSubscribers: [] }, registrar);
  const work = db.transaction().execute(async (tx) => {
    await requestProcessing(tx, [sha256]);
    await failing.textReady(tx, [sha256]);
  });
  await expect(work).rejects.toThrow('undone');
  expect(await fileWorkOf(db, [sha256])).toEqual([]);
});

test('a document that came by another way, or before there were works, is found', async () => {
  const { id, sha256 } = await anUpload({ ...deps, uploadSubscribers: [] }, registrar);
  await claim(deps, registrar, [id]);
  expect(await fileWorkOf(db, [sha256])).toEqual([]);
  expect(await requestMissing(db)).toBeGreaterThan(0);
  expect(await fileWorkOf(db, [sha256])).toHaveLength(2);
});
