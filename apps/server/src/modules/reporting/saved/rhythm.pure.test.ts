import { ReportRhythm } from '@opis/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextDay, periodBefore } from './rhythm.ts';

test.each([
  ['weekly', '2026-06-29', '2026-07-06', { from: '2026-06-22', to: '2026-06-28' }],
  ['weekly', '2026-07-05', '2026-07-06', { from: '2026-06-22', to: '2026-06-28' }],
  ['monthly', '2026-01-31', '2026-02-01', { from: '2025-12-01', to: '2025-12-31' }],
  ['monthly', '2024-02-29', '2024-03-01', { from: '2024-01-01', to: '2024-01-31' }],
  ['half-yearly', '2026-06-30', '2026-07-01', { from: '2025-07-01', to: '2025-12-31' }],
  ['half-yearly', '2026-07-01', '2027-01-01', { from: '2026-01-01', to: '2026-06-30' }],
] as const)('%s on %s: next on %s, of the period that ended', (rhythm, day, next, period) => {
  expect(nextDay(rhythm, day)).toBe(next);
  expect(periodBefore(rhythm, day)).toEqual(period);
});

test('on its day a report is of the whole period just ended, and periods follow each other without a gap', () => {
  const days = fc
    .date({ min: new Date('2020-01-01'), max: new Date('2039-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(fc.constantFrom(...ReportRhythm.options), days, (rhythm, day) => {
      const first = nextDay(rhythm, day);
      const second = nextDay(rhythm, first);
      expect(first > day && second > first).toBe(true);
      const { from, to } = periodBefore(rhythm, second);
      expect(from).toBe(first);
      expect(Date.parse(second) - Date.parse(to)).toBe(24 * 3600 * 1000);
      expect(periodBefore(rhythm, first).to < first).toBe(true);
    }),
  );
});
