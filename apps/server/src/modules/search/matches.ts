import { type RawBuilder, sql } from 'kysely';
import type { Sought } from './read-sought.ts';
import { keysOfUnits, type UnitWords } from './unit-words.ts';

/** A tsquery for who may read the file, and one for who sees the row of the book alone: without names of files. */
export type WordMatch = { file: RawBuilder<string>; row: RawBuilder<string> };

/** Every word of the text, as it is written, by its stem, or in the name of the unit. Null when there is no word. */
export function matchWords(sought: Sought, units: readonly UnitWords[]): WordMatch | null {
  if (sought.words.length === 0) return null;
  const all = (weights: '' | 'ABC') =>
    sql<string>`(${sql.join(
      sought.words.map((word) => oneWord(word, { weights, unitKeys: keysOfUnits(units, word) })),
      sql` && `,
    )})`;
  return { file: all(''), row: all('ABC') };
}

function oneWord(
  { word, beginning }: Sought['words'][number],
  { weights, unitKeys }: { weights: '' | 'ABC'; unitKeys: readonly string[] },
): RawBuilder<string> {
  const marked = (sign: string) => (sign + weights === '' ? word : `${word}:${sign}${weights}`);
  const written = sql`to_tsquery('simple', ${marked(beginning ? '*' : '')})`;
  const stem = sql`to_tsquery('ro', ${marked('')})`;
  const units = unitKeys.length === 0 ? sql`` : sql` || ${anyKey(unitKeys)}`;
  return sql<string>`(${written} || ${stem}${units})`;
}

/** A tsquery that holds where one of the keys stands. */
export function anyKey(all: readonly string[]): RawBuilder<string> {
  const wrong = all.find((key) => !/^[#~][a-z0-9:-]+$/.test(key));
  if (wrong !== undefined || all.length === 0) throw new Error('not a key of the index');
  return sql<string>`${all.map((key) => `'${key}'`).join(' | ')}::tsquery`;
}
