import { type Marks, markWords, type WordsToMark } from '../mark-words.ts';
import type { Sought } from '../read-sought.ts';
import { toIndexedWords } from '../search-words.ts';
import { findTextKeys, type KeyReading } from './text-keys.ts';

/** What marks a text: what was sought, the stems of its words, and how codes are known. */
export type Marking = Pick<Sought, 'words' | 'phrases' | 'inDocuments'> &
  Pick<WordsToMark, 'stemOf'> & { readonly reading: KeyReading };

/**
 * Where in a text of a document what was sought stands: phrases alone where one stands whole, else every word; and codes,
 * phones and numbers, however they are written.
 */
export function markText(text: string, { words, phrases, stemOf, inDocuments, reading }: Marking): Marks {
  const keyed = inDocuments.length === 0 ? [] : findTextKeys(text, reading);
  const found = keyed.flatMap(({ key, from, to }): Marks => (inDocuments.includes(key) ? [[from, to]] : []));
  if (found.length > 0) return found;
  const whole = phrases.flatMap((phrase) => markPhrase(text, phrase));
  const inPhrases = new Set(phrases.flat());
  const alone = whole.length > 0 ? words.filter((word) => !inPhrases.has(word)) : words;
  const single = markWords(text, { words: alone, stemOf }, { stems: true }).marks;
  return [...whole, ...single].sort(([one], [other]) => one - other).filter(isFirstOfPlace);
}

const isFirstOfPlace = ([from]: Marks[number], at: number, all: Marks) =>
  at === 0 || (all[at - 1]?.[1] ?? 0) <= from;

/** From the first word of each place where the words follow each other, function words between them or not, to the last. */
function markPhrase(text: string, phrase: Sought['phrases'][number]): Marks {
  const asWritten = { words: phrase, stemOf: () => undefined };
  const places = placesOfWords(text, asWritten);
  return places.flatMap((_, at): Marks => {
    const run = places.slice(at, at + phrase.length);
    const first = run[0];
    const last = run.at(-1);
    const stands =
      run.length === phrase.length && run.every(({ meant }, step) => meant.has(phrase[step]?.word ?? ''));
    return stands && first && last ? [[first.from, last.to]] : [];
  });
}

const wordShape = /[\p{L}\p{N}\p{M}]+/gu;

function placesOfWords(text: string, { words, stemOf }: WordsToMark) {
  return [...text.matchAll(wordShape)]
    .filter(({ 0: word }) => toIndexedWords(word) !== '')
    .map(({ 0: word, index }) => ({
      from: index,
      to: index + word.length,
      meant: markWords(word, { words, stemOf }, { stems: false }).found,
    }));
}
