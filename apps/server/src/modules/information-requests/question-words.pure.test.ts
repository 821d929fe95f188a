import { expect, test } from 'vitest';
import { formulaWords } from './question-words.ts';

test('the words left out of a comparison are folded, each once, and nothing that a pattern would read otherwise', () => {
  expect(formulaWords.filter((word) => !/^[a-z0-9]+$/.test(word))).toEqual([]);
  expect(new Set(formulaWords).size).toBe(formulaWords.length);
});
