import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const { resolve } = createRequire(import.meta.url);
const pdfium = await PDFiumLibrary.init();
// Its own loading fetches a file address, which Node refuses.
const wasm = await readFile(resolve('zxing-wasm/reader/zxing_reader.wasm'));
prepareZXingModule({
  overrides: {
    wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer,
  },
});

/** Text of each page, as a reader would copy it. */
export async function readPdfText(pdf: Buffer): Promise<string[]> {
  const document = await pdfium.loadDocument(pdf);
  try {
    return [...document.pages()].map((page) => page.getText());
  } finally {
    document.destroy();
  }
}

/** Page sizes in millimetres, as the file states them. */
export function readPageSizes(pdf: Buffer): { width: number; height: number }[] {
  const boxes = pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g);
  const toMm = (points: string | undefined) => (Number(points) * 25.4) / 72;
  return [...boxes].map(([, width, height]) => ({ width: toMm(width), height: toMm(height) }));
}

/** The first page as a coloured PNG, at twice the size of its points: for pictures that people look at. */
export async function drawPicture(pdf: Buffer): Promise<Buffer> {
  const document = await pdfium.loadDocument(pdf);
  try {
    const { data, width, height } = await document.getPage(0).render({ scale: 2, render: 'bitmap' });
    return await sharp(Buffer.from(data), { raw: { width, height, channels: 4 } })
      .png({ palette: true })
      .toBuffer();
  } finally {
    document.destroy();
  }
}

/** A page as a printer sees it: `isBlack` after a threshold at half, `isGrey` true when no dot has a colour. */
export type Print = {
  width: number;
  height: number;
  isBlack(x: number, y: number): boolean;
  isGrey: boolean;
};

/** Draws a page at `dpi`, in whole dots of its true size: left alone, the library rounds the page down to points. */
export async function drawPage(pdf: Buffer, dpi: number, pageIndex = 0): Promise<Print> {
  const size = readPageSizes(pdf)[pageIndex];
  if (!size) throw new Error(`the document has no page ${pageIndex}`);
  const width = Math.round((size.width / 25.4) * dpi);
  const height = Math.round((size.height / 25.4) * dpi);
  const document = await pdfium.loadDocument(pdf);
  try {
    const { data } = await document.getPage(pageIndex).render({ width, height, render: 'bitmap' });
    const channel = (x: number, y: number, offset: number) => data[(y * width + x) * 4 + offset] ?? 255;
    let isGrey = true;
    for (let at = 0; at < data.length; at += 4)
      isGrey &&= data[at] === data[at + 1] && data[at] === data[at + 2];
    return { width, height, isGrey, isBlack: (x, y) => channel(x, y, 1) < 128 };
  } finally {
    document.destroy();
  }
}

/** Every code that a reader finds on the one-bit print. */
export async function readCodes(
  print: Print,
): Promise<{ format: string; text: string; contentType: string }[]> {
  const bits = Buffer.alloc(print.width * print.height, 255);
  for (let y = 0; y < print.height; y++) {
    for (let x = 0; x < print.width; x++) if (print.isBlack(x, y)) bits[y * print.width + x] = 0;
  }
  const raw = { width: print.width, height: print.height, channels: 1 as const };
  const png = await sharp(bits, { raw }).png().toBuffer();
  const found = await readBarcodes(new Uint8Array(png));
  return found.map(({ format, text, contentType }) => ({ format, text, contentType }));
}
