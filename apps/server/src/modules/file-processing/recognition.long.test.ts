import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { aScannedPage } from '../../../test/awkward-files/a-scanned-page.ts';
import { recognisedPages, shareOfWordsRight } from '../../../test/awkward-files/recognised-pages.ts';
import { createLog } from '../../platform/log.ts';
import { createFileReader } from '../../platform/processing/file-reader.ts';
import { recogniseWithTool } from '../../platform/processing/recognise-with-tool.ts';

const folder = await mkdtemp(join(tmpdir(), 'opis-recognition-'));
const reader = createFileReader(createLog('silent'));
afterAll(async () => {
  reader.close();
  await rm(folder, { recursive: true, force: true });
});

const engines = [
  {
    engine: 'our own engine',
    recognise: (path: string) => reader.run({ task: 'recognise', page: 1, path, mediaType: 'image/jpeg' }),
  },
  {
    engine: 'the tesseract of Debian',
    recognise: (path: string) =>
      recogniseWithTool(reader, '/usr/bin/tesseract', { file: { path, mediaType: 'image/jpeg' }, page: 1 }),
  },
];

describe.each(engines)('$engine', ({ recognise }) => {
  test.each(recognisedPages)('reads 85 % of the words of $name', async (page) => {
    const path = join(folder, 'page.jpg');
    await writeFile(path, await aScannedPage(page));
    const seen = await recognise(path);
    const text = 'seen' in seen ? seen.seen : '';
    expect(shareOfWordsRight(page.text, text)).toBeGreaterThanOrEqual(0.85);
    // Commas below, as the language has them.
    expect(text).not.toMatch(/[şţŞŢ]/);
  });
});
