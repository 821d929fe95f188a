import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatPlainDate,
  formatRegistrationNumber,
  isPlainDate,
  parseRegistrationNumber,
} from './registration-number.ts';

test.each([
  '12345/29.06.2026',
  '12345 / 29.06.2026',
  'Nr. 12345/29.06.2026',
  'nr.12345 din 29.06.2026',
  'NR 12345 din 29.06.2026',
  ' nr. 12345\u00a0din\n29.06.2026 ',
  'Înregistrat cu nr. 12345 din 29.06.2026, ora 10:42',
  'înregistrată cu nr. 12345 din 29.06.2026',
  'Conexat la nr. 12345/29.06.2026',
  '00012345/29.06.2026',
])('reads number, day and year from %j', (text) => {
  expect(parseRegistrationNumber(text)).toEqual({ number: 12345, year: 2026, date: '2026-06-29' });
});

test.each(['12345/2026', 'nr. 12345/2026', 'nr.12345 din 2026'])('reads number and year from %j', (text) => {
  expect(parseRegistrationNumber(text)).toEqual({ number: 12345, year: 2026, date: undefined });
});

test('a day and a month may be written with one digit', () => {
  expect(parseRegistrationNumber('7/1.2.2026')?.date).toBe('2026-02-01');
});

test.each([
  '',
  '12345',
  'nr. 12345',
  '12345/31.06.2026',
  '12345/29.02.2026',
  '12345/29.13.2026',
  '0/2026',
  '12345/26',
  '12345-2026',
  '1234567890/2026',
  'U2-0007/2026',
  '12345/29.06.2026/1',
  'x12345/2026',
])('refuses %j', (text) => {
  expect(parseRegistrationNumber(text)).toBeUndefined();
});

test('what is written is read back', () => {
  const day = fc
    .date({ min: new Date('1990-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999 }), day, (number, date) => {
      const year = Number(date.slice(0, 4));
      expect(parseRegistrationNumber(formatRegistrationNumber(number, date))).toEqual({ number, year, date });
    }),
  );
});

test('a date is written day first', () => {
  expect(formatPlainDate('2026-06-29')).toBe('29.06.2026');
});

test.each([
  ['2026-06-29', true],
  ['2024-02-29', true],
  ['2026-02-29', false],
  ['2026-6-29', false],
  ['2026-06-29T00:00', false],
  ['', false],
])('%j is a day that exists: %s', (text, exists) => {
  expect(isPlainDate(text)).toBe(exists);
});
