import type { BoardLoad, BoardWeek } from '@opis/contracts';
import { expect, test } from 'vitest';
import { growsBehind, heaviest, shareInTime } from './findings.ts';

const load = (open: number): BoardLoad => ({
  ...{ id: null, name: 'cineva', open, overdue: 0, soon: 0, atRisk: 0 },
  age: { upTo7: open, upTo30: 0, upTo90: 0, over90: 0 },
});
const week = (part: Partial<BoardWeek>): BoardWeek => ({
  ...{ monday: '2026-06-01', in: 0, closed: 0, inTime: 0, withTerm: 0 },
  ...part,
});

test('the fewest who carry more than half are told', () => {
  expect(heaviest([40, 37, 31, 28, 22, 15].map(load))).toEqual({ count: 3, top: 108, open: 173 });
  expect(heaviest([])).toEqual({ count: 0, top: 0, open: 0 });
});

test('four weeks say whether more comes than goes; older ones say nothing', () => {
  const old = week({ in: 900 });
  expect(growsBehind([old, ...Array.from({ length: 4 }, () => week({ in: 5, closed: 5 }))])).toBe(false);
  expect(growsBehind(Array.from({ length: 4 }, () => week({ in: 6, closed: 5 })))).toBe(true);
});

test('a share of nothing is none', () => {
  expect(shareInTime([week({ in: 4 })])).toBeNull();
  expect(shareInTime([week({ withTerm: 3, inTime: 2 }), week({ withTerm: 1, inTime: 1 })])).toBe(0.75);
});
