import { readFile, stat } from 'node:fs/promises';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import { longSide, maxShownPages, type PreviewAnswer, type PreviewJob, shortSide } from './preview-job.ts';

type Library = Awaited<ReturnType<typeof PDFiumLibrary.init>>;

// The bytes lie in memory twice: once here, once where pdfium works.
const maxPdfBytes = 120 * 1024 * 1024;

let library: Promise<Library> | undefined;

/** Counts or draws pages of a PDF; a fresh document each time, since a drawn one may not be asked anything else. */
export async function answerPdf(job: PreviewJob): Promise<PreviewAnswer> {
  if ((await stat(job.path)).size > maxPdfBytes) return { refused: 'too many bytes' };
  library ??= PDFiumLibrary.init();
  const document = await (await library).loadDocument(await readFile(job.path));
  try {
    const pages = Math.min(document.getPageCount(), maxShownPages);
    if (job.page === undefined) return { pages };
    if (job.page > pages) return { refused: 'no such page' };
    return await draw(document.getPage(job.page - 1));
  } finally {
    document.destroy();
  }
}

async function draw(
  page: ReturnType<Awaited<ReturnType<Library['loadDocument']>>['getPage']>,
): Promise<PreviewAnswer> {
  const { originalWidth: width, originalHeight: height } = page.getOriginalSize();
  if (!(width > 0 && height > 0)) return { refused: 'no area' };
  const picture = await page.render({
    scale: fittingScale(width, height),
    render: toPng,
    renderFormFields: true,
  });
  return { png: picture.data };
}

/** Points to pixels so that the page fits; at most 300 dpi, so that a stamp-sized page does not become a poster. */
export function fittingScale(width: number, height: number): number {
  return Math.min(longSide / Math.max(width, height), shortSide / Math.min(width, height), 300 / 72);
}

function toPng(picture: { width: number; height: number; data: Uint8Array }): Promise<Uint8Array> {
  const raw = { width: picture.width, height: picture.height, channels: 4 } as const;
  return sharp(picture.data, { raw }).removeAlpha().png({ compressionLevel: 6 }).toBuffer();
}
