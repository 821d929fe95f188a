import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { aPdf } from '../../../test/a-pdf.ts';
import { anActor } from '../../../test/a-registry.ts';
import { anUpload, claim, someDocuments, writeDocuments } from '../../../test/some-documents.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { newId } from '../../platform/ids.ts';
import { discardUpload } from './discard-upload.ts';
import { findHoldersOfUploads, listDocuments } from './document-reader.ts';
import { planDocuments, toDocumentRows } from './plan-documents.ts';
import { grantRead } from './read-grant.ts';

const database = await aDatabase();
const { db, owner } = database;
const deps = await someDocuments(db);
const registrar = await anActor(database);
const colleague = await anActor(database);

const plan = (uploadIds: readonly string[], actor = registrar) =>
  planDocuments(db, actor, { uploadIds, now: deps.clock.now() });
const wrong = (index: number, code = 'document.upload-not-found') => ({
  family: 'validation',
  code,
  fields: [{ path: `uploads.${index}`, code }],
});
const upload = async (given: Parameters<typeof anUpload>[2] = {}) =>
  (await anUpload(deps, registrar, given)).id;

describe('a plan of documents', () => {
  test('has the uploads in the order asked, with what their bytes are', async () => {
    const [pdf, text] = [
      await upload({ bytes: aPdf(1), name: 'a.pdf' }),
      await upload({ bytes: 'b', name: 'b.txt' }),
    ];
    const planned = await plan([text, pdf]);
    expect(
      planned.map(({ position, name, mediaType, size }) => ({ position, name, mediaType, size })),
    ).toEqual([
      { position: 1, name: 'b.txt', mediaType: 'text/plain', size: 1 },
      { position: 2, name: 'a.pdf', mediaType: 'application/pdf', size: aPdf(1).length },
    ]);
    expect(await plan([])).toEqual([]);
  });

  test('names the upload that is another account’s as one that is not there', async () => {
    const [mine, theirs] = [await upload(), (await anUpload(deps, colleague)).id];
    await expect(plan([mine, theirs])).rejects.toMatchObject(wrong(1));
    await expect(plan([randomUUID()])).rejects.toMatchObject(wrong(0));
  });

  test('names the upload that was used, let go, or is asked twice', async () => {
    const [used, free, gone] = [await upload(), await upload(), await upload()];
    await claim(deps, registrar, [used]);
    await discardUpload(deps, registrar, gone);
    await expect(plan([free, used])).rejects.toMatchObject(wrong(1));
    await expect(plan([gone])).rejects.toMatchObject(wrong(0));
    await expect(plan([free, free])).rejects.toMatchObject(wrong(1));
  });

  test('names the upload that expired', async () => {
    const old = await upload();
    deps.clock.pass({ h: 24 });
    await expect(plan([old])).rejects.toMatchObject(wrong(0, 'document.upload-expired'));
    deps.clock.pass({ h: -24 });
    expect(await plan([old])).toHaveLength(1);
  });
});

describe('the writes of a batch', () => {
  const rowsOf = async (uploadId: string, holderId = newId()) => {
    const planned = await plan([uploadId]);
    return toDocumentRows(registrar, planned).map((row) => ({ ...row, holder_id: holderId }));
  };
  const write = (rows: readonly object[]) => writeDocuments(db, { rows, now: deps.clock.now() });

  test('make documents of several holders in one statement, each with its file', async () => {
    const [one, two, three] = [
      await upload({ name: '1' }),
      await upload({ name: '2' }),
      await upload({ name: '3' }),
    ];
    const holders = [newId(), newId()] as const;
    const planned = await plan([one, two]);
    const rows = [
      ...toDocumentRows(registrar, planned).map((row) => ({ ...row, holder_id: holders[0] })),
      ...(await rowsOf(three, holders[1])),
    ];
    await write(rows);
    expect((await listDocuments(db, grantRead(holders[0]))).map((document) => document.name)).toEqual([
      '1',
      '2',
    ]);
    expect((await listDocuments(db, grantRead(holders[1]))).map((document) => document.name)).toEqual(['3']);
  });

  test('fail whole when one upload was taken since it was planned', async () => {
    const [free, taken] = [await upload(), await upload()];
    const rows = [...(await rowsOf(free)), ...(await rowsOf(taken))];
    await claim(deps, registrar, [taken]);
    await expect(write(rows)).rejects.toMatchObject({ code: '23502' });
    expect(await plan([free])).toHaveLength(1);
  });

  test('fail when the upload was let go, expired, or is another account’s', async () => {
    const [gone, old] = [await upload(), await upload()];
    const rows = [await rowsOf(gone), await rowsOf(old)] as const;
    await discardUpload(deps, registrar, gone);
    await expect(write(rows[0])).rejects.toMatchObject({ code: '23502' });
    deps.clock.pass({ h: 24 });
    await expect(write(rows[1])).rejects.toMatchObject({ code: '23502' });
    deps.clock.pass({ h: -24 });
    const theirs = (await rowsOf(old)).map((row) => ({ ...row, created_by: colleague.accountId }));
    await expect(write(theirs)).rejects.toMatchObject({ code: '23502' });
    expect(await plan([old])).toHaveLength(1);
  });

  test('let exactly one of many win an upload that all planned', async () => {
    const contested = await upload();
    const plans = await Promise.all(Array.from({ length: 12 }, () => rowsOf(contested)));
    const results = await Promise.allSettled(plans.map(write));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    const made = await db.selectFrom('documents').select('id').where('upload_id', '=', contested).execute();
    expect(made).toHaveLength(1);
  });

  test('refuse one upload twice in the same batch', async () => {
    const twice = await upload();
    const [first, second] = [await rowsOf(twice), await rowsOf(twice)];
    await expect(write([...first, ...second])).rejects.toMatchObject({ code: '23505' });
  });

  test('write nothing when the caller’s batch does not go through', async () => {
    const waiting = await upload();
    const rows = JSON.stringify(await rowsOf(waiting));
    const { documentWrites } = await import('./document-writes.ts');
    const { namedQuery } = await import('../../platform/db.ts');
    const writes = documentWrites({ rows: '$1', at: '$2', when: 'head' });
    await namedQuery(db, 'lost', `WITH head AS (SELECT WHERE false), ${writes} SELECT FROM head`, [
      rows,
      deps.clock.now(),
    ]);
    expect(await plan([waiting])).toHaveLength(1);
  });
});

describe('the database itself', () => {
  test.each(['documents', 'document_files'])(
    'refuses to change or remove rows of %s, even for the owner',
    async (table) => {
      await claim(deps, registrar, [await upload()]);
      const column = table === 'documents' ? 'name' : 'sha256';
      for (const statement of [
        `UPDATE ${table} SET ${column} = ${column}`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table} CASCADE`,
      ]) {
        await expect(sql.raw(statement).execute(owner)).rejects.toThrow(/append-only/);
        await expect(sql.raw(statement).execute(db)).rejects.toThrow(/permission denied/);
      }
    },
  );

  test.each([
    'UPDATE blobs SET size = 1',
    "UPDATE blobs SET media_type = 'text/html'",
    'UPDATE uploads SET account_id = account_id',
  ])('refuses the application „%s”', async (statement) => {
    await expect(sql.raw(statement).execute(db)).rejects.toThrow(/permission denied/);
  });

  test('refuses to remove bytes that a document names', async () => {
    const id = await upload();
    await claim(deps, registrar, [id]);
    await sql`DELETE FROM uploads WHERE id = ${id}`.execute(owner);
    await expect(sql`DELETE FROM blobs`.execute(owner)).rejects.toThrow(
      /document_files_sha256_fk|uploads_sha256_fk/,
    );
  });
});

describe('the same bytes', () => {
  test('are found with every holder that has them, for the account that sent them', async () => {
    const bytes = aPdf(7);
    const holders = [
      await claim(deps, registrar, [await upload({ bytes })]),
      await claim(deps, registrar, [await upload({ bytes })]),
    ];
    const [mine, theirs] = [await upload({ bytes }), (await anUpload(deps, colleague, { bytes })).id];
    expect((await findHoldersOfUploads(db, registrar, [mine])).sort()).toEqual(holders.sort());
    expect(await findHoldersOfUploads(db, registrar, [theirs, randomUUID()])).toEqual([]);
    expect(await findHoldersOfUploads(db, registrar, [await upload()])).toEqual([]);
    expect(await findHoldersOfUploads(db, registrar, [])).toEqual([]);
  });
});
