import { expect, test } from 'vitest';
import { toLegalTime } from '../../../apps/server/src/platform/clock.ts';
import { nextHourChange, nextNewYear } from './legal-nights.ts';

const around = (instant: Date) =>
  [-1, 0]
    .map((ms) => toLegalTime(new Date(instant.getTime() + ms)))
    .map(({ date, time }) => `${date} ${time}`);

test.each([
  ['2026-11-21T12:00:00Z', '2026-12-31 23:59', '2027-01-01 00:00'],
  ['2026-12-31T21:00:00Z', '2027-12-31 23:59', '2028-01-01 00:00'],
])('after %s the year turns between %s and %s', (now, before, after) => {
  expect(around(nextNewYear(new Date(now)))).toEqual([before, after]);
});

test.each([
  ['2026-11-21T12:00:00Z', 'March', '2027-03-28 02:59', '2027-03-28 04:00'],
  ['2026-11-21T12:00:00Z', 'October', '2027-10-31 03:59', '2027-10-31 03:00'],
  ['2027-03-27T12:00:00Z', 'March', '2028-03-26 02:59', '2028-03-26 04:00'],
] as const)('after %s the hour of %s changes from %s to %s', (now, month, before, after) => {
  expect(around(nextHourChange(new Date(now), month))).toEqual([before, after]);
});
