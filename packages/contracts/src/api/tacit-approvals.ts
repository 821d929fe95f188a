import { z } from 'zod';
import { Id, RequestId } from '../ids.ts';
import { CaseFileRow } from './case-files.ts';
import { Instant, PlainDate, typedText } from './fields.ts';

/** What a person found that the silence had for effect (OUG 27/2003 art. 6). */
export const TacitEffect = z.enum(['approved', 'not-approved']);
export type TacitEffect = z.infer<typeof TacitEffect>;

export const TacitAction = z.enum(['notify-irregularity', 'decide']);
export type TacitAction = z.infer<typeof TacitAction>;

/**
 * How a file stands with tacit approval. `applies` is false where the procedure says no, or where nobody knows
 * (`unknown` never triggers anything, TAC-03).
 */
export const TacitStanding = z.object({
  applies: z.boolean(),
  /** The cautious day of the answer; null when no term of it runs or ran. */
  answerBy: PlainDate.nullable(),
  /** The window for telling of irregularities (TAC-02): until when, and by how many days the term is then longer. */
  irregularity: z
    .object({
      until: PlainDate,
      open: z.boolean(),
      addsDays: z.int(),
      rule: z.string(),
      article: z.string(),
      letterId: Id.nullable(),
      leftOn: PlainDate.nullable(),
    })
    .nullable(),
  /** The term has passed with no answer: possible tacit approval, to be examined. */
  found: z
    .object({
      at: Instant,
      passedOn: PlainDate,
      effect: TacitEffect.nullable(),
      basis: z.string().nullable(),
      decidedAt: Instant.nullable(),
      decidedBy: z.string().nullable(),
      /** The draft about the official (M11), when it was asked for. */
      signalLetterId: Id.nullable(),
    })
    .nullable(),
  actions: z.array(TacitAction),
});
export type TacitStanding = z.infer<typeof TacitStanding>;

/** Errors: `tacit.does-not-apply`, `tacit.too-late` (with `until`), `tacit.already-notified`, those of letters. */
export const NotifyIrregularityRequest = z.strictObject({ requestId: RequestId });
export type NotifyIrregularityRequest = z.infer<typeof NotifyIrregularityRequest>;

/**
 * Records the effect with its basis; approved, the file is closed with that outcome. `signal`: drafts the notice about the
 * official. Errors: `tacit.not-found`, `tacit.decided`, `tacit.file-closed`.
 */
export const DecideTacitRequest = z.strictObject({
  requestId: RequestId,
  effect: TacitEffect,
  basis: typedText(2000, 5),
  signal: z.boolean().default(false),
});
export type DecideTacitRequest = z.infer<typeof DecideTacitRequest>;

/**
 * Files whose term passed with no answer, those not decided yet first, among what the asker may see; `mine`: the asker is
 * who records the effect.
 */
export const TacitFindings = z.object({
  items: z.array(
    z.object({ file: CaseFileRow, passedOn: PlainDate, effect: TacitEffect.nullable(), mine: z.boolean() }),
  ),
});
export type TacitFindings = z.infer<typeof TacitFindings>;

/** Public (TAC-04, OUG 27/2003 art. 4): authorisations to which tacit approval applies. */
export const PublicAuthorisations = z.object({
  items: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      legalBasis: z.string().nullable(),
      /** Days that the law gives for the answer. */
      days: z.int().nullable(),
      article: z.string().nullable(),
      requiredDocuments: z.array(z.string()),
      /** How many were granted by silence, as a person recorded; nothing of whose they are. */
      tacitlyApproved: z.int(),
    }),
  ),
});
export type PublicAuthorisations = z.infer<typeof PublicAuthorisations>;
