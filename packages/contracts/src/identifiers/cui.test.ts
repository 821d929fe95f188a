import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCui } from './cui.ts';

test.each([
  ['94', '94'],
  ['175', '175'],
  ['2044', '2044'],
  ['RO 991019', '991019'],
  ['ro-991.019', '991019'],
  ['99900176', '99900176'],
  ['9900012341', '9900012341'],
  ['9990001232', '9990001232'],
  ['9900000070', '9900000070'],
])('reads the valid CUI %s', (text, digits) => {
  expect(parseCui(text)).toBe(digits);
});

test.each(['99900018', '099101', 'RO', '12345678901', '12A45', '9900012342', '1', '', 'RORO94', 'RO 094'])(
  'refuses %s as a CUI',
  (text) => {
    expect(parseCui(text)).toBeUndefined();
  },
);

test('exactly one last digit fits each beginning', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999 }), (body) => {
      const valid = [...'0123456789'].filter((digit) => parseCui(`${body}${digit}`) !== undefined);
      expect(valid).toHaveLength(1);
    }),
  );
});
