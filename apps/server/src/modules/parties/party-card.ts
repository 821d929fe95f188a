import type { PartySuggestion } from '@opis/contracts';
import type { FieldKeys } from '../../platform/crypto/field-crypto.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { findParty, type Sight } from './find-parties.ts';
import { toSuggestion } from './to-suggestion.ts';

/** A party as the page of a file shows it, the CNP masked; undefined for one that the person may not know of. */
export async function findPartyCard(
  deps: { db: Db | Tx; keys: FieldKeys },
  partyId: string,
  sight: Sight,
): Promise<Omit<PartySuggestion, 'entryCount'> | undefined> {
  const found = await findParty(deps.db, partyId, sight);
  if (found === undefined) return undefined;
  const { entryCount: _, ...card } = toSuggestion(deps.keys, found, 0);
  return card;
}
