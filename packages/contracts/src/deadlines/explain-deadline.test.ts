import { expect, test } from 'vitest';
import { aCalendar } from '../../test/a-calendar.ts';
import { aRule } from '../../test/a-rule.ts';
import { computeDeadline } from './explain-deadline.ts';
import { weekdayOf } from './legal-calendar.ts';

const calendar = aCalendar();
const sheet = computeDeadline(aRule(), { on: '2026-06-24' }, calendar);
const dayOf = (day: string) => sheet.days.find((each) => each.day === day);

test('each day of the weeks is told, from the Monday of the start to the Sunday of the limit', () => {
  expect([sheet.days[0]?.day, sheet.days.at(-1)?.day]).toEqual(['2026-06-22', '2026-08-02']);
  expect(sheet.days.length % 7).toBe(0);
  expect(sheet.days.every(({ day }, index) => weekdayOf(day) === (index % 7) + 1)).toBe(true);
});

test('the start and the day of fulfilment have no number; every other day has the next one', () => {
  expect(dayOf('2026-06-24')).toMatchObject({ as: 'start', number: null });
  expect(dayOf('2026-06-25')).toMatchObject({ as: 'counted', number: 1 });
  expect(dayOf('2026-07-24')).toMatchObject({ as: 'counted', number: 30, isTarget: true });
  expect(dayOf('2026-07-25')).toMatchObject({ as: 'end', number: null, off: 'saturday' });
  expect(dayOf('2026-07-26')).toMatchObject({ as: 'over', off: 'sunday' });
  expect(dayOf('2026-07-27')).toMatchObject({ isLimit: true, number: null });
  expect(sheet.days.flatMap(({ number }) => number ?? [])).toEqual(
    Array.from({ length: 30 }, (_, index) => index + 1),
  );
});

test('the reasons name the rule, what is counted, what is passed over and the cautious date', () => {
  expect(sheet.steps.map(({ kind }) => kind)).toEqual([
    'rule',
    'first-and-last',
    'rolled',
    'target',
    'no-suspension',
  ]);
  const rolled = sheet.steps.find(({ kind }) => kind === 'rolled');
  expect(rolled).toMatchObject({ from: '2026-07-25', to: '2026-07-27' });
  expect(rolled?.over.map(({ day, why }) => [day, why])).toEqual([
    ['2026-07-25', 'saturday'],
    ['2026-07-26', 'sunday'],
  ]);
});

test('two holidays on one day are both named', () => {
  const workdays = computeDeadline(
    aRule({ value: 10, countMode: 'workdays', unit: 'workdays' }),
    { on: '2026-05-29' },
    calendar,
  );
  const june = workdays.days.find(({ day }) => day === '2026-06-01');
  expect(june).toMatchObject({ as: 'skipped', number: null, off: 'holiday' });
  expect(june?.names).toEqual(['Ziua Copilului', 'A doua zi de Rusalii']);
});

test('a term counted back numbers the days from the end to the last chance', () => {
  const before = computeDeadline(
    aRule({ value: 10, countMode: 'calendar', direction: 'before' }),
    { on: '2026-10-01' },
    calendar,
  );
  expect(before.steps.map(({ kind }) => kind)).toEqual(['rule', 'counted-back', 'no-suspension']);
  expect(before.days.flatMap(({ number }) => number ?? [])).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  expect(before.days.find(({ isTarget }) => isTarget)?.day).toBe('2026-09-21');
});

test('an extension is a reason of its own', () => {
  const extended = computeDeadline(aRule(), { on: '2026-06-29' }, calendar, { extension: 15 });
  expect(extended.steps.find(({ kind }) => kind === 'extended')?.value).toBe(15);
  expect(extended.days.flatMap(({ number }) => number ?? []).at(-1)).toBe(45);
});

test('the last week of the last checked year is told without the year after it', () => {
  const last = computeDeadline(aRule({ value: 3 }), { on: '2039-12-26' }, calendar);
  expect(last.limit).toBe('2039-12-30');
  expect(last.days.at(-1)).toMatchObject({ day: '2040-01-01', as: 'outside', off: null });
});
