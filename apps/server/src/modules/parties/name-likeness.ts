import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';

/**
 * How near a name is to folded words, in SQL over `parties`: each word must be like the beginning of some word of the
 * name. Trigrams find who may be meant; letters decide, since to trigrams *popsecu* is no nearer to *popescu* than to
 * *pop*.
 */
export type NameLikeness = {
  /** Joined to `parties`: the letters that are wrong, measured once. */
  join: RawBuilder<unknown>;
  near: RawBuilder<boolean>;
  /** Letters that are wrong in all words together. */
  slips: RawBuilder<number>;
};

// Lower than pg_trgm's own 0.6, which does not forgive two letters changed places in a name of seven.
const misspeltThreshold = '0.35';

/** The likeness to these words; for this transaction alone it sets how unlike two words may be to trigrams. */
export async function likenessTo(tx: Tx, words: readonly string[]): Promise<NameLikeness> {
  await sql`SELECT set_config('pg_trgm.word_similarity_threshold', ${misspeltThreshold}, true)`.execute(tx);
  const similar = words.map((word) => sql`${word} <% (' ' || parties.search_key)`);
  const measured = words.map((word, at) => sql`${slipsOf(word)} AS ${sql.ref(`slips_${at}`)}`);
  const slips = words.map((_, at) => sql`slips.${sql.ref(`slips_${at}`)}`);
  const close = words.map((word, at) => sql`${slips[at]} <= ${allowedSlips(word)}`);
  return {
    // OFFSET 0 keeps the planner from measuring twice.
    join: sql`CROSS JOIN LATERAL (SELECT ${sql.join(measured)} OFFSET 0) AS slips`,
    near: sql<boolean>`(${sql.join([...similar, ...close], sql` AND `)})`,
    slips: sql<number>`(${sql.join(slips, sql` + `)})`,
  };
}

// Against as many letters of the word as were typed, or one more where one was left out.
const slipsOf = (word: string) => sql`
  (SELECT min(least(levenshtein_less_equal(${word}, left(part, ${word.length}), 2),
      levenshtein_less_equal(${word}, left(part, ${word.length + 1}), 2)))
    FROM unnest(string_to_array(parties.search_key, ' ')) AS part)`;

/** Letters that may be wrong; two that changed places count as two. Short words must be right. */
function allowedSlips(word: string): number {
  if (word.length < 4) return 0;
  return word.length === 4 ? 1 : 2;
}
