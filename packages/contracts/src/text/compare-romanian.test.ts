import { expect, test } from 'vitest';
import { compareRomanian } from './compare-romanian.ts';

test('a list is sorted as a Romanian dictionary sorts it, never by code point', () => {
  const ordered = ['Anca', 'Ăla', 'Âna', 'Bob', 'Ion', 'Îna', 'Sas', 'Șase', 'Tac', 'Țap'];
  expect([...ordered].reverse().sort(compareRomanian)).toEqual(ordered);
  expect([...ordered].sort()).not.toEqual(ordered);
});

test('the letter with a mark comes after every word with the plain letter', () => {
  const ordered = ['ala', 'ăla', 'inainte', 'înainte', 'suta', 'șapte', 'tuns', 'țap'];
  expect([...ordered].reverse().sort(compareRomanian)).toEqual(ordered);
});
