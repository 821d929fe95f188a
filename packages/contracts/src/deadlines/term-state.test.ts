import { describe, expect, test } from 'vitest';
import { daysBetween, dueInstant, type TermFacts, termStateOf } from './term-state.ts';

const today = '2026-06-29';
const now = { on: today, at: '2026-06-29T09:00:00.000Z' };
const inDays = (part: Partial<TermFacts>): TermFacts => ({
  ...{ status: 'running', dueOn: today, dueAt: null, metOn: null, metAt: null },
  ...part,
});

test.each([
  ['2026-07-05', 'far'],
  ['2026-07-04', 'near'],
  ['2026-06-30', 'near'],
  ['2026-06-29', 'today'],
  ['2026-06-28', 'late'],
])('a term due on %s is %s on 29.06.2026', (dueOn, state) => {
  expect(termStateOf(inDays({ dueOn }), now)).toBe(state);
});

test('a term met on its day is met in time, a day later it is late', () => {
  const met = (metOn: string) =>
    termStateOf(inDays({ status: 'met', metOn, metAt: `${metOn}T20:00:00.000Z` }), now);
  expect([met('2026-06-29'), met('2026-06-30')]).toEqual(['met', 'met-late']);
});

test('a suspended term is neither near nor late', () => {
  expect(termStateOf(inDays({ status: 'suspended', dueOn: '2026-01-01' }), now)).toBe('suspended');
});

describe('a term in hours', () => {
  const ends = '2026-06-29T09:00:00.000Z';
  const inHours = (part: Partial<TermFacts>) => inDays({ dueAt: ends, ...part });
  const at = (instant: string) => ({ on: instant.slice(0, 10), at: instant });

  test('is late from the instant after its end on, on the same day', () => {
    const states = ['2026-06-28T09:00:00Z', ends, '2026-06-29T09:00:00.001Z', '2026-06-30T06:00:00Z'];
    expect(states.map((instant) => termStateOf(inHours({}), at(instant)))).toEqual([
      'near',
      'today',
      'late',
      'late',
    ]);
  });

  test('is met in time at its very instant, and late a second after it', () => {
    const met = (metAt: string) => termStateOf(inHours({ status: 'met', metOn: today, metAt }), now);
    expect([met('2026-06-29T08:59:59+00:00'), met(ends), met('2026-06-29T09:00:01+00:00')]).toEqual([
      'met',
      'met',
      'met-late',
    ]);
  });

  test('given by the cautious day before its end is due until that day is over', () => {
    const dates = { dueOn: '2026-06-26', limitOn: '2026-06-27', limitAt: '2026-06-27T07:00:00.000Z' };
    expect(dueInstant(dates)).toBeNull();
    expect(dueInstant({ ...dates, dueOn: '2026-06-27' })).toBe(dates.limitAt);
  });
});

test('days are counted over the change of the clock', () => {
  expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
});
