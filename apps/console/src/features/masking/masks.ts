import type { MaskRegion, PageWord } from '@opis/contracts';

/** A covered rectangle, and the words that it was laid on when they were chosen by themselves. */
export type Mask = MaskRegion & { readonly words: string };

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

const overlaps = (one: Box, other: Box) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

/** True when a mask of the page lies on the word. */
export const isCovered = (masks: readonly Mask[], page: number, word: Box): boolean =>
  masks.some((mask) => mask.page === page && overlaps(mask, word));

/** True when something of the word can be seen: a file may hold words beside its page, and no copy shows them. */
export const isOnPage = ({ x, y, width, height }: Box): boolean =>
  x < 1 && y < 1 && x + width > 0 && y + height > 0;

// Letters reach a little out of the box that a font names.
const air = 0.002;

/** A mask over words of one line. */
export function coverWords(page: number, words: readonly PageWord[]): Mask {
  const x = Math.max(0, Math.min(...words.map((word) => word.x)) - air);
  const y = Math.max(0, Math.min(...words.map((word) => word.y)) - air);
  const right = Math.min(1, Math.max(...words.map((word) => word.x + word.width)) + air);
  const bottom = Math.min(1, Math.max(...words.map((word) => word.y + word.height)) + air);
  return { page, x, y, width: right - x, height: bottom - y, words: words.map(({ text }) => text).join(' ') };
}

/** Covers these words when any of them is bare, else takes off every mask that lies on them. */
export function toggleWords(masks: readonly Mask[], page: number, words: readonly PageWord[]): Mask[] {
  const first = words[0];
  if (!first) return [...masks];
  const isBare = words.some((word) => !isCovered(masks, page, word));
  if (isBare) return [...masks, coverWords(page, words)];
  return masks.filter((mask) => mask.page !== page || !words.some((word) => overlaps(mask, word)));
}

// Less than a letter is a slip of the hand.
const least = 0.004;

/** A mask between two corners, in any order; undefined for one too small to be meant. */
export function coverBetween(
  page: number,
  from: { x: number; y: number },
  to: { x: number; y: number },
): Mask | undefined {
  const [x, y] = [Math.max(0, Math.min(from.x, to.x)), Math.max(0, Math.min(from.y, to.y))];
  const width = Math.min(1, Math.max(from.x, to.x)) - x;
  const height = Math.min(1, Math.max(from.y, to.y)) - y;
  return width < least || height < least ? undefined : { page, x, y, width, height, words: '' };
}

/** The word that an arrow leads to: the next or the one before, or the nearest on the line below or above. */
export function stepToWord(words: readonly PageWord[], index: number, key: string): number {
  const last = words.length - 1;
  if (key === 'ArrowRight') return Math.min(last, index + 1);
  if (key === 'ArrowLeft') return Math.max(0, index - 1);
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  const here = words[index];
  if (!here || (key !== 'ArrowDown' && key !== 'ArrowUp')) return index;
  const lines = words.map(({ line }) => line);
  const wanted =
    key === 'ArrowDown'
      ? Math.min(...lines.filter((line) => line > here.line))
      : Math.max(...lines.filter((line) => line < here.line));
  return nearestOf(words, wanted, here.x + here.width / 2) ?? index;
}

function nearestOf(words: readonly PageWord[], line: number, middle: number): number | undefined {
  let [found, best]: [number | undefined, number] = [undefined, Number.POSITIVE_INFINITY];
  for (const [index, word] of words.entries()) {
    const apart = Math.abs(word.x + word.width / 2 - middle);
    if (word.line === line && apart < best) [found, best] = [index, apart];
  }
  return found;
}

/** The frame that arrows move over a page without text; with Shift they make it larger or smaller. */
export function stepFrame(frame: Box, key: string, resize: boolean): Box {
  const step = 0.01;
  const dx = key === 'ArrowRight' ? step : key === 'ArrowLeft' ? -step : 0;
  const dy = key === 'ArrowDown' ? step : key === 'ArrowUp' ? -step : 0;
  const fit = (value: number, most: number) => Math.min(most, Math.max(0, value));
  if (!resize) {
    return { ...frame, x: fit(frame.x + dx, 1 - frame.width), y: fit(frame.y + dy, 1 - frame.height) };
  }
  return {
    ...frame,
    width: Math.max(step, fit(frame.width + dx, 1 - frame.x)),
    height: Math.max(step, fit(frame.height + dy, 1 - frame.y)),
  };
}
