import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeLabelCode, type LabelledEntry, parseLabelCode } from './label-code.ts';

const anEntry: fc.Arbitrary<LabelledEntry> = fc.record({
  register: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWX'),
  year: fc.integer({ min: 2000, max: 2099 }),
  number: fc.oneof(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 1_000_000, max: 999_999_999 })),
});

const anything = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

test('writes book G of 2026, number 61482, as the design shows it', () => {
  expect(encodeLabelCode({ register: 'G', year: 2026, number: 61_482 })).toBe('GK26061482');
});

test('reads back what it wrote, in either letter case', () => {
  fc.assert(
    fc.property(anEntry, (entry) => {
      expect(parseLabelCode(encodeLabelCode(entry))).toEqual(entry);
      expect(parseLabelCode(` ${encodeLabelCode(entry).toLowerCase()}\n`)).toEqual(entry);
    }),
  );
});

test('keeps the digits in pairs and never holds Y or Z', () => {
  fc.assert(
    fc.property(anEntry, (entry) => {
      expect(encodeLabelCode(entry)).toMatch(/^[A-X][0-9A-X](\d\d){4,6}$/);
    }),
  );
});

test('any one wrong character is caught', () => {
  fc.assert(
    fc.property(anEntry, (entry) => {
      const code = encodeLabelCode(entry);
      for (let at = 0; at < code.length; at++) {
        for (const wrong of anything) {
          if (wrong === code[at]) continue;
          expect(parseLabelCode(code.slice(0, at) + wrong + code.slice(at + 1))).toBeUndefined();
        }
      }
    }),
  );
});

test('any two characters that changed places are caught, next to each other or not', () => {
  fc.assert(
    fc.property(anEntry, (entry) => {
      const code = [...encodeLabelCode(entry)];
      for (const [i, first] of code.entries()) {
        for (const [j, second] of code.entries()) {
          if (first === second) continue;
          const swapped = code.with(i, second).with(j, first).join('');
          expect(parseLabelCode(swapped)).toBeUndefined();
        }
      }
    }),
  );
});

test('a character missing, repeated or added is caught', () => {
  fc.assert(
    fc.property(anEntry, fc.nat(), fc.constantFrom(...anything), (entry, seed, extra) => {
      const code = encodeLabelCode(entry);
      const at = seed % code.length;
      expect(parseLabelCode(code.slice(0, at) + code.slice(at + 1))).toBeUndefined();
      expect(parseLabelCode(code.slice(0, at) + extra + code.slice(at))).toBeUndefined();
    }),
  );
});

test('refuses to write what no label can hold', () => {
  for (const entry of [
    { register: 'Y', year: 2026, number: 1 },
    { register: 'GG', year: 2026, number: 1 },
    { register: 'G', year: 1999, number: 1 },
    { register: 'G', year: 2100, number: 1 },
    { register: 'G', year: 2026, number: 0 },
    { register: 'G', year: 2026, number: 1.5 },
  ]) {
    expect(() => encodeLabelCode(entry)).toThrow(RangeError);
  }
});

test('text that is no label is not read as one', () => {
  for (const text of ['', 'GK26', '61482/24.11.2026', 'GK2606148２', 'GK26061482/GK26061482']) {
    expect(parseLabelCode(text)).toBeUndefined();
  }
});
