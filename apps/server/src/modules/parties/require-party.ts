import { AppError } from '@opis/contracts';
import type { Tx } from '../../platform/db.ts';
import type { Actor } from '../identity/index.ts';
import { findParty, type StoredParty } from './find-parties.ts';
import type { PartyDeps } from './suggest-parties.ts';

/** The party that stands for this id, if the actor may know of it; else not-found, in the same words for both. */
export async function requireParty(
  tx: Tx,
  id: string,
  sight: { sealedRegisters: readonly string[] },
): Promise<StoredParty> {
  const party = await findParty(tx, id, sight);
  if (party === undefined) throw new AppError('not-found', 'party.not-found');
  return party;
}

/** What the actor may see of the base; asked before the transaction. */
export async function sightOf(deps: Pick<PartyDeps, 'sealedRegisters'>, actor: Actor) {
  return { sealedRegisters: await deps.sealedRegisters.of(actor) };
}
