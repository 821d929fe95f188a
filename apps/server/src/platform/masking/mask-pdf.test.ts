import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { degrees, PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import type { MaskRegion, PageWord } from '@opis/contracts';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aPdf } from '../../../test/a-pdf.ts';
import { aRichPdf } from '../../../test/a-rich-pdf.ts';
import { createPdfRenderer } from '../pdf/pdf-renderer.ts';
import { listPageWords, maskPdf } from './mask-pdf.ts';

const folder = mkdtempSync(join(tmpdir(), 'opis-masks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

function keep(pdf: Uint8Array): string {
  files += 1;
  const file = join(folder, `masked-${files}.pdf`);
  writeFileSync(file, pdf);
  return file;
}

/** What poppler reads on the pages. */
const textOf = (pdf: Uint8Array): string =>
  execFileSync('pdftotext', ['-layout', keep(pdf), '-'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });

/** Every byte of a PDF as it lies, and of every stream in it as it unpacks. */
function unpackAll(pdf: Uint8Array): string[] {
  const bytes = Buffer.from(pdf);
  const texts = [bytes.toString('latin1')];
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    for (const skip of [7, 8]) {
      try {
        texts.push(inflateSync(bytes.subarray(at + skip)).toString('latin1'));
      } catch {
        // Not packed so, or no stream: the raw bytes are searched anyway.
      }
    }
  }
  return texts;
}

/** The ways in which a word can stand in a PDF. */
const spellings = (word: string): string[] => {
  const wide = Buffer.from(word, 'utf16le').swap16();
  return [
    word,
    Buffer.from(word, 'utf8').toString('latin1'),
    wide.toString('latin1'),
    wide.toString('hex'),
    Buffer.from(word, 'latin1').toString('hex'),
  ];
};

function expectNoTrace(pdf: Uint8Array, word: string) {
  for (const text of unpackAll(pdf)) {
    for (const spelling of spellings(word)) expect(text.toLowerCase()).not.toContain(spelling.toLowerCase());
  }
}

const regionOf = ({ x, y, width, height }: PageWord, page = 1): MaskRegion => ({ page, x, y, width, height });

describe('a masked copy', () => {
  test('holds the secret nowhere, wherever the original kept it', async () => {
    const original = await aRichPdf('Cucuruzeanu', ['Subsemnata', 'domiciliata', 'solicit']);
    expect(unpackAll(original).some((text) => text.includes('Cucuruzeanu'))).toBe(true);
    const words = await listPageWords(original, 1);
    const seen = words.filter(({ text, y }) => text === 'Cucuruzeanu' && y < 0.5);
    const form: MaskRegion = { page: 1, x: 0.08, y: 0.6, width: 0.4, height: 0.06 };
    const masked = await maskPdf(original, [...seen.map((word) => regionOf(word)), form]);
    expectNoTrace(masked, 'Cucuruzeanu');
    expect(textOf(masked)).toMatch(/Subsemnata\s+domiciliata\s+solicit/);
    expect(textOf(masked)).not.toContain('alb');
  });

  test('has black where the mask lay, to the last pixel, and the rest as it was', async () => {
    const region: MaskRegion = { page: 1, x: 0.1, y: 0.2, width: 0.3, height: 0.1 };
    const masked = await maskPdf(aPdf(1), [region]);
    const file = keep(masked);
    execFileSync('pdftoppm', ['-r', '72', '-png', '-singlefile', file, file]);
    const { data, info } = await sharp(`${file}.png`)
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const shadeAt = (x: number, y: number) =>
      data[(Math.round(y * info.height) * info.width + Math.round(x * info.width)) * 3];
    for (const [x, y] of [
      [0.102, 0.202],
      [0.398, 0.298],
      [0.25, 0.25],
    ] as const)
      expect(shadeAt(x, y)).toBeLessThan(40);
    for (const [x, y] of [
      [0.08, 0.25],
      [0.42, 0.25],
      [0.25, 0.18],
      [0.25, 0.32],
    ] as const)
      expect(shadeAt(x, y)).toBeGreaterThan(240);
  });

  test('keeps size and number of pages, and every page is a picture of 200 dots an inch', async () => {
    const masked = await maskPdf(aPdf(3), [{ page: 2, x: 0, y: 0, width: 0.1, height: 0.1 }]);
    const told = execFileSync('pdfimages', ['-list', keep(masked)], { encoding: 'utf8' });
    expect(told.match(/ 200 +200 /g)).toHaveLength(3);
    expect(
      (await PDFDocument.load(masked))
        .getPages()
        .map((page) => Object.values(page.getSize()).map(Math.round)),
    ).toEqual(Array(3).fill([595, 842]));
  });

  test('finds words where they are seen on a page that is turned or cut', async () => {
    const document = await PDFDocument.create();
    const font = await document.embedFont(StandardFonts.Helvetica);
    const page = document.addPage([595, 842]);
    page.drawText('Secret', { x: 300, y: 400, size: 20, font });
    page.drawText('Vizibil', { x: 300, y: 300, size: 20, font });
    page.setRotation(degrees(90));
    page.setCropBox(100, 100, 450, 600);
    const original = await document.save();
    const [secret] = (await listPageWords(original, 1)).filter(({ text }) => text === 'Secret');
    if (!secret) throw new Error('not found');
    const masked = await maskPdf(original, [regionOf(secret)]);
    expectNoTrace(masked, 'Secret');
    expect(textOf(masked)).toContain('Vizibil');
    const file = keep(masked);
    execFileSync('pdftoppm', ['-r', '72', '-png', '-singlefile', file, file]);
    const { width = 0, height = 0 } = await sharp(`${file}.png`).metadata();
    expect([width, height]).toEqual([600, 450]);
    const shade = await sharp(`${file}.png`)
      .extract({
        left: Math.round(secret.x * width) + 1,
        top: Math.round(secret.y * height) + 1,
        width: Math.round(secret.width * width) - 2,
        height: Math.round(secret.height * height) - 2,
      })
      .greyscale()
      .raw()
      .toBuffer();
    expect(Math.max(...shade)).toBeLessThan(60);
  });

  test('has no text under a scan: where it was guessed to be is not where it is seen', async () => {
    const document = await PDFDocument.create();
    const font = await document.embedFont(StandardFonts.Helvetica);
    const page = document.addPage([595, 842]);
    page.drawText('Ghicit', { x: 60, y: 700, size: 14, font });
    const scan = await sharp({ create: { width: 600, height: 800, channels: 3, background: '#dddddd' } })
      .jpeg()
      .toBuffer();
    page.drawImage(await document.embedJpg(scan), { x: 0, y: 0, width: 595, height: 842 });
    const masked = await maskPdf(await document.save(), [
      { page: 1, x: 0.5, y: 0.5, width: 0.1, height: 0.1 },
    ]);
    expectNoTrace(masked, 'Ghicit');
  });

  test.each([
    ['a page that is not there', [{ page: 2, x: 0, y: 0, width: 1, height: 1 }], aPdf(1)],
    ['more pages than can be drawn', [{ page: 1, x: 0, y: 0, width: 1, height: 1 }], aPdf(201)],
  ])(
    'is refused for %s: it would be shorter than the original, or cover nothing',
    async (_what, regions, pdf) => {
      await expect(maskPdf(pdf, regions)).rejects.toThrow(/page/);
    },
  );
});

describe('any rectangle on any page', () => {
  const pdf = createPdfRenderer();
  const names = [
    'Țuțuianu',
    'Brândușa',
    'Pădureanu',
    'Cucuruz',
    'Hriscu',
    'Boțoghină',
    'Șerbănoiu',
    'Oprișan',
  ];
  let letter: Buffer;
  let words: PageWord[];
  beforeAll(async () => {
    const lines = Array.from({ length: 30 }, (_, line) =>
      names.map((name, at) => `${name}${line}x${at}`).join(' '),
    );
    const body = `#set document(title: "Listă")\n#set page(paper: "a4")\n#set text(font: "Source Sans 3", size: 9pt)\n${lines.join('\\\n')}`;
    letter = await pdf.render({ main: 'main.typ', sources: { 'main.typ': body }, data: {} });
    words = await listPageWords(letter, 1);
    pdf.close();
  });

  test('every word of a page set by us is found, with its own letters', () => {
    expect(words.map(({ text }) => text).filter((text) => /^Țuțuianu\d+x0$/.test(text))).toHaveLength(30);
    expect(words).toHaveLength(240);
  });

  test('nothing that it touches is left in the text, and what is clear of it is', async () => {
    const share = fc.double({ min: 0, max: 0.9, noNaN: true });
    const extent = fc.double({ min: 0.01, max: 0.5, noNaN: true });
    await fc.assert(
      fc.asyncProperty(share, share, extent, extent, async (x, y, wide, high) => {
        const region: MaskRegion = {
          page: 1,
          x,
          y,
          width: Math.min(wide, 1 - x),
          height: Math.min(high, 1 - y),
        };
        const left = new Set(textOf(await maskPdf(letter, [region])).split(/\s+/));
        for (const word of words) {
          const apart = gap(word, region);
          if (apart < 0) expect(left).not.toContain(word.text);
          if (apart > 0.01) expect(left).toContain(word.text);
        }
      }),
      { numRuns: 12 },
    );
  });
});

/** How far a word is from a rectangle, in shares of the page; negative when they overlap. */
const gap = (word: PageWord, region: MaskRegion): number =>
  Math.max(
    region.x - (word.x + word.width),
    word.x - (region.x + region.width),
    region.y - (word.y + word.height),
    word.y - (region.y + region.height),
  );
