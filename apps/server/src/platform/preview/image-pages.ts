import sharp, { type SharpOptions } from 'sharp';
import { longSide, maxShownPages, type PreviewAnswer, type PreviewJob } from './preview-job.ts';

// A3 at 600 dpi has 70 million pixels; a picture that unpacks to more is a bomb or no document.
const maxPixels = 80_000_000;

// Only these readers are there at all: no SVG, no PDF, no ImageMagick, whatever a file calls itself.
const readers = ['Jpeg', 'Png', 'Webp', 'Tiff', 'Nsgif'].map((name) => `VipsForeignLoad${name}File`);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: readers });
sharp.cache(false);
sharp.concurrency(1);

/** Counts or draws pages of a picture; only a TIFF (a scan) has more than one. */
export async function answerImage(job: PreviewJob): Promise<PreviewAnswer> {
  const options: SharpOptions = { limitInputPixels: maxPixels, failOn: 'error', sequentialRead: true };
  const { width, height, pages: count = 1, format } = await sharp(job.path, options).metadata();
  if (width * height > maxPixels) return { refused: 'too many pixels' };
  const pages = format === 'tiff' ? Math.min(count, maxShownPages) : 1;
  if (job.page === undefined) return { pages };
  if (job.page > pages) return { refused: 'no such page' };
  const picture = sharp(job.path, { ...options, page: job.page - 1 }).autoOrient();
  const fitted = picture.resize({
    width: longSide,
    height: longSide,
    fit: 'inside',
    withoutEnlargement: true,
  });
  return {
    png: await fitted
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .png({ compressionLevel: 6 })
      .toBuffer(),
  };
}
