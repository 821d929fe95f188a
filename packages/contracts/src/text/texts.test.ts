import { expect, test } from 'vitest';
import { openTexts } from './texts.ts';

const texts = openTexts({
  sheets: '{n, plural, one {# filă} few {# file} other {# de file}}',
  number: 'Nr. {number} din {date}',
});

test('counts as Romanian does: one, few, and "de" from twenty on', () => {
  const counts = [0, 1, 2, 19, 20, 100, 101, 119, 120];
  expect(counts.map((n) => texts('sheets', { n }))).toEqual([
    '0 file',
    '1 filă',
    '2 file',
    '19 file',
    '20 de file',
    '100 de file',
    '101 file',
    '119 file',
    '120 de file',
  ]);
});

test('writes a number without separators', () => {
  expect(texts('number', { number: '61482', date: '24.11.2026' })).toBe('Nr. 61482 din 24.11.2026');
});

test('what was typed is never read as a message', () => {
  expect(texts('number', { number: '{n, plural}', date: '<b>' })).toBe('Nr. {n, plural} din <b>');
});

test('an argument left out is an error, not an empty place', () => {
  expect(() => texts('number', { number: '1' })).toThrow(/date/);
});
