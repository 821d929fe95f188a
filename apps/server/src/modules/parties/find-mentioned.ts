import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { Sight } from './find-parties.ts';

/** What a party is known by; `cnpHash` is hex, the keyed hash of a whole CNP. */
export type PartyHandle = { cnpHash: string } | { phone: string } | { email: string } | { cui: string };

// Enough for any family with one telephone.
const maxKnown = 100;
const maxSimilar = 100;
const misspeltThreshold = '0.35';

const inSight = (sight: Sight) => sql<boolean>`
  (parties.sealed_register_id IS NULL OR parties.sealed_register_id = ANY (${sight.sealedRegisters}::uuid[]))`;

/** Ids of the parties known by this, and of everybody merged with them: under any of them something may be filed. */
export async function findPartiesKnownBy(tx: Tx, handle: PartyHandle, sight: Sight): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT under.id
    FROM (SELECT parties.id FROM parties WHERE ${knownBy(handle)} AND ${inSight(sight)} LIMIT ${maxKnown}) AS known,
      parties_under(surviving_party(known.id)) AS under
  `.execute(tx);
  return rows.map((row) => row.id);
}

function knownBy(handle: PartyHandle): RawBuilder<boolean> {
  if ('cnpHash' in handle) return sql`parties.cnp_hash = decode(${handle.cnpHash}, 'hex')`;
  if ('cui' in handle) return sql`parties.cui = ${handle.cui}`;
  const [kind, value] =
    'phone' in handle ? (['phone', handle.phone] as const) : (['email', handle.email] as const);
  return sql`(parties.${sql.ref(kind)} = ${value} OR parties.id IN (SELECT party_contacts.party_id FROM party_contacts
    WHERE party_contacts.kind = ${kind} AND party_contacts.value = ${value}))`;
}

/**
 * Ids of the parties whose name is like these folded words, nearest first. Trigrams find who may be meant; letters
 * decide. `among` is a condition on `parties`: rights belong in the query, before the limit.
 */
export async function findPartiesNamedLike(
  tx: Tx,
  words: readonly string[],
  { sight, among }: { sight: Sight; among: RawBuilder<boolean> },
): Promise<string[]> {
  if (words.length === 0) return [];
  await sql`SELECT set_config('pg_trgm.word_similarity_threshold', ${misspeltThreshold}, true)`.execute(tx);
  const similar = words.map((word) => sql`${word} <% (' ' || parties.search_key)`);
  const measured = words.map((word, at) => sql`${slipsOf(word)} AS ${sql.ref(`slips_${at}`)}`);
  const slips = words.map((_, at) => sql`slips.${sql.ref(`slips_${at}`)}`);
  const close = words.map((word, at) => sql`${slips[at]} <= ${allowedSlips(word)}`);
  const { rows } = await sql<{ id: string }>`
    SELECT parties.id FROM parties CROSS JOIN LATERAL (SELECT ${sql.join(measured)} OFFSET 0) AS slips
    WHERE ${sql.join([...similar, ...close], sql` AND `)} AND ${inSight(sight)} AND ${among}
    ORDER BY ${sql.join(slips, sql` + `)}, parties.search_key, parties.id LIMIT ${maxSimilar}
  `.execute(tx);
  return rows.map((row) => row.id);
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
