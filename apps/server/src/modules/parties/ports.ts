import type { PartyEntries, PartyEntriesQuery } from '@opis/contracts';
import type { Actor } from '../identity/index.ts';

/** What the registry tells of confidential registers: the ids of those that name the actor. */
export type SealedRegisters = { of(actor: Actor): Promise<readonly string[]> };

/** What the registry tells of the entries of parties: only those that the actor may see, newest first. */
export type EntriesOfParties = {
  count(actor: Actor, partyIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** A page of the entries of all these parties together. */
  list(actor: Actor, partyIds: readonly string[], page: PartyEntriesQuery): Promise<PartyEntries>;
};
