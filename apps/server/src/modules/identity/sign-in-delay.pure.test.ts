import fc from 'fast-check';
import { expect, test } from 'vitest';
import { charge, type DelayKind, delayMs, refund, waitMs } from './sign-in-delay.ts';

const kinds: DelayKind[] = ['account', 'address', 'account-at-address'];
const epoch = new Date('2026-06-29T06:00:00Z');
const never = { failures: 0, blockedUntil: epoch, chargedAt: epoch };

test('four slips cost nothing, then the wait doubles from two seconds to a quarter of an hour', () => {
  const waits = Array.from({ length: 16 }, (_, failures) => delayMs('account', failures) / 1000);
  expect(waits).toEqual([0, 0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
  expect(delayMs('address', 20)).toBe(0);
  expect(delayMs('address', 21)).toBe(2_000);
});

test('no number of failures keeps anybody out for more than a quarter of an hour', () => {
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.integer({ min: 1, max: 2 ** 31 - 1 }), (kind, failures) => {
      expect(delayMs(kind, failures)).toBeLessThanOrEqual(15 * 60_000);
      expect(delayMs(kind, failures)).toBeGreaterThanOrEqual(delayMs(kind, failures - 1));
    }),
  );
});

test('a charge is counted, waited for, and forgotten after a day', () => {
  const fifth = charge('account', { ...never, failures: 4 }, epoch);
  expect(fifth.failures).toBe(5);
  expect(waitMs(fifth, new Date(epoch.getTime() + 500))).toBe(1_500);
  expect(waitMs(fifth, new Date(epoch.getTime() + 2_000))).toBe(0);
  expect(charge('account', fifth, new Date(epoch.getTime() + 86_400_000)).failures).toBe(1);
});

test('what is refunded never falls under nothing, and waits no more', () => {
  expect(refund(charge('address', { ...never, failures: 30 }, epoch), epoch)).toMatchObject({
    failures: 30,
    blockedUntil: epoch,
  });
  expect(refund(never, epoch).failures).toBe(0);
});
