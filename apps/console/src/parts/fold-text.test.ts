import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, markMatches, startsWords } from './fold-text.ts';

describe('folding', () => {
  it.each([
    ['Țepeluș', 'tepelus'],
    ['Ţepeluş', 'tepelus'],
    ['  ÎNĂLȚIME  ', 'inaltime'],
    ['Asociația „Umbrela”', 'asociatia umbrela'],
    ['S.R.L.', 's r l'],
  ])('%s becomes %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('finds the beginnings of words in any order', () => {
    expect(startsWords('Vădineanu-Constantinescu Elena', 'ele vad')).toBe(true);
    expect(startsWords('Vădineanu-Constantinescu Elena', 'lena')).toBe(false);
  });

  it('marks what was typed and loses no letter of the name', () => {
    const pieces = markMatches('Vădineanu-Constantinescu Elena', 'vad');
    expect(pieces.filter((piece) => piece.match).map((piece) => piece.text)).toEqual(['Vădineanu']);
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, typed) => {
        return (
          markMatches(text, typed)
            .map((piece) => piece.text)
            .join('') === text
        );
      }),
    );
  });
});
