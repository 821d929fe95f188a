import { foldText, parseCnp, toSearchKey } from '@opis/contracts';
import { stopWords } from './stop-words.ts';

/** Thirteen digits, however they are parted: perhaps a personal numeric code. */
const cnpShape = /(?<!\d)[1-9](?:[\s.\p{Pd}\p{Cf}]?\d){12}(?!\d)/gu;

/** A text without the personal numeric codes in it, and those codes. Codes are never indexed, only their keyed hash. */
export function takeOutCnps(text: string, today: string): { rest: string; cnps: string[] } {
  const cnps: string[] = [];
  const rest = text.replace(cnpShape, (digits) => {
    const cnp = parseCnp(digits, { today });
    if (cnp === undefined) return digits;
    cnps.push(cnp.value);
    return ' ';
  });
  return { rest, cnps };
}

/**
 * The words of a text as the index keeps them: folded, those with â or î inside in both spellings, without stop words.
 * One text for `to_tsvector`, whose parser sees nothing but letters, digits and spaces.
 */
export function toIndexedWords(text: string): string {
  return toSearchKey(text)
    .split(' ')
    .filter((word) => word !== '' && !stopWords.has(word))
    .join(' ');
}

/** A number as somebody else wrote it (`B-123/2026`), without what stands between its characters: `b1232026`. */
export const toBareNumber = (text: string): string => foldText(text).replaceAll(' ', '');
