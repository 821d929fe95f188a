import { PDFDocument } from '@cantoo/pdf-lib';
import { labelModuleMm, separatorCode } from '@opis/contracts';
import bwipjs from 'bwip-js/node';
import sharp, { type OverlayOptions } from 'sharp';

/** A page to be scanned: what is on it and how it lies. */
export type PageToScan = {
  /** Text of a label, as wide as we print it. */
  label?: string;
  /** Texts of other codes: Code 128 of a courier, a QR code. */
  code128?: string;
  qr?: string;
  separator?: boolean;
  blank?: boolean;
  /** Degrees clockwise that it was fed. */
  angle?: number;
  /** The label is torn: half of its bars are gone. */
  torn?: boolean;
  words?: string;
};

const dpi = 200;
const a4 = { width: 1654, height: 2339 };
const toDots = (mm: number) => Math.round((mm / 25.4) * dpi);

async function bars(text: string, moduleMm: number): Promise<Buffer> {
  const svg = bwipjs.toSVG({ bcid: 'code128', text, scale: 1, height: 10, includetext: false });
  const modules = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
  const size = { width: toDots(modules * moduleMm), height: toDots(11) };
  return sharp(Buffer.from(svg))
    .resize({ ...size, fit: 'fill' })
    .flatten({ background: '#fff' })
    .png()
    .toBuffer();
}

async function square(text: string): Promise<Buffer> {
  const svg = bwipjs.toSVG({ bcid: 'qrcode', text, scale: 1 });
  return sharp(Buffer.from(svg)).resize(toDots(24)).flatten({ background: '#fff' }).png().toBuffer();
}

async function codesOn(page: PageToScan): Promise<OverlayOptions[]> {
  const at = (input: Buffer, left: number, top: number): OverlayOptions => ({ input, left, top });
  const label = page.label && (await bars(page.label, labelModuleMm));
  return [
    ...(label ? [at(page.torn ? await tear(label) : label, 1150, 130)] : []),
    ...(page.code128 ? [at(await bars(page.code128, 0.33), 200, 1900)] : []),
    ...(page.qr ? [at(await square(page.qr), 1200, 1950)] : []),
    ...(page.separator
      ? [at(await bars(separatorCode, 0.6), 250, 300), at(await square(separatorCode), 700, 1000)]
      : []),
  ];
}

async function tear(label: Buffer): Promise<Buffer> {
  const { width = 1, height = 1 } = await sharp(label).metadata();
  const gone = Buffer.from(
    `<svg width="${Math.round(width / 2)}" height="${height}"><rect width="100%" height="100%" fill="#fff"/></svg>`,
  );
  return sharp(label)
    .composite([{ input: gone, left: Math.round(width / 3), top: 0 }])
    .png()
    .toBuffer();
}

function writing(words: string): string {
  const lines = Array.from(
    { length: 24 },
    (_, index) => `<text x="190" y="${520 + index * 52}" font-size="34">${words} ${index}</text>`,
  );
  return lines.join('');
}

/** One page as a scanner gives it, in grey. */
export async function drawScannedPage(page: PageToScan): Promise<Buffer> {
  const words = page.words ?? 'Subsemnata solicit eliberarea unui certificat de urbanism';
  const text = page.blank || page.separator ? '' : writing(words);
  const paper = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${a4.width}" height="${a4.height}"
    font-family="sans-serif"><rect width="100%" height="100%" fill="#fdfdfb"/>${text}</svg>`);
  const flat = await sharp(paper)
    .composite(await codesOn(page))
    .png()
    .toBuffer();
  return sharp(flat)
    .rotate(page.angle ?? 0, { background: '#fdfdfb' })
    .greyscale()
    .blur(0.6)
    .withMetadata({ density: dpi })
    .jpeg({ quality: 60 })
    .toBuffer();
}

/** A stack as the multifunction printer drops it: one picture a page, in a PDF. */
export async function aScan(pages: readonly PageToScan[]): Promise<Buffer> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  for (const page of pages) {
    const picture = await pdf.embedJpg(await drawScannedPage(page));
    const [width, height] = [(picture.width / dpi) * 72, (picture.height / dpi) * 72];
    pdf.addPage([width, height]).drawImage(picture, { x: 0, y: 0, width, height });
  }
  return Buffer.from(await pdf.save());
}
