import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { aPdf } from '../../../test/a-pdf.ts';
import { anActor } from '../../../test/a-registry.ts';
import { anUpload, someDocuments } from '../../../test/some-documents.ts';
import { someProcessing, workThrough } from '../../../test/some-processing.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { findCopies } from './copy-reader.ts';
import { fileWorkOf, processUploads } from './index.ts';

const database = await aDatabase();
const { db } = database;
const actor = await anActor(database);
const documents = await someDocuments(db, { uploadSubscribers: [processUploads] });
const without = someProcessing(db, documents, { archiveCopies: true });
const ghostscript = someProcessing(db, documents, {
  archiveCopies: true,
  tools: { tesseract: undefined, ghostscript: '/usr/bin/gs', libreOffice: undefined },
});

/** Noise that no compression takes away, as large as a scan at 400 dpi. */
const aHeavyScan = () =>
  sharp(randomBytes(3000 * 4200 * 3), { raw: { width: 3000, height: 4200, channels: 3 } })
    .jpeg({ quality: 98 })
    .toBuffer();

async function copiesOf(bytes: Uint8Array, deps = without) {
  const { sha256 } = await anUpload(documents, actor, { bytes });
  await workThrough(deps);
  const works = await fileWorkOf(db, [sha256]);
  return { sha256, works, copies: await findCopies(db, [sha256]) };
}

const workOf = (works: Awaited<ReturnType<typeof copiesOf>>['works'], kind: string) =>
  works.find((work) => work.kind === kind);

async function bytesOf(copySha256: string) {
  const parts: Buffer[] = [];
  for await (const part of (await documents.files.open(copySha256)) ?? []) parts.push(part);
  return Buffer.concat(parts);
}

async function checkedByQpdf(bytes: Buffer) {
  const path = join(documents.root, 'copy.pdf');
  await writeFile(path, bytes);
  return execFileSync('qpdf', ['--check', path], { encoding: 'utf8' });
}

test('a picture gets a PDF/A copy that its writer enforces, and the original stays', async () => {
  const picture = await sharp({ create: { width: 400, height: 300, channels: 4, background: '#33669980' } })
    .png()
    .toBuffer();
  const { sha256, works, copies } = await copiesOf(picture);
  expect(workOf(works, 'archive')).toMatchObject({ status: 'done', tool: 'typst' });
  const bytes = await bytesOf(copies[0]?.copySha256 ?? '');
  expect(bytes.toString('latin1')).toMatch(/pdfaid:part>2<[\s\S]*pdfaid:conformance>B</);
  expect(await checkedByQpdf(bytes)).toContain('No syntax or stream encoding errors');
  expect(await documents.files.has(sha256)).toBe(true);
});

test('no PDF is called PDF/A: nothing that we start enforces it', async () => {
  const { works } = await copiesOf(aPdf(2), ghostscript);
  expect(workOf(works, 'archive')).toBeUndefined();
});

test('a scan of more than ten megabytes gets a smaller copy, once, and both sizes are known', async () => {
  const { works, copies } = await copiesOf(await aHeavyScan());
  expect(workOf(works, 'small')).toMatchObject({ status: 'done', tool: 'sharp' });
  const small = copies.find(({ kind }) => kind === 'small');
  expect(small?.originalSize).toBeGreaterThan(10 * 1024 * 1024);
  expect(small?.size).toBeLessThan(10 * 1024 * 1024);
});

test('Ghostscript makes the smaller copy of a PDF where it is, with its text', async () => {
  const document = await PDFDocument.create();
  const page = document.addPage([595, 842]);
  page.drawImage(await document.embedJpg(await aHeavyScan()), { x: 0, y: 0, width: 595, height: 842 });
  page.drawText('Anexa la contract', { x: 50, y: 50 });
  const { works, copies } = await copiesOf(Buffer.from(await document.save()), ghostscript);
  expect(workOf(works, 'small')).toMatchObject({ status: 'done', tool: 'ghostscript' });
  expect(await checkedByQpdf(await bytesOf(copies[0]?.copySha256 ?? ''))).toContain('PDF Version');
});
