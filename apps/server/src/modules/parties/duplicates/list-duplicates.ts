import type { DuplicatePairs, DuplicateReason, PartyDuplicates } from '@opis/contracts';
import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import type { Actor } from '../../identity/index.ts';
import { countEntries } from '../count-entries.ts';
import { findParty, listParties } from '../find-parties.ts';
import { requirePartyPermission } from '../party-policy.ts';
import { sightOf } from '../require-party.ts';
import type { PartyDeps } from '../suggest-parties.ts';
import { toSuggestion } from '../to-suggestion.ts';
import { alikeMine } from './alike.ts';

/** Who may be the same as this party, the likest name first; nobody for a party that only a confidential register knows. */
export async function listDuplicates(
  deps: PartyDeps,
  actor: Actor,
  partyId: string,
): Promise<PartyDuplicates> {
  requirePartyPermission(actor, 'party.merge');
  const party = await findParty(deps.db, partyId, await sightOf(deps, actor));
  if (party === undefined) throw new AppError('not-found', 'party.not-found');
  const { rows } = await sql<{ id: string; reasons: DuplicateReason[] }>`
    SELECT alike.id, array_agg(DISTINCT alike.reason) AS reasons
    FROM parties AS mine CROSS JOIN LATERAL ${alikeMine} AS alike JOIN parties ON parties.id = alike.id
    WHERE mine.id = ${party.id} AND mine.sealed_register_id IS NULL
    GROUP BY alike.id, similarity(parties.search_key, mine.search_key)
    ORDER BY similarity(parties.search_key, mine.search_key) DESC, alike.id LIMIT 20
  `.execute(deps.db);
  const parties = await suggestionsOf(
    deps,
    actor,
    rows.map((row) => row.id),
  );
  return {
    items: rows.flatMap(({ id, reasons }) => {
      const found = parties.get(id);
      return found ? [{ party: found, reasons }] : [];
    }),
  };
}

const perPage = 25;
const windowSize = 500;
const maxWindows = 20;

// A family shares a phone: in the queue the names must have something in common; on a person's page all are told.
const someName = 0.25;

type Pair = { newer: string; older: string; reasons: DuplicateReason[] };

/**
 * The queue of possible duplicates, by the newer of each pair, newest first. Looks at some hundreds of parties at a time
 * and stops after ten thousand, so that a base of millions costs no more than a small one.
 */
export async function listDuplicatePairs(
  deps: PartyDeps,
  actor: Actor,
  after: string | undefined,
): Promise<DuplicatePairs> {
  requirePartyPermission(actor, 'party.merge');
  const pairs: Pair[] = [];
  let next: string | null = after ?? null;
  for (let windows = 0; windows < maxWindows && pairs.length < perPage; windows++) {
    const found: { pairs: Pair[]; last: string | null } = await readWindow(deps.db, next);
    pairs.push(...found.pairs);
    next = found.last;
    if (next === null) break;
  }
  const parties = await suggestionsOf(
    deps,
    actor,
    pairs.flatMap(({ newer, older }) => [newer, older]),
  );
  const items = pairs.flatMap(({ newer, older, reasons }) => {
    const [one, other] = [parties.get(newer), parties.get(older)];
    return one && other ? [{ newer: one, older: other, reasons }] : [];
  });
  return { items, next };
}

async function readWindow(db: Db, after: string | null): Promise<{ pairs: Pair[]; last: string | null }> {
  const { rows } = await sql<{ last: string | null; size: number; pairs: Pair[] | null }>`
    WITH newest AS MATERIALIZED (
      SELECT parties.id, parties.kind, parties.search_key, parties.phone, parties.email, parties.address, parties.cnp_hash,
        parties.cui
      FROM parties
      WHERE parties.merged_into IS NULL AND parties.sealed_register_id IS NULL
        AND (${after}::uuid IS NULL OR parties.id < ${after}::uuid)
      ORDER BY parties.id DESC LIMIT ${windowSize}
    ), pairs AS (
      SELECT mine.id AS newer, alike.id AS older, array_agg(DISTINCT alike.reason) AS reasons
      FROM newest AS mine CROSS JOIN LATERAL ${alikeMine} AS alike
      JOIN parties AS older ON older.id = alike.id
      WHERE alike.id < mine.id AND similarity(older.search_key, mine.search_key) >= ${someName}
      GROUP BY mine.id, alike.id
    )
    SELECT (SELECT newest.id FROM newest ORDER BY newest.id LIMIT 1) AS last, (SELECT count(*)::int FROM newest) AS size,
      (SELECT json_agg(pairs ORDER BY pairs.newer DESC, pairs.older DESC) FROM pairs) AS pairs
  `.execute(db);
  const row = rows[0];
  return { pairs: row?.pairs ?? [], last: row && row.size === windowSize ? row.last : null };
}

async function suggestionsOf(deps: PartyDeps, actor: Actor, ids: readonly string[]) {
  const wanted = [...new Set(ids)];
  const [parties, counts] = await Promise.all([
    listParties(deps.db, wanted, await sightOf(deps, actor)),
    countEntries(deps, actor, wanted),
  ]);
  return new Map(
    parties.map((party) => [party.id, toSuggestion(deps.keys, party, counts.get(party.id) ?? 0)]),
  );
}
