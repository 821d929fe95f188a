import { foldText, parseCnp, toSearchKey } from '@opis/contracts';
import { stopWords } from './stop-words.ts';

/** Thirteen digits, however they are parted: perhaps a personal numeric code. */
const cnpShape = /(?<!\d)[1-9](?:[\s.\p{Pd}\p{Cf}]?\d){12}(?!\d)/gu;

/** A text without the personal numeric codes in it, and those codes. Codes are never indexed, only their keyed hash. */
export function takeOutCnps(text: string, today: string): { rest: string; cnps: string[] } {
  const found = findCnps(text, today);
  let rest = text;
  // As long as before, so that places in the rest are places in the text.
  for (const { from, to } of found) rest = rest.slice(0, from) + ' '.repeat(to - from) + rest.slice(to);
  return { rest, cnps: found.map(({ value }) => value) };
}

/** Where valid personal numeric codes stand in a text. */
export function findCnps(text: string, today: string): { value: string; from: number; to: number }[] {
  return [...text.matchAll(cnpShape)].flatMap(({ 0: digits, index }) => {
    const value = parseCnp(digits, { today })?.value;
    return value === undefined ? [] : [{ value, from: index, to: index + digits.length }];
  });
}

/**
 * The words of a text as the index keeps them: folded, those with â or î inside in both spellings, without stop words.
 * One text for `to_tsvector`, whose parser sees nothing but letters, digits and spaces.
 */
export function toIndexedWords(text: string): string {
  return listIndexedWords(text).join(' ');
}

/** The same, one by one. What is longer than anybody types is cut, as what is typed is. */
export function listIndexedWords(text: string): string[] {
  const folded = foldText(text);
  const respelt = toSearchKey(text).slice(folded.length);
  const tell = (words: string) =>
    words
      .split(' ')
      .filter((word) => word !== '' && !stopWords.has(word))
      .map((word) => word.slice(0, longestWord));
  const others = tell(respelt);
  return [...tell(folded), ...(others.length === 0 ? [] : [fieldGap, ...others])];
}

/** Letters and figures of a word that are kept and sought. */
export const longestWord = 60;

/** A word that nobody types: it stands between fields, and the writer of the index takes it out but leaves its place. */
export const fieldGap = 'zqgapqz';

/** Indexed words of fields one after the other, so that no phrase reaches from one into the next. */
export const withGaps = (fields: readonly string[]): string =>
  fields.filter((field) => field !== '').join(` ${fieldGap} `);

/** A number as somebody else wrote it (`B-123/2026`), without what stands between its characters: `b1232026`. */
export const toBareNumber = (text: string): string => foldText(text).replaceAll(' ', '');
