import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { encodeLabelCode, type LaidPage, separatorCode } from '@opis/contracts';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aScan, drawScannedPage } from '../../../test/a-scan.ts';
import { createLog } from '../log.ts';
import { createScanReader } from './scan-reader.ts';

const reader = createScanReader(createLog('silent'));
const label = encodeLabelCode({ register: 'G', year: 2026, number: 61482 });
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opis-scans-'));
});
afterAll(async () => {
  reader.close();
  await rm(folder, { recursive: true, force: true });
});

async function aFile(name: string, bytes: Buffer) {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

const laid = (page: number, given: Partial<LaidPage> = {}): LaidPage => ({
  ...{ page, turn: 0, straighten: 0, crop: null },
  ...given,
});

describe('a stack that came', () => {
  test('is read page by page: labels in any direction and askew, separators, foreign codes, blank pages', async () => {
    const path = await aFile(
      'teanc.pdf',
      await aScan([
        { label },
        { label, angle: 180 },
        { label, angle: 6 },
        { separator: true },
        { blank: true },
        { code128: '2901234567890', qr: 'https://facturi.example/v/G/2026/61482' },
        { angle: -3 },
      ]),
    );
    const source = { path, mediaType: 'application/pdf' };
    expect(await reader.countPages(source)).toBe(7);
    const pages = (await reader.readPages(source, { from: 1, to: 7 })) ?? [];
    expect(pages.map(({ codes }) => codes.map(({ text }) => text).sort())).toEqual([
      [label],
      [label],
      [label],
      [separatorCode, separatorCode],
      [],
      ['2901234567890', 'https://facturi.example/v/G/2026/61482'],
      [],
    ]);
    expect(pages.map(({ blank }) => blank)).toEqual([false, false, false, false, true, false, false]);
    expect(pages.map(({ turned }) => turned)).toEqual([0, 180, 0, 0, 0, 0, 0]);
    for (const [index, skew] of [
      [0, 0],
      [2, 6],
      [6, -3],
    ] as const)
      expect(Math.abs((pages[index]?.skew ?? 99) - skew)).toBeLessThanOrEqual(0.4);
    for (const page of pages.slice(0, 3)) expect(page.codes[0]?.widthMm).toBeCloseTo(42, 0);
    expect((await sharp(pages[0]?.thumbnail).metadata()).height).toBe(320);
  });

  test('comes out as it was laid: chosen, ordered, turned, straightened, cut', async () => {
    const path = await aFile('doua.pdf', await aScan([{ label }, { blank: true }, { angle: 5 }]));
    const source = { path, mediaType: 'application/pdf' };
    const made = await reader.assemble(source, [
      laid(3, { straighten: -5 }),
      laid(1, { turn: 90 }),
      laid(1, { crop: { x: 0.5, y: 0, width: 0.5, height: 0.2 } }),
    ]);
    const pdf = await PDFDocument.load(made);
    expect(pdf.getPages().map((page) => page.getRotation().angle)).toEqual([0, 90, 0]);
    const again = { path: await aFile('iar.pdf', Buffer.from(made)), mediaType: 'application/pdf' };
    const [straight, turned, cut] = (await reader.readPages(again, { from: 1, to: 3 })) ?? [];
    expect(Math.abs(straight?.skew ?? 99)).toBeLessThanOrEqual(0.4);
    expect([turned?.turned, turned?.codes[0]?.text]).toEqual([90, label]);
    expect(cut?.codes[0]?.text).toBe(label);
    const { width, height } = pdf.getPage(2).getSize();
    expect([Math.round(width), Math.round(height)]).toEqual([298, 168]);
  });

  test('may be a picture: a JPEG that is only turned keeps its very bytes, a TIFF has pages', async () => {
    const jpeg = await drawScannedPage({ label });
    const source = { path: await aFile('una.jpg', jpeg), mediaType: 'image/jpeg' };
    expect(await reader.countPages(source)).toBe(1);
    expect((await reader.readPages(source, { from: 1, to: 1 }))?.[0]?.codes[0]).toMatchObject({
      text: label,
    });
    const made = Buffer.from(await reader.assemble(source, [laid(1, { turn: 180 })]));
    expect(made.includes(jpeg.subarray(200, 4000))).toBe(true);
    const png = await reader.drawPage(
      source,
      laid(1, { crop: { x: 0.5, y: 0, width: 0.5, height: 0.5 }, turn: 90 }),
    );
    const { width, height } = await sharp(png).metadata();
    expect(width).toBeGreaterThan(height);
    const tiff = await sharp([jpeg, await drawScannedPage({ blank: true })], { join: { animated: true } })
      .tiff({ compression: 'lzw' })
      .toBuffer();
    const pages = { path: await aFile('doua.tif', tiff), mediaType: 'image/tiff' };
    expect(await reader.countPages(pages)).toBe(2);
    expect((await reader.readPages(pages, { from: 1, to: 2 }))?.map(({ blank }) => blank)).toEqual([
      false,
      true,
    ]);
    const bound = await PDFDocument.load(await reader.assemble(pages, [laid(2), laid(1)]));
    expect(bound.getPageCount()).toBe(2);
  });

  test('that is damaged is unreadable, and the next one is read', async () => {
    const bad = {
      path: await aFile('rupt.pdf', Buffer.from('%PDF-1.7 nimic')),
      mediaType: 'application/pdf',
    };
    expect(await reader.countPages(bad)).toBeUndefined();
    await expect(reader.assemble(bad, [laid(1)])).rejects.toMatchObject({ code: 'scan.unreadable' });
    const good = { path: await aFile('bun.jpg', await drawScannedPage({})), mediaType: 'image/jpeg' };
    expect(await reader.countPages(good)).toBe(1);
  });
});
