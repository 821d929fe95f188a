import type { PartyPage } from '@opis/contracts';
import type { Actor } from '../identity/index.ts';

/** What the registry tells of confidential registers: the ids of those that name the actor. */
export type SealedRegisters = { of(actor: Actor): Promise<readonly string[]> };

/** What the registry tells of a party's entries: only those that the actor may see, newest first. */
export type EntriesOfParties = {
  count(actor: Actor, partyIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  list(actor: Actor, partyId: string): Promise<PartyPage['entries']>;
};
