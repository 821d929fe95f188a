import { AppError, type PartyPage } from '@opis/contracts';
import { recordAccess } from '../events/index.ts';
import type { Actor } from '../identity/index.ts';
import { findParty } from './find-parties.ts';
import { requirePartyPermission } from './party-policy.ts';
import type { PartyDeps } from './suggest-parties.ts';
import { toSuggestion } from './to-suggestion.ts';

/**
 * A party's page. Looking at a person's data leaves a record of access; a read that cannot be recorded is not answered.
 * Throws not-found, in the same words, for a party that is not there and for one that the actor may not know of.
 */
export async function showParty(deps: PartyDeps, actor: Actor, partyId: string): Promise<PartyPage> {
  requirePartyPermission(actor, 'party.read');
  const sight = { sealedRegisters: await deps.sealedRegisters.of(actor) };
  const party = await deps.db.transaction().execute(async (tx) => {
    const found = await findParty(tx, partyId, sight);
    if (found === undefined) throw new AppError('not-found', 'party.not-found');
    const access = {
      kind: 'viewed',
      at: deps.clock.now(),
      subjectType: 'party',
      subjectId: found.id,
    } as const;
    await recordAccess(tx, actor, { ...access, purpose: 'party-page' });
    return found;
  });
  const counts = await deps.entries.count(actor, [party.id]);
  return {
    ...toSuggestion(deps.keys, party, counts.get(party.id) ?? 0),
    createdAt: party.created_at.toISOString(),
    entries: await deps.entries.list(actor, party.id),
  };
}
