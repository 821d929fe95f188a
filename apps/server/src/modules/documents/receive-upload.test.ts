import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { aPdf } from '../../../test/a-pdf.ts';
import { anActor } from '../../../test/a-registry.ts';
import { hostileFiles } from '../../../test/hostile-files.ts';
import { lyingIn } from '../../../test/lying-in.ts';
import { anUpload, bytesOf, claim, someDocuments } from '../../../test/some-documents.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { discardUpload } from './discard-upload.ts';
import { receiveUpload } from './receive-upload.ts';
import { renderUploadPage } from './render-upload-page.ts';

const database = await aDatabase();
const { db } = database;
const deps = await someDocuments(db);
const registrar = await anActor(database);
const colleague = await anActor(database);

const sha256Of = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function countRows() {
  const { rows } = await sql<{ uploads: number; blobs: number }>`
    SELECT (SELECT count(*) FROM uploads)::int AS uploads, (SELECT count(*) FROM blobs)::int AS blobs`.execute(
    db,
  );
  return rows[0];
}

describe('an upload', () => {
  test('is told by its bytes, durable, and waits a day for its entry', async () => {
    const upload = await anUpload(deps, registrar, { bytes: aPdf(3), name: 'Cerere înființare.docx' });
    expect(upload).toMatchObject({
      name: 'Cerere înființare.docx',
      size: aPdf(3).length,
      mediaType: 'application/pdf',
      sha256: sha256Of(aPdf(3)),
      pages: 3,
    });
    expect((await lyingIn(deps.root)).objects).toContain(upload.sha256);
    const row = await db
      .selectFrom('uploads')
      .selectAll()
      .where('id', '=', upload.id)
      .executeTakeFirstOrThrow();
    expect(row.account_id).toBe(registrar.accountId);
    expect(row.expires_at.getTime() - deps.clock.now().getTime()).toBe(24 * 3600 * 1000);
  });

  test('has an id that says nothing of any other', async () => {
    const [one, other] = [await anUpload(deps, registrar), await anUpload(deps, registrar)];
    expect(one.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(one.id.slice(0, 8)).not.toBe(other.id.slice(0, 8));
  });

  test('of the same bytes by two people is one file and two uploads', async () => {
    const before = await countRows();
    const mine = await anUpload(deps, registrar, { bytes: 'aceiași octeți', name: 'a.txt' });
    const theirs = await anUpload(deps, colleague, { bytes: 'aceiași octeți', name: 'b.txt' });
    expect(theirs.sha256).toBe(mine.sha256);
    expect(theirs.name).toBe('b.txt');
    expect(theirs.id).not.toBe(mine.id);
    expect(await countRows()).toEqual({
      uploads: (before?.uploads ?? 0) + 2,
      blobs: (before?.blobs ?? 0) + 1,
    });
  });

  test('of the same bytes by thirty at once is one file', async () => {
    const uploads = await Promise.all(
      Array.from({ length: 30 }, () => anUpload(deps, registrar, { bytes: 'toți odată' })),
    );
    expect(new Set(uploads.map((upload) => upload.sha256)).size).toBe(1);
    expect(new Set(uploads.map((upload) => upload.id)).size).toBe(30);
    expect((await lyingIn(deps.root)).temporary).toBe(0);
  });

  test.each([
    { what: 'separators', sent: '../../etc/passwd', kept: '../../etc/passwd' },
    { what: 'a NUL', sent: 'a\0b.pdf', kept: 'ab.pdf' },
    { what: 'an override of direction', sent: 'factura\u202Efdp.exe', kept: 'facturafdp.exe' },
    { what: 'half a character', sent: 'a\uD800.txt', kept: 'a\uFFFD.txt' },
    { what: 'nothing', sent: '', kept: 'document' },
    { what: 'only what cannot be seen', sent: ' \u200B\0\n ', kept: 'document' },
    { what: 'cedillas', sent: 'înştiinţare.pdf', kept: 'înștiințare.pdf' },
    { what: 'a thousand characters', sent: 'ș'.repeat(1000), kept: 'ș'.repeat(1000) },
    { what: 'a thousand that grow when composed', sent: '\u{1D160}'.repeat(500), kept: /^.{1,1000}$/u },
    { what: 'markup', sent: '<img src=x onerror=alert(1)>.png', kept: '<img src=x onerror=alert(1)>.png' },
  ])('keeps a name with $what as data', async ({ sent, kept }) => {
    const { name } = await anUpload(deps, registrar, { name: sent });
    if (typeof kept === 'string') expect(name).toBe(kept);
    else expect(name).toMatch(kept);
  });

  test.each(hostileFiles)('$name is kept all the same, with its true type', async (file) => {
    const upload = await anUpload(deps, registrar, { bytes: file.bytes, name: 'act.pdf' });
    expect(upload).toMatchObject({ mediaType: file.mediaType, size: file.bytes.length, pages: file.pages });
    expect(await deps.files.has(sha256Of(file.bytes))).toBe(true);
  });
});

describe('nothing is left', () => {
  test.each([
    { what: 'an empty file', bytes: () => bytesOf(), code: 'document.empty' },
    {
      what: 'a body cut in the middle',
      bytes: async function* () {
        yield Buffer.from('jumătate');
        throw new Error('aborted');
      },
      code: 'document.upload-interrupted',
    },
  ])('of $what', async ({ bytes, code }) => {
    const [rows, files] = [await countRows(), await lyingIn(deps.root)];
    await expect(receiveUpload(deps, registrar, { name: 'x', bytes: bytes() })).rejects.toMatchObject({
      code,
    });
    expect([await countRows(), await lyingIn(deps.root)]).toEqual([rows, files]);
  });

  test('of a forbidden type, whatever its name says', async () => {
    const [rows, files] = [await countRows(), await lyingIn(deps.root)];
    const strict = {
      ...deps,
      uploadLimits: { ...deps.uploadLimits, forbiddenTypes: ['application/x-msdownload'] },
    };
    const program = Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff', 'latin1');
    await expect(anUpload(strict, registrar, { bytes: program, name: 'factura.pdf' })).rejects.toMatchObject({
      code: 'document.type-forbidden',
    });
    expect([await countRows(), await lyingIn(deps.root)]).toEqual([rows, files]);
  });

  test('when somebody who may not register sends: not a byte is read', async () => {
    const auditor = await anActor(database, ['auditor']);
    let read = 0;
    async function* watched() {
      read += 1;
      yield Buffer.from('x');
    }
    await expect(receiveUpload(deps, auditor, { name: 'x', bytes: watched() })).rejects.toMatchObject({
      code: 'identity.forbidden',
    });
    expect(read).toBe(0);
  });
});

describe('bytes before rows', () => {
  test('a store that cannot keep them leaves no row', async () => {
    const broken = await someDocuments(db);
    await rm(join(broken.root, 'objects'), { recursive: true });
    await writeFile(join(broken.root, 'objects'), 'no folder any more');
    const rows = await countRows();
    await expect(anUpload(broken, registrar)).rejects.toMatchObject({ code: 'document.storage-unavailable' });
    expect(await countRows()).toEqual(rows);
    await rm(join(broken.root, 'objects'));
  });

  test('a database that refuses the row leaves only bytes that nobody names', async () => {
    const [rows, files] = [await countRows(), await lyingIn(deps.root)];
    const nobody = { ...registrar, accountId: 'no uuid' };
    await expect(anUpload(deps, nobody, { bytes: 'orfani' })).rejects.toThrow(/uuid/);
    expect(await countRows()).toEqual(rows);
    const after = await lyingIn(deps.root);
    expect(after.temporary).toBe(files.temporary);
    expect(after.objects).toEqual([...files.objects, sha256Of('orfani')].sort());
  });
});

describe('an upload that waits', () => {
  test('shows its pages to its owner alone', async () => {
    const { id } = await anUpload(deps, registrar, { bytes: aPdf(2) });
    const png = await renderUploadPage(deps, registrar, { uploadId: id, page: 2 });
    expect(Buffer.from(png).toString('latin1', 1, 4)).toBe('PNG');
    await expect(renderUploadPage(deps, registrar, { uploadId: id, page: 3 })).rejects.toMatchObject({
      code: 'document.no-preview',
    });
    await expect(renderUploadPage(deps, colleague, { uploadId: id, page: 1 })).rejects.toMatchObject({
      code: 'document.upload-not-found',
    });
  });

  test('shows nothing any more once it is used or expired', async () => {
    const [used, old] = [
      await anUpload(deps, registrar, { bytes: aPdf(1) }),
      await anUpload(deps, registrar, { bytes: aPdf(1) }),
    ];
    await claim(deps, registrar, [used.id]);
    const gone = { code: 'document.upload-not-found' };
    await expect(renderUploadPage(deps, registrar, { uploadId: used.id, page: 1 })).rejects.toMatchObject(
      gone,
    );
    deps.clock.pass({ h: 24 });
    await expect(renderUploadPage(deps, registrar, { uploadId: old.id, page: 1 })).rejects.toMatchObject(
      gone,
    );
  });

  test('is let go by its owner alone, once, and not when it is used', async () => {
    const gone = { code: 'document.upload-not-found' };
    const { id } = await anUpload(deps, registrar);
    await expect(discardUpload(deps, colleague, id)).rejects.toMatchObject(gone);
    await discardUpload(deps, registrar, id);
    await expect(discardUpload(deps, registrar, id)).rejects.toMatchObject(gone);
    const used = await anUpload(deps, registrar);
    await claim(deps, registrar, [used.id]);
    await expect(discardUpload(deps, registrar, used.id)).rejects.toMatchObject(gone);
  });
});
