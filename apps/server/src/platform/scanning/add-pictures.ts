import { readFile } from 'node:fs/promises';
import { degrees, type PDFDocument } from '@cantoo/pdf-lib';
import type { LaidPage } from '@opis/contracts';
import sharp, { type Metadata } from 'sharp';
import { layPage } from './draw-laid-page.ts';

const maxPixels = 80_000_000;
const pointsAcrossA4 = 842;

/** Adds pages of a picture. A JPEG that is only turned keeps its very bytes; everything else is compressed anew. */
export async function addPictures(
  made: PDFDocument,
  path: string,
  pages: readonly LaidPage[],
): Promise<void> {
  for (const laid of pages) {
    const options = { limitInputPixels: maxPixels, failOn: 'error' } as const;
    const about = await sharp(path, options).metadata();
    const isTiff = about.format === 'tiff';
    const keeps = about.format === 'jpeg' && (about.orientation ?? 1) === 1 && isPlain(laid);
    const picture = keeps
      ? await made.embedJpg(await readFile(path))
      : await embed(made, sharp(path, { ...options, ...(isTiff && { page: laid.page - 1 }) }), {
          laid,
          about,
        });
    const points = pointsPerPixel(about);
    const [width, height] = [picture.width * points, picture.height * points];
    const page = made.addPage([width, height]);
    page.drawImage(picture, { x: 0, y: 0, width, height });
    page.setRotation(degrees(laid.turn));
  }
}

const isPlain = ({ straighten, crop }: LaidPage) => straighten === 0 && crop === null;

// A page in black and white would be blurred by what suits photographs.
async function embed(
  made: PDFDocument,
  picture: ReturnType<typeof sharp>,
  { laid, about }: { laid: LaidPage; about: Metadata },
) {
  const upright = await picture
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .png({ compressionLevel: 1 })
    .toBuffer({ resolveWithObject: true });
  const lying = await layPage(sharp(upright.data), { ...laid, turn: 0 }, upright.info);
  if (about.bitsPerSample === 1) return made.embedPng(await lying.toColourspace('b-w').png().toBuffer());
  return made.embedJpg(await lying.jpeg({ quality: 85 }).toBuffer());
}

function pointsPerPixel({ density = 0, width, height }: Metadata): number {
  return density >= 100 ? 72 / density : pointsAcrossA4 / Math.max(width, height);
}
