import { z } from 'zod';

/**
 * What a paper that came in turns out to be (INF-10). Number and date stay whatever it is; a report of wrongdoing
 * (Legea 361/2022) leaves the open book, which keeps the number alone.
 */
export const TriageDecision = z.enum(['petition', 'foi-request', 'service', 'audience', 'whistleblower']);
export type TriageDecision = z.infer<typeof TriageDecision>;

/** What a petition is (OG 27/2002, art. 2); the codes of the field `petitionKind` of its procedure. */
export const PetitionKind = z.enum(['cerere', 'reclamatie', 'sesizare', 'propunere']);
export type PetitionKind = z.infer<typeof PetitionKind>;

/** Why closing is proposed (OG 27/2002, art. 7): nobody is named, whoever is cannot be reached, or it was found untrue. */
export const AnonymousGround = z.enum(['no-sender', 'no-identification', 'found-false']);
export type AnonymousGround = z.infer<typeof AnonymousGround>;

/** What an anonymous paper puts at stake, asked before anything is done with it. */
export const AtStake = z.enum(['nothing', 'child-or-victim', 'integrity']);
export type AtStake = z.infer<typeof AtStake>;

/** What becomes of it: closed only when nothing is at stake, else a file of its own accord or the sealed register. */
export const AnonymousWay = z.enum(['close', 'ex-officio', 'seal']);
export type AnonymousWay = z.infer<typeof AnonymousWay>;

/** Which confidential register takes what is recognised as such. */
export const SpecialPurpose = z.enum(['whistleblower', 'protection']);
export type SpecialPurpose = z.infer<typeof SpecialPurpose>;

/** How an earlier paper was found to be about the same; `stated`: whoever joined it says so. */
export const LikenessBasis = z.enum(['person', 'text', 'both', 'stated']);
export type LikenessBasis = z.infer<typeof LikenessBasis>;

/** What a person may do to a petition now, beside what they may do to its file. */
export const PetitionAction = z.enum([
  'triage',
  'close-anonymous',
  'redirect',
  'withdraw-redirection',
  'join',
  'close-repeat',
  'extend',
]);
export type PetitionAction = z.infer<typeof PetitionAction>;

/** Longest extension (art. 9 of OG 27/2002, as Legea 31/2018 has it), in days. */
export const extensionCaps = { general: 15, energy: 30 } as const;
