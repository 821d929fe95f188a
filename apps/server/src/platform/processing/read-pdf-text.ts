import { readFile, stat } from 'node:fs/promises';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { drawingOf } from '../masking/page-words.ts';
import { openInside } from '../masking/pdfium-text.ts';
import { FlaggedFileError, type ReadText } from './file-job.ts';
import { toPageText } from './to-file-text.ts';

type Library = Awaited<ReturnType<typeof PDFiumLibrary.init>>;
/** An open PDF; a page that was drawn may not be asked anything else. */
export type OpenPdf = Awaited<ReturnType<Library['loadDocument']>>;

// The bytes lie in memory twice: once here, once where pdfium works.
const maxPdfBytes = 120 * 1024 * 1024;
// Fewer letters on a page that is a picture are a page number or a stamp of the scanner.
const fewLetters = 25;
// Letters without a meaning, of a font that does not say which they are.
const maxStrange = 0.3;

let library: Promise<Library> | undefined;
// Pages are asked for one after another: a file of a hundred megabytes is opened once.
let last: { path: string; document: OpenPdf } | undefined;

/** Opens a PDF for what is asked of it now; one that was drawn from is opened anew. */
export async function openPdf(path: string, { fresh }: { fresh: boolean }): Promise<OpenPdf> {
  if (!fresh && last?.path === path) return last.document;
  closePdf();
  if ((await stat(path)).size > maxPdfBytes) throw new FlaggedFileError('too-large');
  library ??= PDFiumLibrary.init();
  const document = await (await library).loadDocument(await readFile(path)).catch((error: Error) => {
    throw new FlaggedFileError(
      /password|security/i.test(error.message) ? 'encrypted' : 'damaged',
      error.message,
    );
  });
  last = { path, document };
  return document;
}

/** Lets go of the file that is open. */
export function closePdf(): void {
  last?.document.destroy();
  last = undefined;
}

/** How many pages the file has. */
export async function countPdfPages(path: string): Promise<number> {
  return (await openPdf(path, { fresh: true })).getPageCount();
}

/** Text written in these pages, and those that are a picture without any. */
export async function readLayer(
  path: string,
  { from, to }: { from: number; to: number },
): Promise<{ texts: ReadText[]; unread: number[] }> {
  const document = await openPdf(path, { fresh: false });
  if (!library) throw new Error('opened without a library');
  const { pdfium, handle } = openInside(await library, document);
  const texts: ReadText[] = [];
  const unread: number[] = [];
  for (let page = from; page <= to; page += 1) {
    const raw = readPage(document, page);
    const text = toPageText(raw);
    const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
    const drawing = letters < fewLetters ? drawingOf(pdfium, handle, page - 1) : 'none';
    // Text in outlines has no letters and no picture.
    const isUnread = isStrange(raw) || drawing === 'picture' || (letters === 0 && drawing === 'some');
    if (isUnread) unread.push(page);
    else texts.push({ page, text });
  }
  return { texts, unread };
}

// A page that cannot be read hinders none of its neighbours.
function readPage(document: OpenPdf, page: number): string {
  try {
    return document.getPage(page - 1).getText();
  } catch {
    return '';
  }
}

function isStrange(raw: string): boolean {
  const strange = raw.match(/[\p{Co}\ufffd]|[^\P{Cc}\s]/gu)?.length ?? 0;
  return strange > raw.length * maxStrange;
}
