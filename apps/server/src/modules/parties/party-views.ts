import type {
  MergedParty,
  PartyAccesses,
  PartyContact,
  PartyEntries,
  PartyEntriesQuery,
} from '@opis/contracts';
import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';
import { listAccesses } from '../events/index.ts';
import type { Actor } from '../identity/index.ts';
import { listContacts } from './contacts/contact-store.ts';
import { listUnder } from './count-entries.ts';
import { findParty, type StoredParty } from './find-parties.ts';
import { requirePartyPermission } from './party-policy.ts';
import { sightOf } from './require-party.ts';
import type { PartyDeps } from './suggest-parties.ts';

/** Every contact of a party: the first of each kind, then those kept beside them, retired ones too. */
export async function readContacts(db: Db, party: StoredParty): Promise<PartyContact[]> {
  const kept = await listContacts(db, party.id);
  const isFirst = (kind: PartyContact['kind'], value: string) => party[kind] === value;
  const first = (['phone', 'email', 'address'] as const).flatMap((kind): PartyContact[] => {
    const value = party[kind];
    if (value === null || kept.some((contact) => contact.kind === kind && contact.value === value)) return [];
    const addedAt = party.created_at.toISOString();
    return [{ id: null, kind, value, preferred: true, source: 'registration', addedAt, retiredAt: null }];
  });
  const others = kept.map(
    (contact): PartyContact => ({
      id: contact.id,
      kind: contact.kind,
      value: contact.value,
      preferred: isFirst(contact.kind, contact.value),
      source: contact.source,
      addedAt: contact.added_at.toISOString(),
      retiredAt: contact.retired_at?.toISOString() ?? null,
    }),
  );
  return [...first, ...others].toSorted((one, other) => Number(other.preferred) - Number(one.preferred));
}

/** The writings merged straight into a party, the newest first: that one alone can be taken back. */
export async function listMerged(db: Db, partyId: string): Promise<MergedParty[]> {
  const { rows } = await sql<Omit<MergedParty, 'mergedAt' | 'canUndo'> & { merged_at: Date }>`
    SELECT party_merges.id AS "mergeId", parties.id, parties.name, party_merges.merged_at,
      coalesce(account_names.name, '') AS "mergedBy", party_merges.reason
    FROM parties JOIN party_merges ON party_merges.id = parties.merge_id
    LEFT JOIN account_names ON account_names.account_id = party_merges.merged_by
    WHERE parties.merged_into = ${partyId}
    ORDER BY party_merges.merged_at DESC, party_merges.id DESC
  `.execute(db);
  return rows.map(({ merged_at, ...row }, index) => ({
    ...row,
    mergedAt: merged_at.toISOString(),
    canUndo: index === 0,
  }));
}

/** All entries of a party, under whichever of its merged writings; rights in the query, keyset. */
export async function listPartyEntries(
  deps: PartyDeps,
  actor: Actor,
  { partyId, ...page }: PartyEntriesQuery & { partyId: string },
): Promise<PartyEntries> {
  const ids = await requireUnder(deps, actor, partyId);
  return deps.entries.list(actor, ids, page);
}

/** Who looked at a party's page or its CNP, newest first; for whoever may read the page. */
export async function listPartyAccesses(
  deps: PartyDeps,
  actor: Actor,
  partyId: string,
): Promise<PartyAccesses> {
  const ids = await requireUnder(deps, actor, partyId);
  return { items: await listAccesses(deps.db, { subjectType: 'party', subjectIds: ids, limit: 50 }) };
}

async function requireUnder(deps: PartyDeps, actor: Actor, partyId: string): Promise<string[]> {
  requirePartyPermission(actor, 'party.read');
  const party = await findParty(deps.db, partyId, await sightOf(deps, actor));
  if (party === undefined) throw new AppError('not-found', 'party.not-found');
  return (await listUnder(deps.db, [party.id])).map((row) => row.id);
}
