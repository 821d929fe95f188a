import fc from 'fast-check';
import { expect, test } from 'vitest';
import { median, percentile } from './statistics.ts';

test.each([
  [[3], 3],
  [[3, 1], 2],
  [[9, 1, 5], 5],
  [[10, 9, 2, 1], 5.5],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected);
});

test('a percentile is one of the values, and so many do not exceed it', () => {
  const values = fc.array(fc.integer(), { minLength: 1 }).map((list) => list.toSorted((a, b) => a - b));
  fc.assert(
    fc.property(values, fc.double({ min: 0.01, max: 1, noNaN: true }), (sorted, share) => {
      const found = percentile(sorted, share);
      expect(sorted).toContain(found);
      expect(sorted.filter((value) => value <= found).length).toBeGreaterThanOrEqual(share * sorted.length);
      expect(sorted.filter((value) => value < found).length).toBeLessThan(share * sorted.length);
    }),
  );
});

test('of a thousand answers ten are slower than the 99th percentile', () => {
  expect(
    percentile(
      Array.from({ length: 1000 }, (_, index) => index + 1),
      0.99,
    ),
  ).toBe(990);
});
