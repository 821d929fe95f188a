import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPrintFonts } from './print-fonts.ts';
import { toPrintable } from './printable-text.ts';

const { coverage } = readPrintFonts();

test('the faces draw every Romanian letter, both with comma and with cedilla, and the signs of official papers', () => {
  for (const letter of 'aăâbcdefghiîjklmnopqrsștțuvwxyzAĂÂÎȘȚşŞţŢ0123456789„”«»–—…·•№€§°½²³×−') {
    expect(coverage(letter.codePointAt(0) ?? 0), letter).toBe(true);
  }
});

test('the faces do not draw emoji, Hebrew, Arabic or Chinese', () => {
  for (const letter of '😀אب中') expect(coverage(letter.codePointAt(0) ?? 0), letter).toBe(false);
});

test('a sign made of several code points becomes one square', () => {
  expect(toPrintable('👩‍👩‍👧 ok 🇷🇴', coverage)).toBe('□ ok □');
});

test('invisible marks and lone surrogates leave no trace that could fail the document', () => {
  expect(toPrintable('a\u202eb\u0000c\u200dd\ud800', coverage)).toBe('abcd□');
});

test('whatever comes in, only letters that can be drawn come out, and the shape of the data stays', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ text: fc.string({ unit: 'binary' }), n: fc.integer() })), (data) => {
      const printable = toPrintable(data, coverage) as typeof data;
      expect(printable.map((row) => row.n)).toEqual(data.map((row) => row.n));
      for (const { text } of printable) {
        for (const letter of text) expect(coverage(letter.codePointAt(0) ?? 0)).toBe(true);
      }
    }),
  );
});
