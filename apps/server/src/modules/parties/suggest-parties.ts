import type { PartySuggestion } from '@opis/contracts';
import { type Clock, toLegalTime } from '../../platform/clock.ts';
import type { FieldKeys } from '../../platform/crypto/field-crypto.ts';
import type { Db } from '../../platform/db.ts';
import type { Actor } from '../identity/index.ts';
import { countEntries } from './count-entries.ts';
import { findParties } from './find-parties.ts';
import { requirePartyPermission } from './party-policy.ts';
import { parsePartyQuery } from './party-query.ts';
import type { EntriesOfParties, SealedRegisters } from './ports.ts';
import { toSuggestion } from './to-suggestion.ts';

/** What the doors of the parties need; the last two come from the registry, which stands above. */
export type PartyDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly keys: FieldKeys;
  readonly sealedRegisters: SealedRegisters;
  readonly entries: EntriesOfParties;
};

/** The known parties that somebody may be typing: at most eight, only those that the actor may know of. */
export async function suggestParties(
  deps: PartyDeps,
  actor: Actor,
  typed: string,
): Promise<PartySuggestion[]> {
  requirePartyPermission(actor, 'party.read');
  const query = parsePartyQuery(typed, { keys: deps.keys, today: toLegalTime(deps.clock.now()).date });
  const sight = { sealedRegisters: await deps.sealedRegisters.of(actor) };
  const parties = await findParties(deps.db, query, sight);
  const ids = parties.map((party) => party.id);
  const counts = await countEntries(deps, actor, ids);
  return parties.map((party) => toSuggestion(deps.keys, party, counts.get(party.id) ?? 0));
}
