import type { MaskRegion } from '@opis/contracts';
import sharp from 'sharp';
import type { DrawnWord } from './page-words.ts';

/** A page as pixels: three bytes each, red, green and blue. */
export type Pixels = { readonly data: Buffer; readonly width: number; readonly height: number };

/** Paints the regions black, rounded outwards: what lay there is in these bytes no more. */
export function paintMasks({ data, width, height }: Pixels, regions: readonly MaskRegion[]): void {
  for (const region of regions) {
    const left = Math.max(0, Math.floor(region.x * width) - 1);
    const right = Math.min(width, Math.ceil((region.x + region.width) * width) + 1);
    const top = Math.max(0, Math.floor(region.y * height) - 1);
    const bottom = Math.min(height, Math.ceil((region.y + region.height) * height) + 1);
    for (let row = top; row < bottom; row += 1)
      data.fill(0, (row * width + left) * 3, (row * width + right) * 3);
  }
}

/** The picture of a page as it goes into the copy. */
export const toJpeg = ({ data, width, height }: Pixels): Promise<Buffer> =>
  sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 82 })
    .toBuffer();

// A mask drawn by hand may end a hair before the letters do: what stands so near goes as well.
const margin = { x: 0.004, y: 0.001 };

/** True when any part of the word lies under a mask, or so near that a letter of it might. */
export function isTouched(word: DrawnWord, regions: readonly MaskRegion[]): boolean {
  return regions.some(
    (region) =>
      word.x < region.x + region.width + margin.x &&
      region.x - margin.x < word.x + word.width &&
      word.y < region.y + region.height + margin.y &&
      region.y - margin.y < word.y + word.height,
  );
}

const visibleContrast = 60;

/** True when something can be seen where the word stands: white words on white paper were never shown to anybody. */
export function isSeen({ data, width, height }: Pixels, word: DrawnWord): boolean {
  const [left, right] = [word.x, word.x + word.width].map((share) => clamp(share * width, width));
  const [top, bottom] = [word.y, word.y + word.height].map((share) => clamp(share * height, height));
  if (left === undefined || right === undefined || top === undefined || bottom === undefined) return false;
  let [darkest, lightest] = [255, 0];
  for (let row = top; row < bottom; row += 1) {
    for (let at = (row * width + left) * 3; at < (row * width + right) * 3; at += 3) {
      const shade = ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 3;
      darkest = Math.min(darkest, shade);
      lightest = Math.max(lightest, shade);
    }
  }
  return lightest - darkest >= visibleContrast;
}

const clamp = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)));
