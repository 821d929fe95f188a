import { describe, expect, test } from 'vitest';
import {
  chooseDocumentPlan,
  choosePlan,
  firstWeeks,
  nextWeeks,
  usualLimits,
  type WordsPlan,
} from './choose-plan.ts';

const now = new Date('2026-06-29T09:41:00Z');
const reach = { whole: 0, sealed: 0, readable: 0, total: 1_000_000, documents: 2_000_000, firstYear: 2024 };
const plan = (given: object) => choosePlan({ ...reach, ...given }, now, usualLimits);

describe('where a search begins', () => {
  test('at the rows for who may read three hundred of a million', () => {
    expect(plan({ readable: 300 })).toEqual({ by: 'rows' });
    expect(plan({ readable: 9_000, whole: 1_000 })).toEqual({ by: 'rows' });
  });

  test('at the words for who may read more, by file or by the book', () => {
    expect(plan({ readable: 10_001 })).toMatchObject({ by: 'words' });
    expect(plan({ whole: 1_000_000 })).toMatchObject({ by: 'words', weeks: 131 });
  });
});

describe('where it begins for what stands in documents', () => {
  const documents = (given: object) => chooseDocumentPlan({ ...reach, ...given }, now, usualLimits);

  test('at the files that one may read: who sees every row of the book, and few files, begins there, too', () => {
    expect(documents({ readable: 300, whole: 1_000_000 })).toEqual({ by: 'rows' });
    expect(documents({ readable: 300, sealed: 40, whole: 40 })).toEqual({ by: 'rows' });
  });

  test('at the words for who may read many files, of all documents', () => {
    expect(documents({ readable: 4_001 })).toEqual({ by: 'words', total: 2_000_000, weeks: 131 });
  });
});

describe('how many weeks are looked through', () => {
  const words: WordsPlan = { by: 'words', total: 1_000_000, weeks: 131 };
  const next = (weeks: number, found: number) => nextWeeks(words, { weeks, found }, usualLimits);

  test('all at once in a small house, in a large one as many as hold four times the cap', () => {
    expect(firstWeeks({ ...words, total: 50_000 }, usualLimits)).toBeNull();
    expect(firstWeeks({ ...words, total: 60_000 }, usualLimits)).toBe(18);
    expect(firstWeeks(words, usualLimits)).toBe(2);
    expect(firstWeeks({ ...words, total: 10_000_000 }, usualLimits)).toBe(1);
  });

  test('all when the words are rare, and as many as it takes when they are frequent', () => {
    expect(next(1, 0)).toBeNull();
    expect(next(1, 30)).toBeNull();
    expect(next(1, 100)).toBe(26);
    expect(next(1, 200)).toBe(13);
    expect(next(1, 1_999)).toBe(2);
  });

  test('always more than before, never more than are listed', () => {
    expect(next(13, 1_999)).toBe(17);
    expect(next(59, 9_500)).toBe(60);
    expect(next(60, 9_500)).toBeNull();
  });
});
