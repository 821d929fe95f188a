import sharp, { type Sharp, type SharpOptions } from 'sharp';
import { FlaggedFileError, type ReadFile } from './file-job.ts';
import { closePdf, openPdf } from './read-pdf-text.ts';

// The engine was trained on 300 dpi: finer only costs time, and a poster must not eat the machine.
const resolution = 300 / 72;
const maxReadPixels = 12_000_000;
// A3 at 600 dpi; a picture that unpacks to more is a bomb or no document.
const maxPixels = 80_000_000;

export const pictureOptions: SharpOptions = {
  limitInputPixels: maxPixels,
  failOn: 'error',
  sequentialRead: true,
};

/** Pages of a picture: only a TIFF (a scan) has more than one. */
export async function countPicturePages(path: string): Promise<number> {
  const {
    width,
    height,
    pages = 1,
    format,
  } = await sharp(path, pictureOptions)
    .metadata()
    .catch((error: Error) => {
      throw new FlaggedFileError(/pixel limit/i.test(error.message) ? 'bomb' : 'damaged', error.message);
    });
  if (width * height > maxPixels) throw new FlaggedFileError('bomb');
  return format === 'tiff' ? pages : 1;
}

/** One page as an upright grey PNG, with the contrast that a pale photograph lacks and without the grain of a poor scanner. */
export async function drawForReading(file: ReadFile, page: number): Promise<Buffer> {
  const drawn =
    file.mediaType === 'application/pdf' ? await drawPdf(file.path, page) : openPicture(file, page);
  const { data, info } = await drawn.greyscale().raw().toBuffer({ resolveWithObject: true });
  const drawnPage = sharp(data, { raw: info });
  const calm = (await hasGrain(drawnPage.clone(), info)) ? await smooth(drawnPage) : drawnPage;
  // From the darkest point: on a page with little text a share of the darkest is nearly white, and stretched it turns the paper black.
  const clear = enlarge(calm, info).normalise({ lower: 0 });
  // The engine believes the resolution that a picture names.
  const named = clear.withMetadata({ density: 300 });
  return await named.png({ compressionLevel: 1 }).toBuffer();
}

// On its own: one chain of acts enlarges before it blurs, in whatever order they are named, and the grain grows with the page.
async function smooth(picture: Sharp): Promise<Sharp> {
  const { data, info } = await picture.blur(1).raw().toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: info });
}

// A page of A4 at 300 dpi is as long; a coarse scan is read better when it is drawn larger.
const readSide = 3400;

function enlarge(picture: Sharp, { width, height }: { width: number; height: number }): Sharp {
  const scale = Math.min(2, readSide / Math.max(width, height));
  return scale > 1.2 ? picture.resize({ width: Math.round(width * scale), kernel: 'cubic' }) : picture;
}

const sampleSide = 600;
const grainStep = 4;
const grainShare = 0.25;

// Clean paper is even between its letters: where a good part of the middle differs from its neighbourhood, it is grain.
async function hasGrain(
  picture: Sharp,
  { width, height }: { width: number; height: number },
): Promise<boolean> {
  const side = Math.min(sampleSide, width, height);
  const middle = picture.extract({
    left: Math.floor((width - side) / 2),
    top: Math.floor((height - side) / 2),
    width: side,
    height: side,
  });
  const [grains, even] = await Promise.all([
    middle.clone().extractChannel(0).raw().toBuffer(),
    middle.clone().extractChannel(0).blur(1.5).raw().toBuffer(),
  ]);
  const differing = grains.reduce(
    (count, value, at) => count + (Math.abs(value - (even[at] ?? 0)) >= grainStep ? 1 : 0),
    0,
  );
  return differing > grains.length * grainShare;
}

function openPicture({ path }: ReadFile, page: number): Sharp {
  const picture = sharp(path, { ...pictureOptions, page: page - 1 })
    .autoOrient()
    .flatten({ background: '#ffffff' });
  const side = Math.floor(Math.sqrt(maxReadPixels * Math.SQRT2));
  return picture.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
}

async function drawPdf(path: string, page: number): Promise<Sharp> {
  const document = await openPdf(path, { fresh: true });
  try {
    const shown = document.getPage(page - 1);
    const { originalWidth: width, originalHeight: height } = shown.getOriginalSize();
    if (!(width > 0 && height > 0)) throw new FlaggedFileError('damaged', 'no area');
    const scale = Math.min(resolution, Math.sqrt(maxReadPixels / (width * height)));
    const picture = await shown.render({ scale, render: 'bitmap', renderFormFields: true });
    const raw = { width: picture.width, height: picture.height, channels: 4 } as const;
    return sharp(Buffer.from(picture.data), { raw }).removeAlpha();
  } finally {
    closePdf();
  }
}
