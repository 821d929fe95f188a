import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toLegalTime } from './clock.ts';

test.each([
  ['2026-12-31T21:59:59.999Z', { year: 2026, date: '2026-12-31', time: '23:59' }],
  ['2026-12-31T22:00:00.000Z', { year: 2027, date: '2027-01-01', time: '00:00' }],
  ['2026-03-29T00:59:59.999Z', { year: 2026, date: '2026-03-29', time: '02:59' }],
  ['2026-03-29T01:00:00.000Z', { year: 2026, date: '2026-03-29', time: '04:00' }],
  ['2026-10-25T00:59:59.999Z', { year: 2026, date: '2026-10-25', time: '03:59' }],
  ['2026-10-25T01:00:00.000Z', { year: 2026, date: '2026-10-25', time: '03:00' }],
])('%s is %o in Bucharest', (instant, legal) => {
  expect(toLegalTime(new Date(instant))).toEqual(legal);
});

test('what was asked before does not change what is answered', () => {
  const anInstant = fc.date({
    min: new Date('2020-01-01'),
    max: new Date('2040-01-01'),
    noInvalidDate: true,
  });
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Bucharest',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  fc.assert(
    fc.property(anInstant, fc.integer({ min: 0, max: 120_000 }), (instant, later) => {
      const next = new Date(instant.getTime() + later);
      for (const asked of [instant, next, instant]) {
        const { date, time, year } = toLegalTime(asked);
        expect(`${date} ${time}`).toBe(format.format(asked));
        expect(String(year)).toBe(date.slice(0, 4));
      }
    }),
  );
});
