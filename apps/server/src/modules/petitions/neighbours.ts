// What petitions ask of letters: drafts begun in another act's transaction.
import { AppError } from '@opis/contracts';
import type { Tx } from '../../platform/db.ts';
import type { Acting } from '../identity/index.ts';
import {
  type LetterFacts,
  type LetterPlan,
  type PlannedLetter,
  planDraft,
  readLetterFacts,
  writeDraft,
} from '../letters/index.ts';
import type { PetitionDeps } from './petition-deps.ts';

/** What letters of the file are filled with. */
export async function factsOf(deps: PetitionDeps, fileId: string): Promise<LetterFacts> {
  const facts = await readLetterFacts(deps.db, fileId);
  if (facts === undefined) throw new AppError('not-found', 'case-file.not-found');
  return facts;
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
