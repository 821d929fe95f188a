// What petitions ask of letters and parties: drafts begun in another act's transaction, and to whom they go.
import { AppError, type LetterAddressee } from '@opis/contracts';
import type { Tx } from '../../platform/db.ts';
import type { Acting, Actor } from '../identity/index.ts';
import {
  type LetterFacts,
  type LetterPlan,
  type PlannedLetter,
  planDraft,
  readLetterFacts,
  writeDraft,
} from '../letters/index.ts';
import { findPartyCard } from '../parties/index.ts';
import type { PetitionDeps } from './petition-deps.ts';

/** What letters of the file are filled with. */
export async function factsOf(deps: PetitionDeps, fileId: string): Promise<LetterFacts> {
  const facts = await readLetterFacts(deps.db, fileId);
  if (facts === undefined) throw new AppError('not-found', 'case-file.not-found');
  return facts;
}

/** Whoever wrote to us, as far as the actor may know of them. */
export async function petitionerOf(
  deps: PetitionDeps,
  actor: Actor,
  { partyId, issuer }: Pick<LetterFacts, 'partyId' | 'issuer'>,
): Promise<Partial<LetterAddressee>> {
  if (partyId === null || !actor.scopes.has('party.read')) return { name: issuer };
  const sight = { sealedRegisters: await deps.sealedRegisters.of(actor) };
  const card = await findPartyCard(deps, partyId, sight);
  if (card === undefined) return { name: issuer };
  return { partyId, name: card.name, address: card.address ?? '', email: card.email ?? '' };
}

/** Fills a letter before the transaction that writes it. */
export const planLetter = (
  deps: PetitionDeps,
  facts: LetterFacts,
  plan: LetterPlan,
): Promise<PlannedLetter> => planDraft(deps, facts, plan);

/** Writes it as a draft of the unit where the file lies; gives its id. */
export const beginLetter = (
  tx: Tx,
  acting: Acting,
  { planned, unitId, at }: { planned: PlannedLetter; unitId: string | null; at: Date },
): Promise<string> => writeDraft(tx, acting, { ...planned, unitId }, at);
