import { z } from 'zod';

/** How a request was made (Legea 544/2001 art. 6 and 8): spoken, on paper, or electronically. */
export const RequestForm = z.enum(['verbal', 'paper', 'electronic']);
export type RequestForm = z.infer<typeof RequestForm>;

/** Who asks: the yearly report tells natural from legal persons. */
export const RequesterKind = z.enum(['natural', 'legal']);
export type RequesterKind = z.infer<typeof RequesterKind>;

/** How the answer is wanted. */
export const AnswerBy = z.enum(['email', 'post', 'counter', 'portal']);
export type AnswerBy = z.infer<typeof AnswerBy>;

/**
 * Domains of the yearly report (Norms of HG 123/2002, annex, B1): use of public money; fulfilment of duties; normative
 * acts; activity of leaders; application of Legea 544/2001; other.
 */
export const InformationDomain = z.enum([
  'public-money',
  'duties',
  'normative-acts',
  'leaders',
  'law-544',
  'other',
]);
export type InformationDomain = z.infer<typeof InformationDomain>;

/** Nature of the answer, known once it left or was given on the spot (art. 8): `pointed`: told where it is published. */
export const InformationResult = z.enum([
  'favourable',
  'partial',
  'refused',
  'redirected',
  'pointed',
  'on-the-spot',
]);
export type InformationResult = z.infer<typeof InformationResult>;

/** What a person decided about a request; each draws up its letter, which takes effect when it leaves. */
export const InformationDecision = z.enum([
  'extension',
  'refusal',
  'partial-refusal',
  'redirection',
  'pointing',
  'charge',
  'answer',
  'clarification',
  'complaint-upheld',
  'complaint-rejected',
]);
export type InformationDecision = z.infer<typeof InformationDecision>;

/** How a ground of refusal counts in the yearly report (B2): excepted by art. 12, not held, or another reason. */
export const GroundGroup = z.enum(['excepted', 'not-held', 'other']);
export type GroundGroup = z.infer<typeof GroundGroup>;

/** What an administrative complaint is about (art. 21): a refusal, whole or in part, or silence past the term. */
export const ComplaintAbout = z.enum(['refusal', 'silence']);
export type ComplaintAbout = z.infer<typeof ComplaintAbout>;

/** How a complaint or a court case ended, from the side of who complained. */
export const ComplaintVerdict = z.enum(['upheld', 'rejected']);
export type ComplaintVerdict = z.infer<typeof ComplaintVerdict>;
export const CourtCaseState = z.enum(['pending', 'favourable', 'rejected']);
export type CourtCaseState = z.infer<typeof CourtCaseState>;

/** What of a request is missing (art. 6 (3)); it never holds back its number. */
export const MissingDetail = z.enum(['information', 'name', 'address', 'signature', 'domain']);
export type MissingDetail = z.infer<typeof MissingDetail>;

/** What a person may do to a request now; the console draws exactly the ones that the server returned. */
export const InformationAction = z.enum([
  'edit-details',
  'extend',
  'refuse',
  'redirect',
  'point',
  'draft-answer',
  'ask-clarification',
  'charge',
  'record-payment',
  'complain',
  'record-court-case',
  'publish',
  'withdraw-publication',
  'tie-complaint',
  'decide-complaint',
]);
export type InformationAction = z.infer<typeof InformationAction>;
