import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { SeenCode } from '@opis/contracts';
import { prepareZXingModule, type ReadResult, readBarcodes } from 'zxing-wasm/reader';
import type { DrawnPage } from './drawn-page.ts';

let ready: Promise<void> | undefined;

// Its own loading fetches a file address, which Node refuses.
async function prepare(): Promise<void> {
  const { resolve } = createRequire(import.meta.url);
  const wasm = await readFile(resolve('zxing-wasm/reader/zxing_reader.wasm'));
  const wasmBinary = new Uint8Array(wasm).buffer;
  prepareZXingModule({ overrides: { wasmBinary } });
}

/** A code with how far its page is turned, in degrees clockwise. */
export type TurnedCode = SeenCode & { readonly orientation: number };

/** The codes on a page, read in whatever direction they lie; labels and receipts are Code 128 and QR. */
export async function findCodes(drawn: DrawnPage): Promise<TurnedCode[]> {
  ready ??= prepare();
  await ready;
  const found = await readBarcodes(toPicture(drawn), {
    formats: ['Code128', 'QRCode'],
    tryHarder: true,
    tryRotate: true,
    tryInvert: false,
    returnErrors: true,
    maxNumberOfSymbols: 16,
  });
  return found.map((code) => toSeen(code, drawn));
}

function toSeen(
  { format, text, isValid, position, orientation }: ReadResult,
  { dpi }: DrawnPage,
): TurnedCode {
  const { topLeft, topRight } = position;
  const points = Math.hypot(topRight.x - topLeft.x, topRight.y - topLeft.y);
  return { format, text, isValid, orientation, widthMm: dpi && (points / dpi) * 25.4 };
}

function toPicture({ grey, width, height }: DrawnPage): ImageData {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let from = 0, to = 0; from < grey.length; from += 1, to += 4)
    data.fill(grey[from] ?? 255, to, to + 3).fill(255, to + 3, to + 4);
  return { data, width, height, colorSpace: 'srgb' };
}
