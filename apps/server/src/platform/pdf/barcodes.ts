import bwipjs from 'bwip-js/node';

/** A code as SVG, without quiet zone, with its width in modules (the narrowest bar, or one square). */
export type Barcode = { svg: string; modules: number };

/** Code 128; the encoder packs pairs of digits. `text` is ASCII. */
export function code128(text: string): Barcode {
  return toBarcode(bwipjs.toSVG({ bcid: 'code128', text, scale: 1, height: 10, includetext: false }), 1);
}

/** QR code, level M (15 % of it may be lost). Upper-case letters, digits and `:/.-` make the smaller, alphanumeric one. */
export function qrCode(text: string): Barcode {
  const options: bwipjs.RenderOptions & { eclevel: 'M' } = { bcid: 'qrcode', text, scale: 1, eclevel: 'M' };
  return toBarcode(bwipjs.toSVG(options), 2);
}

function toBarcode(svg: string, unitsPerModule: number): Barcode {
  const width = /viewBox="0 0 (\d+) \d+"/.exec(svg)?.[1];
  if (!width) throw new Error('the bar code has no view box');
  return { svg, modules: Number(width) / unitsPerModule };
}

/** Dots per millimetre of a label or receipt printer (203 dpi). */
const dotsPerMm = 8;

/** The widest size up to `mm` at which each module is a whole number of printer dots, so that no bar is blurred. */
export function wholeDotSize(barcode: Barcode, mm: number): number {
  const dots = Math.floor((mm * dotsPerMm) / barcode.modules);
  return (dots * barcode.modules) / dotsPerMm;
}
