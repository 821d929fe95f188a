import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPhone, parsePhone } from './phone.ts';

test.each([
  ['0700 000 001', '+40700000001'],
  ['+40 700000001', '+40700000001'],
  ['0040 21 000 0001', '+40210000001'],
  ['021.000.00.01', '+40210000001'],
  ['0256-000 001', '+40256000001'],
  ['0800 000 001', '+40800000001'],
  ['(0)700 000 001', '+40700000001'],
  ['+40 (0)21 000 0001', '+40210000001'],
  ['(0251) 123 456', '+40251123456'],
  ['(+40) 251 123 456', '+40251123456'],
  ['0251/123.456', '+40251123456'],
  ['0251\u2011123\u00a0456', '+40251123456'],
  ['\u202a0700000001\u202c', '+40700000001'],
])('reads %s', (text, e164) => {
  expect(parsePhone(text)).toBe(e164);
});

test.each([
  '0700 000 00',
  '+41 700000001',
  '0500 000 001',
  '07000000012',
  'abc',
  '40700000001',
  '',
  '(0700 000 001',
  '0700/000/001',
])('refuses %s', (text) => {
  expect(parsePhone(text)).toBeUndefined();
});

test.each([
  ['+40251123456', '0251 123 456'],
  ['+40210000001', '021 000 0001'],
  ['+40310000001', '031 000 0001'],
  ['+40231000001', '0231 000 001'],
  ['+40700000001', '0700 000 001'],
])('shows %s as %s', (e164, shown) => {
  expect(formatPhone(e164)).toBe(shown);
});

test('what is shown is read back as the same number', () => {
  const national = fc.tuple(
    fc.constantFrom('2', '3', '7', '8', '9'),
    fc.integer({ min: 0, max: 99_999_999 }),
  );
  fc.assert(
    fc.property(national, ([first, rest]) => {
      const e164 = `+40${first}${String(rest).padStart(8, '0')}`;
      expect(parsePhone(formatPhone(e164))).toBe(e164);
    }),
  );
});
