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

const columns = `parties.id, parties.kind, encode(parties.cnp_hash, 'hex') AS cnp_hash, parties.cui, parties.phone,
  parties.email, parties.address, parties.sealed_register_id`;
const inSight = '(parties.sealed_register_id IS NULL OR parties.sealed_register_id = $2)';

// What only this confidential register knows comes before what is known openly. Two by contact are enough to know that
// it is not exactly one; a name that folds to nothing (another script) is not a name to recognise anybody by.
const statement = `
SELECT wanted.position, match.*
FROM json_to_recordset($1) AS wanted(position int, party_id uuid, cnp_hash text, cui text, kind text, search_key text,
    phone text, email text)
CROSS JOIN LATERAL (
  SELECT 'id' AS by, ${columns} FROM parties WHERE parties.id = wanted.party_id AND ${inSight}
  UNION ALL
  SELECT 'cnp', ${columns} FROM parties WHERE parties.cnp_hash = decode(wanted.cnp_hash, 'hex') AND ${inSight}
  UNION ALL
  SELECT 'cui', ${columns} FROM parties WHERE parties.cui = wanted.cui AND ${inSight}
  UNION ALL
  (SELECT 'contact', ${columns} FROM parties
   WHERE parties.phone = wanted.phone AND parties.search_key = wanted.search_key AND parties.kind = wanted.kind
     AND wanted.search_key <> '' AND ${inSight} LIMIT 2)
  UNION ALL
  (SELECT 'contact', ${columns} FROM parties
   WHERE parties.email = wanted.email AND parties.search_key = wanted.search_key AND parties.kind = wanted.kind
     AND wanted.search_key <> '' AND ${inSight} LIMIT 2)
) AS match
ORDER BY match.sealed_register_id NULLS LAST, match.id`;

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
  return namedQuery<Match & { position: number }>(db, 'parties-matches-1', statement, [
    asked,
    sealedRegisterId,
  ]);
}

function hasHandle(wanted: Wanted): boolean {
  return [wanted.party_id, wanted.cnp_hash, wanted.cui, wanted.phone, wanted.email].some(
    (handle) => handle !== null,
  );
}
