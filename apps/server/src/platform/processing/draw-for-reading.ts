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

/** One page as an upright grey PNG, with the contrast that a pale photograph lacks. */
export async function drawForReading(file: ReadFile, page: number): Promise<Buffer> {
  const drawn =
    file.mediaType === 'application/pdf' ? await drawPdf(file.path, page) : openPicture(file, page);
  return await drawn.greyscale().normalise().png({ compressionLevel: 1 }).toBuffer();
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
