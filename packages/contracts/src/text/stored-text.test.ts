import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toStoredText } from './stored-text.ts';

// Every UTF-16 unit, halves of pairs included.
const anyUnit = fc.nat(0xffff).map((unit) => String.fromCharCode(unit));

test.each([
  ['Ştefănescu Ţuţu', 'Ștefănescu Țuțu'],
  ['S\u0326tefa\u0306nescu', 'Ștefănescu'],
  ['s\u0327i t\u0327ara\u0306', 'și țară'],
  ['  Ion \u00a0 Popescu\t', 'Ion Popescu'],
  ['rândul unu\r\nrândul doi', 'rândul unu rândul doi'],
  ['Po\u200bpescu\u202e', 'Popescu'],
])('keeps %j as %j', (text, stored) => {
  expect(toStoredText(text)).toBe(stored);
});

test('what is kept is not changed by being kept again, and holds no cedilla and no control character', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyUnit, maxLength: 60 }), (text) => {
      const stored = toStoredText(text);
      expect(toStoredText(stored)).toBe(stored);
      expect(stored).not.toMatch(/[şŞţŢ]|[\p{Cc}\p{Cf}]/u);
    }),
  );
});
