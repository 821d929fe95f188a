import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aCalendar } from '../../test/a-calendar.ts';
import { aRule } from '../../test/a-rule.ts';
import { addDays } from '../calendar/orthodox-easter.ts';
import { computeDates } from './compute-deadline.ts';
import type { DeadlineRule } from './deadline-rule.ts';
import { rollBack } from './legal-calendar.ts';
import type { CountMode } from './vocabulary.ts';
import { unitOf } from './vocabulary.ts';

const calendar = aCalendar();
const dates = (rule: Partial<DeadlineRule>, start: string, extension = 0) => {
  const { target, limit } = computeDates(aRule(rule), { on: start }, calendar, { extension });
  return [target, limit];
};

describe('the worked examples of the legal rules', () => {
  test.each([
    // Petitions (OG 27/2002).
    ['30 days from 29.06.2026', {}, '2026-06-29', 0, '2026-07-29', '2026-07-30'],
    ['extended by 15: 45 from registration', {}, '2026-06-29', 15, '2026-08-13', '2026-08-14'],
    ['a limit on a Saturday goes to Monday', {}, '2026-06-24', 0, '2026-07-24', '2026-07-27'],
    ['15 August is a holiday and a Saturday', {}, '2026-06-30', 15, '2026-08-14', '2026-08-17'],
    ['redirection over Orthodox Easter', { value: 5 }, '2026-04-07', 0, '2026-04-09', '2026-04-14'],
    // Public information (Legea 544/2001).
    ['10 days over Christmas', { value: 10 }, '2026-12-14', 0, '2026-12-24', '2026-12-28'],
    ['a refusal in 5 days', { value: 5 }, '2026-12-18', 0, '2026-12-23', '2026-12-24'],
    ['10 days from 18.12.2026', { value: 10 }, '2026-12-18', 0, '2026-12-28', '2026-12-29'],
    ['30 days into the next year', { value: 30 }, '2026-12-18', 0, '2027-01-15', '2027-01-18'],
    ['15 days to 6 and 7 January', { value: 15 }, '2025-12-22', 0, '2026-01-05', '2026-01-08'],
    // Tacit approval (OUG 27/2003).
    ['30 days of an authorisation', { extensionCap: 10 }, '2026-09-01', 0, '2026-10-01', '2026-10-02'],
    ['after a notice of irregularity', { extensionCap: 10 }, '2026-09-01', 10, '2026-10-09', '2026-10-12'],
    // Codul civil art. 2551-2556.
    ['15 free days', { value: 15 }, '2025-09-10', 0, '2025-09-25', '2025-09-26'],
  ])('%s', (_, rule, start, extension, target, limit) => {
    expect(dates(rule, start, extension)).toEqual([target, limit]);
  });

  test('a complaint against a refusal known on 24.12.2026 may be lodged until 25.01.2027', () => {
    // 24 January is a holiday and, in 2027, a Sunday.
    expect(dates({ value: 30 }, '2026-12-24')[1]).toBe('2027-01-25');
  });

  test.each([
    ['2 months from the end of December', 2, '2025-12-31', '2026-03-02'],
    ['1 month from the end of January', 1, '2026-01-31', '2026-03-02'],
  ])('%s', (_, value, start, limit) => {
    expect(dates({ value, countMode: 'months' }, start)[1]).toBe(limit);
  });

  test('10 working days count 1 June 2026 once, though it is two holidays', () => {
    expect(dates({ value: 10, countMode: 'workdays' }, '2026-05-29')[1]).toBe('2026-06-15');
  });

  test('an irregularity may be told until 21.09.2026, ten days before the term ends', () => {
    expect(dates({ value: 10, countMode: 'calendar', direction: 'before' }, '2026-10-01')).toEqual([
      '2026-09-21',
      '2026-09-21',
    ]);
  });

  test('120 hours of a provisional order end at the same hour five days later', () => {
    const rule = aRule({ value: 120, countMode: 'hours', unit: 'hours' });
    const start = { on: '2026-06-26', at: '2026-06-26T19:30:00.000Z' };
    expect(computeDates(rule, start, calendar).limitAt).toBe('2026-07-01T19:30:00.000Z');
    expect(computeDates(rule, start, calendar).limit).toBe('2026-07-01');
  });
});

test('days of the institution’s own move the cautious date and never the legal one', () => {
  const own = aCalendar([{ day: '2026-07-29', kind: 'off', name: 'Zi liberă' }]);
  const { target, limit } = computeDates(aRule(), { on: '2026-06-29' }, own);
  expect([target, limit]).toEqual(['2026-07-28', '2026-07-30']);
});

test('a recovered Saturday is a day on which an answer may still leave', () => {
  const own = aCalendar([{ day: '2026-07-25', kind: 'worked', name: 'Zi recuperată' }]);
  expect(computeDates(aRule(), { on: '2026-06-25' }, own)).toMatchObject({
    target: '2026-07-25',
    limit: '2026-07-27',
  });
});

test('a term inside a holiday is due on the first working day after it', () => {
  const rule = aRule({ value: 1, countMode: 'calendar' });
  expect(computeDates(rule, { on: '2026-04-11' }, calendar)).toMatchObject({
    target: '2026-04-14',
    limit: '2026-04-14',
  });
});

test('refuses an extension beyond what the law allows', () => {
  expect(() => dates({}, '2026-06-29', 16)).toThrow(
    expect.objectContaining({ code: 'deadline.extension-beyond-cap', details: { cap: 15 } }),
  );
});

test('refuses a year whose days off nobody checked, instead of guessing it', () => {
  expect(() => dates({}, '2039-12-20')).toThrow(
    expect.objectContaining({ code: 'calendar.year-unverified', details: { year: 2040 } }),
  );
  expect(() => dates({}, '2022-03-01')).toThrow(
    expect.objectContaining({ code: 'calendar.year-unverified' }),
  );
});

test('refuses hours that begin at no hour', () => {
  const rule = aRule({ value: 24, countMode: 'hours', unit: 'hours' });
  expect(() => computeDates(rule, { on: '2026-06-29' }, calendar)).toThrow(
    expect.objectContaining({ code: 'deadline.hour-missing' }),
  );
});

const start = fc.integer({ min: 0, max: 13 * 365 }).map((days) => addDays('2024-01-08', days));
const modes: readonly Exclude<CountMode, 'hours'>[] = ['free', 'calendar', 'workdays', 'months'];
const rules = fc
  .record({ countMode: fc.constantFrom(...modes), value: fc.integer({ min: 1, max: 60 }) })
  .map(({ countMode, value }) =>
    aRule({
      countMode,
      unit: unitOf[countMode],
      value: countMode === 'months' ? Math.ceil(value / 5) : value,
    }),
  );

describe('whatever the day and the rule', () => {
  test('start ≤ target ≤ limit, and both are days of work', () => {
    fc.assert(
      fc.property(rules, start, (rule, on) => {
        const { target, limit } = computeDates(rule, { on }, calendar);
        expect(on <= target && target <= limit).toBe(true);
        expect(calendar.dayOff(limit)).toBeUndefined();
        expect(calendar.dayOff(target)).toBeUndefined();
      }),
    );
  });

  test('a later start or a longer term never ends earlier', () => {
    fc.assert(
      fc.property(rules, start, fc.integer({ min: 0, max: 40 }), (rule, on, more) => {
        const first = computeDates(rule, { on }, calendar);
        const later = computeDates(rule, { on: addDays(on, more) }, calendar);
        const longer = computeDates({ ...rule, value: rule.value + 1 }, { on }, calendar);
        expect(first.limit <= later.limit && first.target <= later.target).toBe(true);
        expect(first.limit <= longer.limit && first.target <= longer.target).toBe(true);
      }),
    );
  });

  test('an extension of n days is the term of so many days more from the same start', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 15 }), (on, extension) => {
        const whole = computeDates(aRule({ value: 30 + extension }), { on }, calendar);
        expect(computeDates(aRule(), { on }, calendar, { extension })).toEqual(whole);
      }),
    );
  });

  test('a free day of the institution never makes a term end later', () => {
    fc.assert(
      fc.property(rules, start, fc.integer({ min: 0, max: 60 }), (rule, on, after) => {
        const own = aCalendar([{ day: addDays(on, after), kind: 'off', name: 'Zi liberă' }]);
        const before = computeDates(rule, { on }, calendar);
        const now = computeDates(rule, { on }, own);
        expect(now.limit).toBe(before.limit);
        expect(now.target <= before.target || now.target === now.limit).toBe(true);
      }),
    );
  });

  test('rolling back never passes a working day', () => {
    fc.assert(
      fc.property(start, (day) => {
        for (let each = addDays(rollBack(calendar, day), 1); each <= day; each = addDays(each, 1)) {
          expect(calendar.dayOff(each)).toBeDefined();
        }
      }),
    );
  });
});
