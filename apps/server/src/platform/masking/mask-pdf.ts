import { PDFDocument } from '@cantoo/pdf-lib';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import type { MaskRegion, PageWord } from '@opis/contracts';
import { isSeen, isTouched, type Pixels, paintMasks, toJpeg } from './draw-masks.ts';
import { readPageText } from './page-words.ts';
import { openInside } from './pdfium-text.ts';
import { addGlyphlessFont, writeWords } from './text-layer.ts';

type Library = Awaited<ReturnType<typeof PDFiumLibrary.init>>;
type Document = Awaited<ReturnType<Library['loadDocument']>>;

/** More pages than this are not drawn: a copy must never be shorter than its original. */
export const maxMaskedPages = 200;
const resolution = 200 / 72;
// A poster at 200 dpi would not fit in the memory of the process.
const maxPixels = 40_000_000;

let library: Promise<Library> | undefined;

/** Why a file has no masked copy: an English word for the log. */
export class UnmaskableError extends Error {
  override readonly name = 'UnmaskableError';
}

/**
 * Makes a copy in which what lies under the regions is gone from the bytes: every page is drawn anew as a picture at 200
 * dpi, painted black, and put in a new file. Nothing else of the original goes along: no metadata, attachment,
 * annotation, form, layer, earlier save or signature. The text outside the masks is written again, unseen, as far as it
 * was truly shown: not what was hidden, not what lies under a scan, no word that a mask touches.
 */
export async function maskPdf(pdf: Uint8Array, regions: readonly MaskRegion[]): Promise<Uint8Array> {
  return await withDocument(pdf, async (opened, document) => {
    const count = document.getPageCount();
    if (count > maxMaskedPages) throw new UnmaskableError('too many pages');
    if (regions.some(({ page }) => page > count)) throw new UnmaskableError('no such page');
    const copy = await PDFDocument.create({ updateMetadata: false });
    const font = addGlyphlessFont(copy);
    for (let page = 1; page <= count; page += 1) {
      const own = regions.filter((region) => region.page === page);
      await addPage(copy, font, await drawPage(opened, document, page), own);
    }
    return await copy.save({ useObjectStreams: true });
  });
}

/** The words of a page that can be chosen with the keyboard; none of a scan. */
export async function listPageWords(pdf: Uint8Array, page: number): Promise<PageWord[]> {
  return await withDocument(pdf, async (opened, document) => {
    if (page > document.getPageCount()) throw new UnmaskableError('no such page');
    const { pdfium, handle } = openInside(opened, document);
    const { words } = readPageText(pdfium, handle, page - 1);
    return words.map(({ isDrawn: _drawn, ...word }) => word);
  });
}

async function withDocument<T>(
  pdf: Uint8Array,
  use: (opened: Library, document: Document) => Promise<T>,
): Promise<T> {
  library ??= PDFiumLibrary.init();
  const opened = await library;
  const document = await opened.loadDocument(pdf);
  try {
    return await use(opened, document);
  } finally {
    document.destroy();
  }
}

type DrawnPage = {
  pixels: Pixels;
  width: number;
  height: number;
  text: ReturnType<typeof readPageText>;
};

async function drawPage(opened: Library, document: Document, page: number): Promise<DrawnPage> {
  const { pdfium, handle } = openInside(opened, document);
  // Before it is drawn: PDFium may crash when asked of a page after.
  const text = readPageText(pdfium, handle, page - 1);
  const shown = document.getPage(page - 1);
  const { originalWidth: width, originalHeight: height } = shown.getOriginalSize();
  if (!(width > 0 && height > 0)) throw new UnmaskableError('no area');
  const scale = Math.min(resolution, Math.sqrt(maxPixels / (width * height)));
  const drawn = await shown.render({ scale, render: withoutAlpha, renderFormFields: true });
  const pixels = { data: Buffer.from(drawn.data), width: drawn.width, height: drawn.height };
  return { pixels, width, height, text };
}

async function withoutAlpha({ data, width, height }: { data: Uint8Array; width: number; height: number }) {
  const pixels = Buffer.allocUnsafe(width * height * 3);
  for (let from = 0, to = 0; to < pixels.length; from += 4, to += 3) {
    pixels[to] = data[from] ?? 0;
    pixels[to + 1] = data[from + 1] ?? 0;
    pixels[to + 2] = data[from + 2] ?? 0;
  }
  return pixels;
}

async function addPage(
  copy: PDFDocument,
  font: ReturnType<typeof addGlyphlessFont>,
  { pixels, width, height, text }: DrawnPage,
  regions: readonly MaskRegion[],
) {
  const words = text.isPicture
    ? []
    : text.words.filter((word) => word.isDrawn && !isTouched(word, regions) && isSeen(pixels, word));
  paintMasks(pixels, regions);
  const picture = await copy.embedJpg(await toJpeg(pixels));
  const page = copy.addPage([width, height]);
  page.drawImage(picture, { x: 0, y: 0, width, height });
  writeWords(page, font, words);
}
