import { expect, it } from 'vitest';
import { coverBetween, isCovered, isOnPage, type Mask, stepFrame, stepToWord, toggleWords } from './masks.ts';

const word = (text: string, line: number, x: number) => ({
  text,
  line,
  x,
  y: line * 0.1,
  width: 0.1,
  height: 0.03,
});
const words = [
  word('Subsemnata', 0, 0.1),
  word('Ana', 0, 0.3),
  word('Pop', 0, 0.5),
  word('str.', 1, 0.12),
  word('Morii', 1, 0.48),
];
const [first, second] = words;
if (!first || !second) throw new Error('no words');

it('covers a word, and takes the mask off again', () => {
  const once = toggleWords([], 1, [second]);
  expect(isCovered(once, 1, second)).toBe(true);
  expect(isCovered(once, 1, first)).toBe(false);
  expect(isCovered(once, 2, second)).toBe(false);
  expect(toggleWords(once, 1, [second])).toEqual([]);
});

it('offers no word that lies beside the page', () => {
  expect(isOnPage(second)).toBe(true);
  for (const place of [{ y: 1.04 }, { y: -0.05 }, { x: 1.2 }, { x: -0.3 }])
    expect(isOnPage({ ...second, ...place })).toBe(false);
});

it('covers a whole line when a part of it is bare', () => {
  const line = words.filter(({ line }) => line === 0);
  const masks = toggleWords(toggleWords([], 1, [second]), 1, line);
  for (const one of line) expect(isCovered(masks, 1, one)).toBe(true);
  expect(toggleWords(masks, 1, line)).toEqual([]);
});

it('walks words by arrows, and lines to the nearest word', () => {
  expect(stepToWord(words, 0, 'ArrowRight')).toBe(1);
  expect(stepToWord(words, 0, 'ArrowLeft')).toBe(0);
  expect(stepToWord(words, 2, 'ArrowDown')).toBe(4);
  expect(stepToWord(words, 3, 'ArrowUp')).toBe(0);
  expect(stepToWord(words, 4, 'ArrowDown')).toBe(4);
  expect(stepToWord(words, 4, 'End')).toBe(4);
});

it('draws between any two corners, inside the page, and not for a slip of the hand', () => {
  expect(coverBetween(1, { x: 0.5, y: 0.6 }, { x: 0.2, y: 1.4 })).toMatchObject({
    x: 0.2,
    y: 0.6,
    height: 0.4,
  });
  expect(coverBetween(1, { x: 0.5, y: 0.5 }, { x: 0.501, y: 0.9 })).toBeUndefined();
});

it('keeps the frame inside the page', () => {
  let frame = { x: 0.9, y: 0.9, width: 0.1, height: 0.1 };
  frame = stepFrame(frame, 'ArrowRight', false) as typeof frame;
  expect(frame.x).toBe(0.9);
  frame = stepFrame(frame, 'ArrowDown', true) as typeof frame;
  expect(frame.y + frame.height).toBeLessThanOrEqual(1);
  expect(stepFrame(frame, 'ArrowLeft', true).width).toBeCloseTo(0.09);
});

it('never loses a mask of another page', () => {
  const other: Mask = { page: 2, x: 0, y: 0, width: 1, height: 1, words: '' };
  expect(toggleWords(toggleWords([other], 1, [first]), 1, [first])).toEqual([other]);
});
