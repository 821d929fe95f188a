import { sql } from 'kysely';

/** How alike two names must be, by trigrams, to be proposed beside the same kind and address; 1 is the same words. */
const nearName = 0.5;

// What is shared by very many (the phone of a shelter, „fără adresă”) tells nothing, and must cost little.
const mostOfOne = 20;

/**
 * Parties that may be the same as the row `mine`, as (id, reason): those that share a phone or e-mail, and those with a
 * near name at the same address. Only what is known openly: nothing here betrays a confidential register, or needs a
 * right beyond reading the base. Persons with persons, bodies with bodies; two CNPs or CUIs that differ are two parties
 * until somebody says why not, and are not proposed. Each branch is a look in an index.
 */
export const alikeMine = sql`(
  (SELECT other.id, 'phone' AS reason FROM parties AS other WHERE other.phone = mine.phone AND ${comparable()} LIMIT ${mostOfOne})
  UNION ALL
  (SELECT other.id, 'email' FROM parties AS other WHERE other.email = mine.email AND ${comparable()} LIMIT ${mostOfOne})
  UNION ALL
  (SELECT other.id, party_contacts.kind FROM party_contacts JOIN parties AS other ON other.id = party_contacts.party_id
    WHERE party_contacts.value IN (mine.phone, mine.email) AND party_contacts.kind <> 'address' AND ${comparable()} LIMIT ${mostOfOne})
  UNION ALL
  (SELECT other.id, 'name-address' FROM parties AS other
    WHERE mine.address IS NOT NULL AND fold(other.address) = fold(mine.address) AND other.address IS NOT NULL
      AND fold(mine.address) <> '' AND other.kind = mine.kind
      AND similarity(other.search_key, mine.search_key) >= ${nearName} AND ${comparable()} LIMIT ${mostOfOne})
)`;

function comparable() {
  return sql`other.id <> mine.id AND other.merged_into IS NULL AND other.sealed_register_id IS NULL
    AND (other.kind = 'natural') = (mine.kind = 'natural')
    AND coalesce(other.cnp_hash = mine.cnp_hash, true) AND coalesce(other.cui = mine.cui, true)
    AND NOT EXISTS (SELECT FROM party_distinctions
      WHERE party_distinctions.one_id = least(other.id, mine.id) AND party_distinctions.other_id = greatest(other.id, mine.id))`;
}
