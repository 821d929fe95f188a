import { expect, test } from 'vitest';
import { createFailureLimiter } from './failure-limiter.ts';

test('an address may fail so many times in a window, others are not touched, and the next window is new', () => {
  let elapsed = 0;
  const limiter = createFailureLimiter({ most: 2, windowMs: 1_000, elapsedMs: () => elapsed });
  expect([1, 2, 3].map(() => limiter.isTooMany('a'))).toEqual([false, false, true]);
  expect(limiter.isTooMany('b')).toBe(false);
  elapsed = 1_000;
  expect(limiter.isTooMany('a')).toBe(false);
});

test('holds a bounded number of addresses', () => {
  const limiter = createFailureLimiter({ most: 1, maxAddresses: 2, elapsedMs: () => 0 });
  for (const address of ['a', 'b', 'c']) limiter.isTooMany(address);
  expect(limiter.isTooMany('a')).toBe(false);
  expect(limiter.isTooMany('a')).toBe(true);
});
