import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { showDate } from './dates.ts';
import { readTypedDate } from './typed-date.ts';

const today = '2026-06-29';

describe('a typed date', () => {
  it.each([
    ['29', '2026-06-29'],
    ['30', '2026-05-30'],
    ['31', '2026-05-31'],
    ['1', '2026-06-01'],
    ['21.11', '2025-11-21'],
    ['21.3', '2026-03-21'],
    ['21.11.2024', '2024-11-21'],
    ['21.11.24', '2024-11-21'],
    ['21112024', '2024-11-21'],
    ['21-11-2024', '2024-11-21'],
    ['2024-11-21', '2024-11-21'],
    ['28.02', '2026-02-28'],
    ['ieri', '2026-06-28'],
    ['azi', '2026-06-29'],
    ['alaltăieri', '2026-06-27'],
    ['ALALTAIERI', '2026-06-27'],
    ['+30', '2026-07-29'],
    ['-3', '2026-06-26'],
  ])('reads %s as %s when what it tells is behind us', (text, date) => {
    expect(readTypedDate(text, today)).toBe(date);
  });

  it('completes towards the future when it is a term', () => {
    expect(readTypedDate('28', today, 'future')).toBe('2026-07-28');
    expect(readTypedDate('21.3', today, 'future')).toBe('2027-03-21');
    expect(readTypedDate('31', '2026-01-31', 'future')).toBe('2026-01-31');
  });

  it.each([
    '',
    'mâine seară',
    '32',
    '0',
    '31.02.2026',
    '29.02.2026',
    '21.13',
    '1.2.3.4',
    '99999999',
    '21.11.226',
  ])('refuses „%s”', (text) => {
    expect(readTypedDate(text, today)).toBeUndefined();
  });

  it('reads back every date that the screen shows', () => {
    const days = fc.date({ min: new Date('1990-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (day) => {
        const date = day.toISOString().slice(0, 10);
        return readTypedDate(showDate(date), today) === date;
      }),
    );
  });
});
