import { expect, test } from 'vitest';
import { readTypedTime } from './typed-time.ts';

test.each([
  ['9', '09:00'],
  ['9:5', '09:05'],
  ['9.05', '09:05'],
  ['905', '09:05'],
  ['0905', '09:05'],
  [' 23:59 ', '23:59'],
  ['0', '00:00'],
  ['14 30', '14:30'],
])('%s is the hour %s', (typed, time) => {
  expect(readTypedTime(typed)).toBe(time);
});

test.each(['', '24', '9:60', '2460', 'azi', '12345', '9:5:1', '-1'])('%s is none', (typed) => {
  expect(readTypedTime(typed)).toBeUndefined();
});
