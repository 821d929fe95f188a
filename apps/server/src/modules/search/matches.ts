import { type RawBuilder, sql } from 'kysely';
import type { Sought, SoughtWord } from './read-sought.ts';
import { keysOfUnits, type UnitWords } from './unit-words.ts';

/** A tsquery for who may read the file, and one for who sees the row of the book alone: without names of files. */
export type WordMatch = { file: RawBuilder<string>; row: RawBuilder<string> };

/** Every word of the text, as it is written, by its stem, or in the name of the unit. Null when there is no word. */
export function matchWords(sought: Sought, units: readonly UnitWords[]): WordMatch | null {
  if (sought.words.length === 0) return null;
  const inPhrases = new Set(sought.phrases.flat());
  const all = (weights: '' | 'ABC') =>
    every([
      ...sought.words.map((word) =>
        oneWord(word, { weights, unitKeys: inPhrases.has(word) ? [] : keysOfUnits(units, word) }),
      ),
      ...sought.phrases.map((words) => onePhrase(words, weights)),
    ]);
  return { file: all(''), row: all('ABC') };
}

/**
 * How a row of a document is found: `candidate` by every word, wherever in the document or its entry, or by one of the
 * `keys`; `phrases` are then asked for where the places of words are kept. `any`: something of what was sought.
 */
export type DocumentMatch = {
  candidate: RawBuilder<string>;
  keys: RawBuilder<string> | null;
  phrases: readonly RawBuilder<string>[];
  any: RawBuilder<string>;
};

/** A beginning of three letters stands in too many documents: there the whole word is meant. */
const shortestBeginning = 4;

export function matchDocuments({ words, phrases, inDocuments }: Sought): DocumentMatch | null {
  const keys = inDocuments.length === 0 ? null : anyKey(inDocuments);
  if (words.length === 0) return keys && { candidate: keys, keys, phrases: [], any: keys };
  const meant = ({ word, beginning }: SoughtWord) => ({
    word,
    beginning: beginning && word.length >= shortestBeginning,
  });
  const each = words.map((word) => oneWord(meant(word), { weights: '', unitKeys: [] }));
  const all = every(each);
  return {
    candidate: keys === null ? all : sql`(${all} || ${keys})`,
    keys,
    phrases: phrases.map((phrase) => onePhrase(phrase.map(meant), '')),
    any: sql`(${sql.join(keys === null ? each : [...each, keys], sql` || `)})`,
  };
}

const every = (queries: readonly RawBuilder<string>[]) => sql<string>`(${sql.join(queries, sql` && `)})`;

const marked = ({ word, beginning }: SoughtWord, weights: '' | 'ABC') =>
  (beginning ? '*' : '') + weights === '' ? word : `${word}:${beginning ? '*' : ''}${weights}`;

const onePhrase = (words: readonly SoughtWord[], weights: '' | 'ABC'): RawBuilder<string> =>
  sql<string>`to_tsquery('simple', ${words.map((word) => marked(word, weights)).join(' <-> ')})`;

function oneWord(
  sought: SoughtWord,
  { weights, unitKeys }: { weights: '' | 'ABC'; unitKeys: readonly string[] },
): RawBuilder<string> {
  const written = sql`to_tsquery('simple', ${marked(sought, weights)})`;
  const stem = sql`to_tsquery('ro', ${marked({ word: sought.word, beginning: false }, weights)})`;
  const units = unitKeys.length === 0 ? sql`` : sql` || ${anyKey(unitKeys)}`;
  return sql<string>`(${written} || ${stem}${units})`;
}

/** A tsquery that holds where one of the keys stands. */
export function anyKey(all: readonly string[]): RawBuilder<string> {
  const wrong = all.find((key) => !/^[#~][a-z0-9:-]+$/.test(key));
  if (wrong !== undefined || all.length === 0) throw new Error('not a key of the index');
  return sql<string>`${all.map((key) => `'${key}'`).join(' | ')}::tsquery`;
}
