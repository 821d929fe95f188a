import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../../apps/server/src/platform/log.ts';
import { createFileReader } from '../../../apps/server/src/platform/processing/file-reader.ts';
import { aScannedPage } from '../../../apps/server/test/awkward-files/a-scanned-page.ts';
import {
  recognisedPages,
  shareOfWordsRight,
} from '../../../apps/server/test/awkward-files/recognised-pages.ts';

/** One page of 300 dpi or as the camera gave it: how long it took, in milliseconds, and the share of its words read right. */
export type RecognisedPage = { name: string; milliseconds: number; right: number };
/** Recognition by one engine, its start apart. */
export type OcrFigures = { pagesPerMinute: number; pages: readonly RecognisedPage[] };

/** Reads the pages of the corpus one after another, as the works on files do by default. */
export async function measureOcr(): Promise<OcrFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'opis-bench-ocr-'));
  const reader = createFileReader(createLog('silent'), { yields: false });
  const read = async (path: string) => {
    const seen = await reader.run({ task: 'recognise', page: 1, path, mediaType: 'image/jpeg' });
    if (!('seen' in seen)) throw new Error('a page of the corpus was not read');
    return seen.seen;
  };
  try {
    const pages: RecognisedPage[] = [];
    for (const [index, page] of recognisedPages.entries()) {
      const path = join(folder, `${index}.jpg`);
      await writeFile(path, await aScannedPage(page));
      // The engine starts with the first page it is given: that one is read twice.
      if (index === 0) await read(path);
      const started = performance.now();
      const right = shareOfWordsRight(page.text, await read(path));
      pages.push({ name: page.name, milliseconds: performance.now() - started, right });
    }
    const all = pages.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
    return { pagesPerMinute: (pages.length * 60_000) / all, pages };
  } finally {
    reader.close();
    await rm(folder, { recursive: true, force: true });
  }
}
