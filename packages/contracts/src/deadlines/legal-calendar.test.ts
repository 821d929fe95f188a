import Holidays from 'date-holidays';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aCalendar, romanianHolidays } from '../../test/a-calendar.ts';
import { addDays, orthodoxEaster } from '../calendar/orthodox-easter.ts';
import {
  addMonths,
  holidaysOf,
  legalCalendar,
  workingDayAfter,
  workingDaysBetween,
} from './legal-calendar.ts';

const calendar = aCalendar();
const oracle = new Holidays('RO', { types: ['public'] });
const distinct = (days: readonly string[]) => [...new Set(days)].sort();
const ours = (year: number) => distinct(holidaysOf(romanianHolidays, year).map(({ day }) => day));
const theirs = (year: number) => distinct(oracle.getHolidays(year).flatMap(daysOfHoliday));
// One of theirs may last more than a day: New Year is two.
const daysOfHoliday = ({ date, start, end }: { date: string; start: Date; end: Date }) =>
  Array.from({ length: Math.round((end.getTime() - start.getTime()) / 86_400_000) }, (_, index) =>
    addDays(date.slice(0, 10), index),
  );
const yearsFrom = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('against an independent calendar', () => {
  test.each(yearsFrom(2024, 2039))('every day off of %i is the same', (year) => {
    expect(ours(year)).toEqual(theirs(year));
  });

  test('Orthodox Easter is the same from 1990 to 2099', () => {
    for (const year of yearsFrom(1990, 2099)) {
      const easter = oracle
        .getHolidays(year)
        .find(({ rule }) => rule === 'orthodox')
        ?.date.slice(0, 10);
      expect([year, orthodoxEaster(year)]).toEqual([year, easter]);
    }
  });
});

test.each([
  [2024, '2024-05-03', '2024-05-05', '2024-06-23', 17, 10, 252],
  [2025, '2025-04-18', '2025-04-20', '2025-06-08', 17, 13, 248],
  [2026, '2026-04-10', '2026-04-12', '2026-05-31', 16, 11, 250],
  [2027, '2027-04-30', '2027-05-02', '2027-06-20', 17, 9, 252],
  [2028, '2028-04-14', '2028-04-16', '2028-06-04', 17, 13, 247],
  [2029, '2029-04-06', '2029-04-08', '2029-05-27', 17, 12, 249],
  [2030, '2030-04-26', '2030-04-28', '2030-06-16', 17, 11, 250],
])('the table of %i holds', (year, goodFriday, easter, rusalii, days, onWeekdays, working) => {
  const off = ours(year);
  for (const day of [goodFriday, easter, addDays(easter, 1), rusalii, addDays(rusalii, 1)]) {
    expect(off).toContain(day);
  }
  expect(off).toHaveLength(days);
  const isWeekday = (day: string) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
  expect(off.filter(isWeekday)).toHaveLength(onWeekdays);
  // The last day before the year is out of the table of 2024: count from its first day.
  const first = calendar.dayOff(`${year}-01-01`) === undefined ? 1 : 0;
  expect(first + workingDaysBetween(calendar, `${year}-01-01`, `${year}-12-31`)).toBe(working);
});

test('6 and 7 January are days off since 2024 alone', () => {
  expect(ours(2023)).not.toContain('2023-01-06');
  expect(ours(2024)).toContain('2024-01-06');
});

test('a holiday that a law takes away ends on its day', () => {
  const [newYear] = romanianHolidays;
  if (newYear === undefined) throw new Error('no holidays');
  const ended = { ...newYear, validTo: '2027-01-01' };
  expect([2026, 2027].map((year) => holidaysOf([ended], year).length)).toEqual([1, 0]);
});

test('a year that nobody checked is refused', () => {
  const none = legalCalendar({ holidays: romanianHolidays, own: [], years: new Set() });
  expect(() => none.dayOff('2026-06-29')).toThrow(
    expect.objectContaining({ code: 'calendar.year-unverified', details: { year: 2026 } }),
  );
});

test('a day of the institution’s own is free here and not by law', () => {
  const own = aCalendar([
    { day: '2026-01-05', kind: 'off', name: 'Punte' },
    { day: '2026-01-10', kind: 'worked', name: 'Recuperare' },
  ]);
  expect(own.dayOff('2026-01-05')).toBeUndefined();
  expect(own.dayOffHere('2026-01-05')).toEqual({ why: 'own', names: ['Punte'] });
  expect(own.dayOff('2026-01-10')).toEqual({ why: 'saturday', names: [] });
  expect(own.dayOffHere('2026-01-10')).toBeUndefined();
});

test('a month later is the same day, or the last of a shorter month', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
  expect(addMonths('2025-12-31', 2)).toBe('2026-02-28');
  expect(addMonths('2026-08-15', 6)).toBe('2027-02-15');
});

test('between a day and the nth working day after it lie n working days', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1, max: 40 }), (offset, nth) => {
      const day = addDays('2024-01-01', offset);
      expect(workingDaysBetween(calendar, day, workingDayAfter(calendar, day, nth))).toBe(nth);
    }),
  );
});
