import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import type { PartyQuery } from './party-query.ts';

/** A party as it is read for a person; the CNP is still sealed. */
export type StoredParty = {
  id: string;
  kind: 'natural' | 'legal' | 'public-body';
  name: string;
  cnp_sealed: Buffer | null;
  cui: string | null;
  phone: string | null;
  email: string | null;
  address: string | null;
  created_at: Date;
  sealed_register_id: string | null;
};

/** The confidential registers whose parties the person who asks may know of, beside those known openly. */
export type Sight = { readonly sealedRegisters: readonly string[] };

const maxSuggestions = 8;
// Enough to rank; a common beginning must not make everybody with it be read.
const maxCandidates = 200;
// Lower than pg_trgm's own 0.6, which does not forgive two letters changed places in a name of seven.
const misspeltThreshold = '0.35';

const columns = sql`parties.id, parties.kind, parties.name, parties.cnp_sealed, parties.cui, parties.phone, parties.email,
  parties.address, parties.created_at, parties.sealed_register_id`;

// Who was merged is found by what was written of them, and shown as the party that stands for them.
const standing = sql`CASE WHEN parties.merged_into IS NULL THEN parties.id ELSE surviving_party(parties.id) END`;

const inSight = (sight: Sight) => sql`
  (parties.sealed_register_id IS NULL OR parties.sealed_register_id = ANY(${sight.sealedRegisters}::uuid[]))`;

/** The party that stands for this id, if it exists and the person who asks may know of it. */
export async function findParty(db: Db | Tx, id: string, sight: Sight): Promise<StoredParty | undefined> {
  const { rows } = await sql<StoredParty>`
    SELECT ${columns} FROM parties WHERE parties.id = surviving_party(${id}) AND ${inSight(sight)}
  `.execute(db);
  return rows[0];
}

/** These parties, in no order, but for those that the person who asks may not know of. */
export async function listParties(db: Db, ids: readonly string[], sight: Sight): Promise<StoredParty[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<StoredParty>`
    SELECT ${columns} FROM parties WHERE parties.id = ANY (${ids}::uuid[]) AND ${inSight(sight)}
  `.execute(db);
  return rows;
}

/** At most eight parties, best first; misspelt names are sought only when nothing is written like what was typed. */
export async function findParties(db: Db, query: PartyQuery, sight: Sight): Promise<StoredParty[]> {
  if (query.by === 'nothing') return [];
  if (query.by === 'cnp') return readBest(db, [candidates(sql`parties.cnp_hash = ${query.hash}`, sight)]);
  const written = await readBest(db, [...byDigits(query, sight), ...byWords(query.words, sight)]);
  return written.length > 0 || query.by === 'digits' ? written : findMisspelt(db, query.words, sight);
}

function byDigits(query: PartyQuery, sight: Sight): RawBuilder<unknown>[] {
  if (query.by !== 'digits') return [];
  const { cui, phone } = query;
  const kept = sql`parties.id IN (SELECT party_contacts.party_id FROM party_contacts
    WHERE party_contacts.kind = 'phone' AND party_contacts.value LIKE ${`${phone}%`} LIMIT ${maxCandidates})`;
  return [
    ...(cui === null ? [] : [candidates(sql`parties.cui LIKE ${`${cui}%`}`, sight)]),
    ...(phone === null
      ? []
      : [candidates(sql`parties.phone LIKE ${`${phone}%`}`, sight), candidates(kept, sight)]),
  ];
}

// Names that begin with what was typed, in their order; then those with a word beginning with each word of it.
function byWords(words: readonly string[], sight: Sight): RawBuilder<unknown>[] {
  const leading = sql`(SELECT ${standing} AS id, 0 AS rank FROM parties
    WHERE parties.search_key LIKE ${`${words.join(' ')}%`} AND ${inSight(sight)}
    ORDER BY parties.search_key, parties.id LIMIT ${maxSuggestions})`;
  const each = words.map((word) => sql`(' ' || parties.search_key) LIKE ${`% ${word}%`}`);
  return [leading, candidates(sql.join(each, sql` AND `), sight)];
}

// Rights before the cap: what one may not know of must not push out what one may.
function candidates(condition: RawBuilder<unknown>, sight: Sight): RawBuilder<unknown> {
  return sql`(SELECT ${standing} AS id, 1 AS rank FROM parties WHERE ${condition} AND ${inSight(sight)} LIMIT ${maxCandidates})`;
}

async function readBest(db: Db, branches: readonly RawBuilder<unknown>[]): Promise<StoredParty[]> {
  const { rows } = await sql<StoredParty>`
    SELECT ${columns}
    FROM (
      SELECT found.id, min(found.rank) AS rank FROM (${sql.join(branches, sql` UNION ALL `)}) AS found GROUP BY found.id
    ) AS best
    JOIN parties ON parties.id = best.id
    ORDER BY best.rank, parties.search_key, parties.id
    LIMIT ${maxSuggestions}
  `.execute(db);
  return rows;
}

/**
 * Each word must be like the beginning of some word of the name. Trigrams find who may be meant; letters decide, since
 * to trigrams *popsecu* is no nearer to *popescu* than to *pop*.
 */
async function findMisspelt(db: Db, words: readonly string[], sight: Sight): Promise<StoredParty[]> {
  const similar = words.map((word) => sql`${word} <% (' ' || parties.search_key)`);
  const close = words.map((word, at) => sql`${distance(at)} <= ${allowedSlips(word)}`);
  const distances = words.map((_, at) => distance(at));
  const measured = words.map((word, at) => sql`${slipsOf(word)} AS ${sql.ref(`slips_${at}`)}`);
  return db.transaction().execute(async (tx) => {
    await sql`SELECT set_config('pg_trgm.word_similarity_threshold', ${misspeltThreshold}, true)`.execute(tx);
    const { rows } = await sql<StoredParty>`
      SELECT ${columns}
      FROM (
        SELECT ${standing} AS id, min(${sql.join(distances, sql` + `)}) AS slips
        -- OFFSET 0 keeps the planner from measuring twice.
        FROM parties CROSS JOIN LATERAL (SELECT ${sql.join(measured)} OFFSET 0) AS slips
        WHERE ${sql.join([...similar, ...close], sql` AND `)} AND ${inSight(sight)}
        GROUP BY 1
      ) AS best
      JOIN parties ON parties.id = best.id
      ORDER BY best.slips, parties.search_key, parties.id
      LIMIT ${maxSuggestions}
    `.execute(tx);
    return rows;
  });
}

const distance = (at: number) => sql`slips.${sql.ref(`slips_${at}`)}`;

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
