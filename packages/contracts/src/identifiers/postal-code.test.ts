import { expect, test } from 'vitest';
import { parsePostalCode } from './postal-code.ts';

test.each(['010001', '077190', '087256', '400001', '550001', '927250'])(
  'reads the postal code %s',
  (code) => {
    expect(parsePostalCode(code)).toBe(code);
  },
);

test.each(['000001', '150001', '250001', '95000', '9272501', '4OO001', ''])('refuses %s', (code) => {
  expect(parsePostalCode(code)).toBeUndefined();
});

test('a postal code keeps its leading 0 and loses its spaces', () => {
  expect(parsePostalCode(' 010 001 ')).toBe('010001');
});
