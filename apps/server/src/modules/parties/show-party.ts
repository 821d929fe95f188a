import { AppError, type PartyPage } from '@opis/contracts';
import { toLegalTime } from '../../platform/clock.ts';
import { recordAccess } from '../events/index.ts';
import type { Actor } from '../identity/index.ts';
import { countEntries } from './count-entries.ts';
import { findParty } from './find-parties.ts';
import { actingOnParty, partyActions, requirePartyPermission } from './party-policy.ts';
import { listMerged, listPartyEntries, readContacts } from './party-views.ts';
import { listRepresentations } from './representation/representation-store.ts';
import type { PartyDeps } from './suggest-parties.ts';
import { toSuggestion } from './to-suggestion.ts';

/**
 * A party's page, with all that is filed under it and under those merged into it. Looking at a person's data leaves a record of access; a read that cannot be recorded is not answered.
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
    await recordAccess(tx, actingOnParty(actor, 'party.read'), { ...access, purpose: 'party-page' });
    return found;
  });
  const today = toLegalTime(deps.clock.now()).date;
  const sideOf = (side: 'represented' | 'representative') =>
    listRepresentations(deps.db, { partyId: party.id, side, today });
  const [counts, contacts, represents, representedBy, merged, entries] = await Promise.all([
    countEntries(deps, actor, [party.id]),
    readContacts(deps.db, party),
    sideOf('representative'),
    sideOf('represented'),
    listMerged(deps.db, party.id),
    listPartyEntries(deps, actor, { partyId: party.id, limit: firstEntries }),
  ]);
  return {
    ...toSuggestion(deps.keys, party, counts.get(party.id) ?? 0),
    createdAt: party.created_at.toISOString(),
    contacts,
    represents,
    representedBy,
    merged,
    entries: entries.items,
    entriesNext: entries.next,
    actions: partyActions(actor, party),
  };
}

const firstEntries = 50;
