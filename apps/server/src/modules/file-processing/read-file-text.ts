import type { FileFlag } from '@opis/contracts';
import type { ReadFile } from '../../platform/processing/file-job.ts';
import { recogniseWithTool } from '../../platform/processing/recognise-with-tool.ts';
import type { ProcessingDeps } from './processing-deps.ts';
import { listReadPages, saveTexts } from './text-store.ts';
import { type HeldWork, renewWork, type WorkEnd } from './work-store.ts';

/** More pages than this are not read: a book belongs to a library. */
const maxPages = 3_000;
/** More pages of pictures than this are not recognised: hours of the machine for one file. */
const maxRecognised = 500;
const pagesAtOnce = 25;

/** Another run has the work: this one stops, and nothing of it counts. */
export class LostWorkError extends Error {
  override readonly name = 'LostWorkError';
}

type Reading = { deps: ProcessingDeps; work: HeldWork; file: ReadFile; flags: Set<FileFlag> };

/** Reads a file: text that is written in it, and, where its pages are pictures, what is seen in them. */
export async function readFileText(deps: ProcessingDeps, work: HeldWork, file: ReadFile): Promise<WorkEnd> {
  const first = await deps.reader.run({ task: 'begin', ...file });
  if ('flag' in first) return { flags: [first.flag] };
  if (!('begun' in first)) throw new Error('another answer than was asked for');
  const { pages, flags, whole } = first.begun;
  if (whole) {
    await saveTexts(deps.db, [{ sha256: work.sha256, page: 1, ...whole }]);
    return { flags };
  }
  const reading: Reading = { deps, work, file, flags: new Set(flags) };
  if (pages > maxPages) reading.flags.add('pages-left-out');
  return await readPages(reading, Math.min(pages, maxPages));
}

async function readPages(reading: Reading, total: number): Promise<WorkEnd> {
  const { deps, work } = reading;
  const read = new Set(await listReadPages(deps.db, work.sha256));
  await note(reading, { done: read.size, total });
  const pictures = await readLayers(reading, { read, total });
  const wanted = pictures.slice(0, maxRecognised);
  if (wanted.length < pictures.length) reading.flags.add('pages-left-out');
  for (let at = 0; at < wanted.length; at += deps.reader.engines) {
    await deps.rest();
    const now = wanted.slice(at, at + deps.reader.engines);
    await Promise.all(now.map((page) => recognise(reading, page)));
    for (const page of now) read.add(page);
    await note(reading, { done: read.size, total });
  }
  const tool = wanted.length === 0 ? 'pdfium' : deps.tools.tesseract ? 'tesseract' : 'tesseract.js';
  return { flags: [...reading.flags], tool };
}

/** Keeps the text of the pages that have it, and answers with those that are pictures. */
async function readLayers(
  reading: Reading,
  { read, total }: { read: Set<number>; total: number },
): Promise<number[]> {
  const { deps, work, file } = reading;
  const isPdf = file.mediaType === 'application/pdf';
  const pictures: number[] = [];
  for (let from = 1; from <= total; from += pagesAtOnce) {
    const to = Math.min(from + pagesAtOnce - 1, total);
    const missing = rangeOf(from, to).filter((page) => !read.has(page));
    if (missing.length === 0) continue;
    if (!isPdf) {
      pictures.push(...missing);
      continue;
    }
    await deps.rest();
    const answer = await deps.reader.run({ task: 'layer', from, to, ...file });
    if (!('texts' in answer)) {
      reading.flags.add('flag' in answer ? answer.flag : 'damaged');
      continue;
    }
    pictures.push(...answer.unread.filter((page) => !read.has(page)));
    await saveTexts(
      deps.db,
      answer.texts.map((text) => ({ sha256: work.sha256, ...text, source: 'layer' })),
    );
    for (const { page } of answer.texts) read.add(page);
    await note(reading, { done: read.size, total });
  }
  return pictures;
}

// A page that cannot be recognised is kept as read and empty: it would stop the work each time.
async function recognise(reading: Reading, page: number) {
  const { deps, work, file } = reading;
  const { sha256 } = work;
  const seen = deps.tools.tesseract
    ? await recogniseWithTool(deps.reader, deps.tools.tesseract, { file, page })
    : await deps.reader.run({ task: 'recognise', page, ...file });
  if ('flag' in seen) reading.flags.add(seen.flag);
  const text = 'seen' in seen ? seen.seen : '';
  await saveTexts(deps.db, [{ sha256, page, text, source: 'ocr' }]);
}

async function note({ deps, work }: Reading, seen: { done: number; total: number }) {
  if (!(await renewWork(deps.db, work, seen))) throw new LostWorkError(work.sha256);
}

const rangeOf = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);
