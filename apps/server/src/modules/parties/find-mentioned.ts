import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { inSight, type Sight } from './find-parties.ts';
import { likenessTo } from './name-likeness.ts';

/** What a party is known by; `cnpHash` is hex, the keyed hash of a whole CNP. */
export type PartyHandle = { cnpHash: string } | { phone: string } | { email: string } | { cui: string };

// Enough for any family with one telephone.
const maxKnown = 100;
const maxSimilar = 100;

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
 * Ids of the parties whose name is like these folded words, nearest first. `among` is a condition on `parties`: rights belong in the query, before the limit.
 */
export async function findPartiesNamedLike(
  tx: Tx,
  words: readonly string[],
  { sight, among }: { sight: Sight; among: RawBuilder<boolean> },
): Promise<string[]> {
  if (words.length === 0) return [];
  const likeness = await likenessTo(tx, words);
  const { rows } = await sql<{ id: string }>`
    SELECT parties.id FROM parties ${likeness.join}
    WHERE ${likeness.near} AND ${inSight(sight)} AND ${among}
    ORDER BY ${likeness.slips}, parties.search_key, parties.id LIMIT ${maxSimilar}
  `.execute(tx);
  return rows.map((row) => row.id);
}
