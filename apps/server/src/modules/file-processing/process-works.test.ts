import { expect, test } from 'vitest';
import { aPdf } from '../../../test/a-pdf.ts';
import { anActor } from '../../../test/a-registry.ts';
import { aScannedPage } from '../../../test/awkward-files/a-scanned-page.ts';
import { anUpload, someDocuments } from '../../../test/some-documents.ts';
import { someProcessing, workThrough } from '../../../test/some-processing.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { fileTexts, fileWorkOf, processUploads } from './index.ts';

const database = await aDatabase();
const { db } = database;
const registrar = await anActor(database);
const documents = await someDocuments(db, { uploadSubscribers: [processUploads] });
const told: string[] = [];
const deps = someProcessing(db, documents, {
  textSubscribers: [{ textReady: async (_tx, sha256s) => void told.push(...sha256s) }],
});

async function worked(bytes: string | Uint8Array) {
  const { sha256 } = await anUpload(documents, registrar, { bytes });
  await workThrough(deps);
  const [works, texts] = [await fileWorkOf(db, [sha256]), await fileTexts(db, [sha256])];
  const ends = works.map(({ kind, status, flags }) => [kind, status, ...flags].join(' '));
  return { sha256, ends, texts, text: works.find(({ kind }) => kind === 'text') };
}

test('a PDF is read page by page, its subscribers are told once, and that nobody looked for viruses is said', async () => {
  const { sha256, ends, texts, text } = await worked(aPdf(3));
  expect(ends).toEqual(['antivirus flagged not-scanned', 'text done']);
  expect(texts.map(({ page, source, text: words }) => `${page} ${source} ${words}`)).toEqual([
    '1 layer Pagina 1',
    '2 layer Pagina 2',
    '3 layer Pagina 3',
  ]);
  expect(text).toMatchObject({ done: 3, total: 3, tool: 'pdfium' });
  expect(told.filter((one) => one === sha256)).toHaveLength(1);
});

test('a small picture is recognised in Romanian', async () => {
  const page = await aScannedPage({
    text: 'Înștiințare despre țărușii de lângă școală',
    font: 'Libertinus Serif',
    dpi: 150,
  });
  const { ends, texts } = await worked(page);
  expect(ends).toEqual(['antivirus flagged not-scanned', 'text done']);
  expect(texts).toMatchObject([
    { page: 1, source: 'ocr', text: 'Înștiințare despre țărușii de lângă școală' },
  ]);
});
