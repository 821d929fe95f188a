import { toSearchKey } from '@opis/contracts';
import { type FieldKeys, lookupHash } from '../../platform/crypto/field-crypto.ts';
import { type Db, namedQuery } from '../../platform/db.ts';
import type { ValidSender } from './valid-sender.ts';

/** A known party that something a sender wrote leads to. `cnp_hash` is hex. */
export type Match = {
  readonly by: 'id' | 'cnp' | 'cui' | 'contact';
  readonly id: string;
  readonly kind: string;
  readonly cnp_hash: string | null;
  readonly cui: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly sealed_register_id: string | null;
  /** Phones, e-mails and addresses kept beside those of its row. */
  readonly kept_contacts: readonly string[];
};

/** A sender as it is looked up. */
export type Wanted = {
  readonly party_id: string | null;
  readonly cnp_hash: string | null;
  readonly cui: string | null;
  readonly kind: string;
  readonly search_key: string;
  readonly phone: string | null;
  readonly email: string | null;
};

export function toWanted(keys: FieldKeys, sender: ValidSender): Wanted {
  return {
    party_id: sender.partyId ?? null,
    cnp_hash: sender.cnp === undefined ? null : lookupHash(keys.lookupKey, 'cnp', sender.cnp).toString('hex'),
    cui: sender.cui ?? null,
    kind: sender.kind,
    search_key: toSearchKey(sender.name),
    phone: sender.phone ?? null,
    email: sender.email ?? null,
  };
}

const inSight = '(parties.sealed_register_id IS NULL OR parties.sealed_register_id = $2)';
const sameName = `parties.search_key = wanted.search_key AND parties.kind = wanted.kind AND wanted.search_key <> ''
  AND ${inSight}`;

// Who was merged is found by what was written of them then, and answers as the party that stands for them.
const found = (by: string) => `SELECT '${by}' AS by, parties.id, parties.merged_into FROM parties`;
const byKept = (field: 'phone' | 'email') => `
  (${found('contact')} JOIN party_contacts ON party_contacts.party_id = parties.id
   WHERE party_contacts.value = wanted.${field} AND party_contacts.kind = '${field}' AND ${sameName} LIMIT 8)`;

// What only this confidential register knows comes before what is known openly. Few by contact are enough to know that
// it is not exactly one; a name that folds to nothing (another script) is not a name to recognise anybody by.
// LIMIT 1 keeps each party a look in the index: a join planned while the table is small might read the whole of it.
const statement = `
SELECT wanted.position, found.by, party.*
FROM json_to_recordset($1) AS wanted(position int, party_id uuid, cnp_hash text, cui text, kind text, search_key text,
    phone text, email text)
CROSS JOIN LATERAL (
  ${found('id')} WHERE parties.id = wanted.party_id AND ${inSight}
  UNION ALL
  ${found('cnp')} WHERE parties.cnp_hash = decode(wanted.cnp_hash, 'hex') AND ${inSight}
  UNION ALL
  ${found('cui')} WHERE parties.cui = wanted.cui AND ${inSight}
  UNION ALL
  (${found('contact')} WHERE parties.phone = wanted.phone AND ${sameName} LIMIT 8)
  UNION ALL
  (${found('contact')} WHERE parties.email = wanted.email AND ${sameName} LIMIT 8)
  UNION ALL ${byKept('phone')}
  UNION ALL ${byKept('email')}
) AS found
CROSS JOIN LATERAL (
  SELECT parties.id, parties.kind, encode(parties.cnp_hash, 'hex') AS cnp_hash, parties.cui, parties.phone,
    parties.email, parties.address, parties.sealed_register_id,
    ARRAY(SELECT party_contacts.value FROM party_contacts WHERE party_contacts.party_id = parties.id) AS kept_contacts
  FROM parties
  WHERE parties.id = CASE WHEN found.merged_into IS NULL THEN found.id ELSE surviving_party(found.id) END LIMIT 1
) AS party
ORDER BY party.sealed_register_id NULLS LAST, party.id`;

/**
 * Finds the parties that these senders may be, all in one query; asks nothing when none of them has anything to be
 * known by. Parties of other confidential registers are never among them.
 */
export async function findMatches(
  db: Db,
  wanted: readonly Wanted[],
  sealedRegisterId: string | null,
): Promise<(of: Wanted) => readonly Match[]> {
  const found = new Map<Wanted, Match[]>(wanted.filter(hasHandle).map((item) => [item, []]));
  const lists = [...found.values()];
  const rows = found.size === 0 ? [] : await askAll(db, [...found.keys()], sealedRegisterId);
  for (const { position, ...match } of rows) lists[position]?.push(match);
  return (of) => found.get(of) ?? [];
}

function askAll(db: Db, wanted: readonly Wanted[], sealedRegisterId: string | null) {
  const asked = JSON.stringify(wanted.map((item, position) => ({ ...item, position })));
  return namedQuery<Match & { position: number }>(db, 'parties-matches-2', statement, [
    asked,
    sealedRegisterId,
  ]);
}

function hasHandle(wanted: Wanted): boolean {
  return [wanted.party_id, wanted.cnp_hash, wanted.cui, wanted.phone, wanted.email].some(
    (handle) => handle !== null,
  );
}
