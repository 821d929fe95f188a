import type { LongWork } from '@opis/contracts';
import { expect, test } from 'vitest';
import { secondsLeft } from './time-left.ts';

const startedAt = '2026-06-29T06:00:00.000Z';
const aWork = (done: number, total: number | null) => ({ startedAt, done, total }) as LongWork;
const after = (seconds: number) => new Date(Date.parse(startedAt) + seconds * 1000);

test('the time left follows the pace so far', () => {
  expect(secondsLeft(aWork(250, 1000), after(30))).toBe(90);
  expect(secondsLeft(aWork(1000, 1000), after(30))).toBe(0);
});

test('before a tenth is done, or while nobody knows how much there is, nothing is promised', () => {
  expect(secondsLeft(aWork(99, 1000), after(30))).toBeUndefined();
  expect(secondsLeft(aWork(0, 0), after(30))).toBeUndefined();
  expect(secondsLeft(aWork(10, null), after(30))).toBeUndefined();
});
