import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import { likenessTo } from './name-likeness.ts';
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
const columns = sql`parties.id, parties.kind, parties.name, parties.cnp_sealed, parties.cui, parties.phone, parties.email,
  parties.address, parties.created_at, parties.sealed_register_id`;

// Who was merged is found by what was written of them, and shown as the party that stands for them.
const standing = sql`CASE WHEN parties.merged_into IS NULL THEN parties.id ELSE surviving_party(parties.id) END`;

/** Parties that the person who asks may know of, as a condition on `parties`. */
export const inSight = (sight: Sight) => sql<boolean>`
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

/** The names that come near, nearest first; who was merged is shown as the party that stands for them. */
async function findMisspelt(db: Db, words: readonly string[], sight: Sight): Promise<StoredParty[]> {
  return db.transaction().execute(async (tx) => {
    const likeness = await likenessTo(tx, words);
    const { rows } = await sql<StoredParty>`
      SELECT ${columns}
      FROM (
        SELECT ${standing} AS id, min(${likeness.slips}) AS slips FROM parties ${likeness.join}
        WHERE ${likeness.near} AND ${inSight(sight)}
        GROUP BY 1
      ) AS best
      JOIN parties ON parties.id = best.id
      ORDER BY best.slips, parties.search_key, parties.id
      LIMIT ${maxSuggestions}
    `.execute(tx);
    return rows;
  });
}
