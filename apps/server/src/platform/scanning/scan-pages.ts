import { readFile, stat } from 'node:fs/promises';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import type { ScanSource } from '../preview/scan-job.ts';
import { type DrawnPage, maxPoints, readingDpi } from './drawn-page.ts';

/** A scan that was opened: how many pages it has, and each of them in grey. */
export type OpenScan = {
  readonly count: number;
  draw(page: number): Promise<DrawnPage>;
  close(): void;
};

// As many bytes as the previews take; as many points in a picture.
const maxPdfBytes = 120 * 1024 * 1024;
const maxPixels = 80_000_000;

let library: ReturnType<typeof PDFiumLibrary.init> | undefined;

/** Opens a PDF, or a picture; only a TIFF among these has more than one page. Throws for what cannot be read. */
export function openScan(source: ScanSource): Promise<OpenScan> {
  return source.mediaType === 'application/pdf' ? openPdf(source.path) : openPicture(source.path);
}

async function openPdf(path: string): Promise<OpenScan> {
  if ((await stat(path)).size > maxPdfBytes) throw new Error('too many bytes');
  library ??= PDFiumLibrary.init();
  const document = await (await library).loadDocument(await readFile(path));
  return {
    count: document.getPageCount(),
    draw: async (page) => {
      const shown = document.getPage(page - 1);
      const { originalWidth: width, originalHeight: height } = shown.getOriginalSize();
      if (!(width > 0 && height > 0)) throw new Error('no area');
      const scale = Math.min(readingDpi / 72, Math.sqrt(maxPoints / (width * height)));
      const drawn = await shown.render({ scale, render: toGrey, renderFormFields: true });
      return { grey: Buffer.from(drawn.data), width: drawn.width, height: drawn.height, dpi: scale * 72 };
    },
    close: () => document.destroy(),
  };
}

// Four bytes a point, on white.
async function toGrey({ data, width, height }: { data: Uint8Array; width: number; height: number }) {
  const grey = Buffer.allocUnsafe(width * height);
  for (let from = 0, to = 0; to < grey.length; from += 4, to += 1)
    grey[to] = ((data[from] ?? 0) * 29 + (data[from + 1] ?? 0) * 150 + (data[from + 2] ?? 0) * 77) >> 8;
  return grey;
}

async function openPicture(path: string): Promise<OpenScan> {
  const options = { limitInputPixels: maxPixels, failOn: 'error' } as const;
  const { pages: count = 1, format, density = 0, width, height } = await sharp(path, options).metadata();
  if (width * height > maxPixels) throw new Error('too many pixels');
  // Cameras write 72 or 96 without meaning it.
  const dpi = density >= 100 ? density : null;
  return {
    count: format === 'tiff' ? count : 1,
    draw: async (page) => {
      const whole = sharp(path, { ...options, ...(format === 'tiff' && { page: page - 1 }) }).autoOrient();
      const shrink = Math.min(1, readingDpi / (dpi ?? readingDpi), Math.sqrt(maxPoints / (width * height)));
      const { data, info } = await whole
        .resize({
          width: Math.max(1, Math.round(Math.max(width, height) * shrink)),
          height: Math.max(1, Math.round(Math.max(width, height) * shrink)),
          fit: 'inside',
          withoutEnlargement: true,
        })
        .flatten({ background: '#ffffff' })
        .greyscale()
        .raw()
        .toBuffer({ resolveWithObject: true });
      return {
        grey: firstChannel(data, info.channels),
        width: info.width,
        height: info.height,
        dpi: dpi && dpi * shrink,
      };
    },
    close: () => {},
  };
}

function firstChannel(data: Buffer, channels: number): Buffer {
  if (channels === 1) return data;
  return Buffer.from(data.filter((_, index) => index % channels === 0));
}
