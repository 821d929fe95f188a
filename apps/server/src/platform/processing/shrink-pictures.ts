import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { pictureOptions } from './draw-for-reading.ts';
import { FlaggedFileError, type ReadFile } from './file-job.ts';
import { closePdf, openPdf } from './read-pdf-text.ts';

// More pages than this are not drawn anew: a copy must never be shorter than its original.
const maxPages = 300;

/** How far a copy may go: the longer side of a page in pixels, and the quality of its JPEG. */
export type Shrinking = { readonly side: number; readonly quality: number };

/** A smaller copy: of a picture a JPEG, of a PDF of pictures another PDF with its pages drawn anew. */
export async function shrinkPictures(job: ReadFile & Shrinking): Promise<Uint8Array> {
  return job.mediaType === 'application/pdf' ? await shrinkPdf(job) : await shrinkPicture(job);
}

async function shrinkPicture({ path, side, quality }: ReadFile & Shrinking): Promise<Buffer> {
  return await sharp(path, pictureOptions)
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality, mozjpeg: true })
    .toBuffer();
}

async function shrinkPdf({ path, side, quality }: ReadFile & Shrinking): Promise<Uint8Array> {
  const count = (await openPdf(path, { fresh: true })).getPageCount();
  if (count > maxPages) throw new FlaggedFileError('pages-left-out');
  const copy = await PDFDocument.create({ updateMetadata: false });
  for (let page = 1; page <= count; page += 1) {
    const { jpeg, width, height } = await drawPage(path, page, { side, quality });
    copy.addPage([width, height]).drawImage(await copy.embedJpg(jpeg), { x: 0, y: 0, width, height });
  }
  closePdf();
  return await copy.save();
}

async function drawPage(path: string, page: number, { side, quality }: Shrinking) {
  const shown = (await openPdf(path, { fresh: false })).getPage(page - 1);
  const { originalWidth: width, originalHeight: height } = shown.getOriginalSize();
  if (!(width > 0 && height > 0)) throw new FlaggedFileError('damaged', 'no area');
  const scale = Math.min(300 / 72, side / Math.max(width, height));
  const drawn = await shown.render({ scale, render: 'bitmap', renderFormFields: true });
  const raw = { width: drawn.width, height: drawn.height, channels: 4 } as const;
  const jpeg = await sharp(Buffer.from(drawn.data), { raw }).removeAlpha().jpeg({ quality }).toBuffer();
  return { jpeg, width, height };
}
