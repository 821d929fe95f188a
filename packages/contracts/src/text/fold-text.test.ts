import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText, toSearchKey } from './fold-text.ts';

// Every UTF-16 unit, halves of pairs included.
const anyUnit = fc.nat(0xffff).map((unit) => String.fromCharCode(unit));

test.each([
  ['STEFANESCU', 'stefanescu'],
  ['Ştefănescu', 'stefanescu'],
  ['Ștefănescu', 'stefanescu'],
  ['S\u0326tefa\u0306nescu', 'stefanescu'],
  ['Țânțăreni', 'tantareni'],
  ['Ţânţăreni', 'tantareni'],
  ['Îngerul', 'ingerul'],
  ['Ana-Maria', 'ana maria'],
  ["O'Neill", 'o neill'],
  ['  S.C.  „Salubris”  S.R.L. ', 's c salubris s r l'],
  ['Çelik, Müller, Łukasz, Straße', 'celik muller lukasz strasse'],
  ['', ''],
  ['…', ''],
])('folds %j to %j', (text, folded) => {
  expect(foldText(text)).toBe(folded);
});

test.each([
  ['Târgu Jiu', 'targu jiu tirgu'],
  ['Tîrgu Jiu', 'tirgu jiu targu'],
  ['Câmpulung-Mâțu', 'campulung matu cimpulung mitu'],
  ['Îngerul', 'ingerul'],
  ['Popescu Ion', 'popescu ion'],
])('the search key of %s is %s', (text, key) => {
  expect(toSearchKey(text)).toBe(key);
});

test('a name is found by either spelling of its inner vowel, however it was typed', () => {
  const spellings = ['Târgu', 'Tîrgu', 'TARGU', 'tirgu'].map(foldText);
  for (const name of ['Târgu Mureș', 'Tîrgu Mureș']) {
    const words = toSearchKey(name).split(' ');
    expect(spellings.every((spelling) => words.includes(spelling))).toBe(true);
  }
});

test('folding gives only lower-case letters, digits and single spaces, and folding again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyUnit, maxLength: 60 }), (text) => {
      const folded = foldText(text);
      expect(folded).toMatch(/^(?:[a-z0-9]+(?: [a-z0-9]+)*)?$/);
      expect(foldText(folded)).toBe(folded);
    }),
  );
});
