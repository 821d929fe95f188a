import {
  type AnonymousGround,
  type CaseFileAction,
  extensionCaps,
  type PetitionAction,
} from '@opis/contracts';

/** Procedures of the law of petitions (OG 27/2002): ours, and those that another authority sent on. */
export const petitionProcedures: readonly string[] = ['petition', 'referral-notice'];

/** What the law asks about a paper, as it stands. */
export type PetitionFacts = {
  readonly procedure: string;
  readonly direction: string;
  readonly status: string;
  readonly sealed: boolean;
  readonly anonymous: AnonymousGround | null;
  readonly redirecting: boolean;
  readonly letterLeft: boolean;
  readonly extended: boolean;
  /** A term of answering runs and its day has not passed. */
  readonly extendable: boolean;
};

/** Why somebody is anonymous (art. 7): nobody is named, or whoever is can be neither recognised nor reached. */
export function anonymousGround(sender: {
  partyId: string | null;
  identified: boolean;
  direction: string;
}): AnonymousGround | null {
  if (sender.direction !== 'in') return null;
  if (sender.partyId === null) return 'no-sender';
  return sender.identified ? null : 'no-identification';
}

/**
 * What a person may do to a petition by what they may do to its file: whoever may say what a file is recognises it and
 * decides of an anonymous one; whoever may close it redirects it; the head of the institution extends.
 */
export function petitionActions(
  facts: PetitionFacts,
  { file, mayExtend }: { file: readonly CaseFileAction[]; mayExtend: boolean },
): PetitionAction[] {
  if (facts.status === 'closed') return [];
  const given = (held: boolean, action: PetitionAction) => (held ? [action] : []);
  const isPetition = petitionProcedures.includes(facts.procedure);
  const recognises = file.includes('reclassify');
  return [
    ...given(recognises && facts.direction === 'in' && !facts.sealed, 'triage'),
    ...given(recognises && isPetition, 'close-anonymous'),
    ...given(recognises && isPetition && !facts.redirecting, 'redirect'),
    ...given(recognises && facts.redirecting && !facts.letterLeft, 'withdraw-redirection'),
    ...given(file.includes('join') && isPetition, 'join'),
    ...given(recognises && isPetition, 'close-repeat'),
    ...given(mayExtend && isPetition && facts.extendable && !facts.extended, 'extend'),
  ];
}

/** Longest extension, in days, by what the petition is about (art. 9). */
export const extensionCapOf = (fields: Readonly<Record<string, unknown>>): number =>
  fields.energy === true ? extensionCaps.energy : extensionCaps.general;
