import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Worker } from 'tesseract.js';
import { toPageText } from './to-file-text.ts';

const { resolve } = createRequire(import.meta.url);
let engine: Promise<Worker> | undefined;

/** Reads the text in a picture of a page, in Romanian; the engine starts with the first and ends with the process. */
export async function recogniseText(png: Buffer): Promise<string> {
  engine ??= startEngine();
  // A page laid askew is turned first.
  const { data } = await (await engine).recognize(png, { rotateAuto: true }, { text: true });
  return toPageText(data.text);
}

async function startEngine(): Promise<Worker> {
  const { createWorker, OEM } = await import('tesseract.js');
  // Otherwise the library fetches its training from elsewhere and writes it into the working folder.
  const langPath = join(dirname(resolve('@tesseract.js-data/ron/package.json')), '4.0.0_best_int');
  return await createWorker('ron', OEM.LSTM_ONLY, { langPath, gzip: true, cacheMethod: 'none' });
}
