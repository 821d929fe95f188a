import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseEmail } from './email.ts';

// Every UTF-16 unit, halves of pairs included.
const anyUnit = fc.nat(0xffff).map((unit) => String.fromCharCode(unit));

test.each([
  ['ana.popescu@exemplu.ro', 'ana.popescu@exemplu.ro'],
  ['  Ana.Popescu@Exemplu.RO ', 'ana.popescu@exemplu.ro'],
  ['o+registru@mail.exemplu.ro', 'o+registru@mail.exemplu.ro'],
  ["d'artagnan@exemplu.ro", "d'artagnan@exemplu.ro"],
  ['x@xn--primria-exemplu-1nd.ro', 'x@xn--primria-exemplu-1nd.ro'],
  [`${'a'.repeat(64)}@exemplu.ro`, `${'a'.repeat(64)}@exemplu.ro`],
])('reads %s', (text, address) => {
  expect(parseEmail(text)).toBe(address);
});

test.each([
  '',
  'ana',
  'ana@',
  '@exemplu.ro',
  'ana@exemplu',
  'ana@@exemplu.ro',
  'ana@exemplu..ro',
  'ana@-exemplu.ro',
  'ana@exemplu.r',
  'ana@127.0.0.1',
  '.ana@exemplu.ro',
  'ana.@exemplu.ro',
  'ana..p@exemplu.ro',
  'ana popescu@exemplu.ro',
  'ștefan@exemplu.ro',
  'a@exemplu.ro, b@exemplu.ro',
  'a@exemplu.ro;b@exemplu.ro',
  '"x@rau.example y"@primarie.ro',
  'Ana <ana@exemplu.ro>',
  'ana@exemplu.ro\nBcc: altul@exemplu.ro',
  `${'a'.repeat(65)}@exemplu.ro`,
  `a@${'exemplu.'.repeat(32)}ro`,
])('refuses %j', (text) => {
  expect(parseEmail(text)).toBeUndefined();
});

test('what is read is one address on one line, whatever was typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyUnit, maxLength: 80 }), fc.emailAddress(), (noise, address) => {
      for (const text of [noise, noise + address, address + noise]) {
        expect(parseEmail(text) ?? 'a@b.ro').toMatch(/^[^\s@]+@[^\s@]+$/);
      }
    }),
  );
});

test('a long hostile text is refused', () => {
  expect(parseEmail(`${'a.'.repeat(50_000)}@${'b-'.repeat(50_000)}`)).toBeUndefined();
});
