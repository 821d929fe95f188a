import { afterEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { firstIdAt, newId } from './ids.ts';

afterEach(() => {
  vi.useRealTimers();
});

const momentOf = (id: string) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);

test('an id is a UUID of version 7 that begins with its moment', () => {
  const before = Date.now();
  const id = newId();
  expect(z.uuidv7().safeParse(id).success).toBe(true);
  expect(momentOf(id)).toBeGreaterThanOrEqual(before);
  expect(momentOf(id)).toBeLessThanOrEqual(Date.now() + 1);
});

test('each of a hundred thousand, many in the same millisecond, sorts after the one before', () => {
  const ids = Array.from({ length: 100_000 }, newId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(ids.toSorted());
});

test('a clock that falls back makes no id that sorts before an earlier one', () => {
  vi.useFakeTimers({ now: Date.now() + 60_000 });
  const earlier = newId();
  vi.setSystemTime(Date.now() - 3_600_000);
  const later = Array.from({ length: 10_000 }, newId);
  expect(later).toEqual(later.toSorted());
  expect(String(later[0]) > earlier).toBe(true);
});

test('the first id of a moment sorts after what was made before it, and before what is made later', () => {
  const made = newId();
  expect(firstIdAt(new Date(Date.now() - 60_000)) < made).toBe(true);
  expect(firstIdAt(new Date(Date.now() + 60_000)) > made).toBe(true);
});
