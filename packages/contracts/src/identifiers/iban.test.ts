import { expect, test } from 'vitest';
import { parseRomanianIban } from './iban.ts';

test.each([
  'RO49AAAA1B31007593840000',
  'RO64ZZZZ0000000000000001',
  'RO37TEST9999999999999999',
  'RO86XXXXRONCRT0123456789',
  'RO95QQQQ24A0000000000000',
  'RO54TREZ0000000000TEST01',
])('reads the valid IBAN %s', (iban) => {
  expect(parseRomanianIban(iban)).toBe(iban);
});

test.each([
  ['RO65ZZZZ0000000000000001', 'check digits'],
  ['RO64ZZZZ000000000000000', 'one short'],
  ['RO64ZZZZ00000000000000010', 'one long'],
  ['MD64ZZZZ0000000000000001', 'another country'],
  ['RO37TEST9989999999999999', 'one digit wrong'],
  ['RO49AAAA1B31007953840000', 'two digits changed places'],
  ['RO64ZZZ10000000000000001', 'a digit in the bank'],
  ['', 'nothing'],
])('refuses %s (%s)', (iban) => {
  expect(parseRomanianIban(iban)).toBeUndefined();
});

test('an IBAN is read from lower case and from fours', () => {
  expect(parseRomanianIban('ro49 aaaa 1b31 0075 9384 0000')).toBe('RO49AAAA1B31007593840000');
});
