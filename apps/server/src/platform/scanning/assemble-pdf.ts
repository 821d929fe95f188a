import { readFile, stat } from 'node:fs/promises';
import { PDFDocument } from '@cantoo/pdf-lib';
import type { LaidPage } from '@opis/contracts';
import type { ScanSource } from '../preview/scan-job.ts';
import { addPdfPages } from './add-pdf-pages.ts';
import { addPictures } from './add-pictures.ts';

const maxBytes = 120 * 1024 * 1024;

/**
 * A PDF of some pages of a scan as they were laid. Pages of a PDF are taken over as they are: what is straightened or
 * cut is drawn anew by its own operators, never made a picture of. Cutting hides, it does not take away.
 */
export async function assemblePdf(source: ScanSource, pages: readonly LaidPage[]): Promise<Uint8Array> {
  if ((await stat(source.path)).size > maxBytes) throw new Error('too many bytes');
  const made = await PDFDocument.create({ updateMetadata: false });
  if (source.mediaType === 'application/pdf') {
    const scan = await PDFDocument.load(await readFile(source.path), { updateMetadata: false });
    await addPdfPages(made, scan, pages);
  } else await addPictures(made, source.path, pages);
  return await made.save({ useObjectStreams: true });
}
