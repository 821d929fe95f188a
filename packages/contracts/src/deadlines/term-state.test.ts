import { expect, test } from 'vitest';
import { daysBetween, termStateOf } from './term-state.ts';

const today = '2026-06-29';
const running = (dueOn: string) => termStateOf({ status: 'running', dueOn, metOn: null }, today);

test.each([
  ['2026-07-05', 'far'],
  ['2026-07-04', 'near'],
  ['2026-06-30', 'near'],
  ['2026-06-29', 'today'],
  ['2026-06-28', 'late'],
])('a term due on %s is %s on 29.06.2026', (dueOn, state) => {
  expect(running(dueOn)).toBe(state);
});

test('a term met on its day is met in time, a day later it is late', () => {
  const met = (metOn: string) => termStateOf({ status: 'met', dueOn: today, metOn }, '2026-12-01');
  expect([met('2026-06-29'), met('2026-06-30')]).toEqual(['met', 'met-late']);
});

test('a suspended term is neither near nor late', () => {
  expect(termStateOf({ status: 'suspended', dueOn: '2026-01-01', metOn: null }, today)).toBe('suspended');
});

test('days are counted over the change of the clock', () => {
  expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
});
