import { PDFDocument } from '@cantoo/pdf-lib';
import type { MaskRegion } from '@opis/contracts';
import sharp from 'sharp';
import { paintMasks, toJpeg } from './draw-masks.ts';
import { maxMaskedPages, UnmaskableError } from './mask-pdf.ts';

// As the previews read them: A3 at 600 dpi; the copy holds a page of A4 at 200 dpi, or the picture as small as it is.
const maxPixels = 80_000_000;
const longSide = 2339;
const pointsPerPixel = 72 / 200;

/** The same for a scan that came as a picture: each of its pages becomes a page of the copy. */
export async function maskImage(path: string, regions: readonly MaskRegion[]): Promise<Uint8Array> {
  const options = { limitInputPixels: maxPixels, failOn: 'error' } as const;
  const { pages: count = 1 } = await sharp(path, options).metadata();
  if (count > maxMaskedPages) throw new UnmaskableError('too many pages');
  if (regions.some(({ page }) => page > count)) throw new UnmaskableError('no such page');
  const copy = await PDFDocument.create({ updateMetadata: false });
  for (let page = 1; page <= count; page += 1) {
    const { data, info } = await sharp(path, { ...options, page: page - 1 })
      .autoOrient()
      .resize({ width: longSide, height: longSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const pixels = { data, width: info.width, height: info.height };
    paintMasks(
      pixels,
      regions.filter((region) => region.page === page),
    );
    const picture = await copy.embedJpg(await toJpeg(pixels));
    const size = { width: info.width * pointsPerPixel, height: info.height * pointsPerPixel };
    copy.addPage([size.width, size.height]).drawImage(picture, { x: 0, y: 0, ...size });
  }
  return await copy.save({ useObjectStreams: true });
}
