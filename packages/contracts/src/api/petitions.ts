import { z } from 'zod';
import { CaseFileStatus, CaseOutcome } from '../case-files/vocabulary.ts';
import { Id, RequestId, Version } from '../ids.ts';
import { LetterStatus } from '../letters/vocabulary.ts';
import {
  AnonymousGround,
  AnonymousWay,
  AtStake,
  LikenessBasis,
  PetitionAction,
  PetitionKind,
  TriageDecision,
} from '../petitions/vocabulary.ts';
import { Channel } from '../registry/vocabulary.ts';
import { Code, Instant, PlainDate, typedText } from './fields.ts';

const reason = typedText(1000, 3);
/** Every act is on the version of the file that the person saw. */
const act = { requestId: RequestId, version: Version };

/** One paper that waits to be recognised. */
export const TriageItem = z.object({
  id: Id,
  version: z.number().int(),
  registrationNumber: z.string(),
  registeredAt: Instant,
  channel: Channel,
  subject: z.string(),
  issuer: z.string(),
  /** Name of the procedure that it follows now. */
  procedure: z.object({ code: z.string(), name: z.string() }),
  unit: z.string().nullable(),
  documentCount: z.number().int(),
  /** Why closing would be proposed; null: it is not anonymous. */
  anonymous: AnonymousGround.nullable(),
  /** Due day of the term that is due first. */
  dueOn: PlainDate.nullable(),
});
export type TriageItem = z.infer<typeof TriageItem>;

export const ListTriageQuery = z.strictObject({
  after: Id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListTriageQuery = z.infer<typeof ListTriageQuery>;
/** Oldest first; `next` is the `after` of the following page. */
export const TriagePage = z.object({ items: z.array(TriageItem), next: Id.nullable() });
export type TriagePage = z.infer<typeof TriagePage>;

/**
 * `procedure` only for a service: which one; absent: the general one. `kind` only for a petition: what the half-yearly
 * report counts it by.
 */
export const TriageRequest = z
  .strictObject({
    ...act,
    decision: TriageDecision,
    procedure: Code.optional(),
    kind: PetitionKind.optional(),
    reason,
  })
  .refine(({ decision, kind }) => kind === undefined || decision === 'petition', {
    path: ['kind'],
    error: 'field.invalid',
  })
  .refine(({ decision, procedure }) => procedure === undefined || decision === 'service', {
    path: ['procedure'],
    error: 'field.invalid',
  });
export type TriageRequest = z.infer<typeof TriageRequest>;

/** `moved`: it is in the special register now, and whoever is not named there finds it nowhere. */
export const TriageResult = z.object({ registrationNumber: z.string(), moved: z.boolean() });
export type TriageResult = z.infer<typeof TriageResult>;

/** What is done with an anonymous paper. `found-false`: the name and address written on it are nobody's. */
export const CloseAnonymousRequest = z
  .strictObject({
    ...act,
    atStake: AtStake,
    way: AnonymousWay,
    foundFalse: z.boolean().default(false),
    reason,
  })
  .refine(({ atStake, way }) => (way === 'close') === (atStake === 'nothing'), {
    path: ['way'],
    error: 'petition.danger-not-closed',
  });
export type CloseAnonymousRequest = z.infer<typeof CloseAnonymousRequest>;

/** An authority that petitions may be sent to. */
export const CompetentBody = z.object({
  id: Id,
  name: z.string(),
  /** What it is competent for, in words. */
  domains: z.string(),
  address: z.string(),
  email: z.string().nullable(),
  version: z.number().int(),
});
export type CompetentBody = z.infer<typeof CompetentBody>;
export const CompetentBodies = z.object({ items: z.array(CompetentBody), mayEdit: z.boolean() });
export type CompetentBodies = z.infer<typeof CompetentBodies>;

const body = {
  name: typedText(200, 3),
  domains: typedText(500, 3),
  address: typedText(300, 5),
  email: z.email({ error: 'field.invalid' }).max(254).nullable(),
};
export const SaveCompetentBodyRequest = z.strictObject({ requestId: RequestId, ...body });
export type SaveCompetentBodyRequest = z.infer<typeof SaveCompetentBodyRequest>;
export const ChangeCompetentBodyRequest = z.strictObject({ ...act, ...body });
export type ChangeCompetentBodyRequest = z.infer<typeof ChangeCompetentBodyRequest>;
export const RetireCompetentBodyRequest = z.strictObject(act);
export type RetireCompetentBodyRequest = z.infer<typeof RetireCompetentBodyRequest>;

/** Both letters begin as drafts from their templates, filled with the body and the petitioner. */
export const RedirectRequest = z.strictObject({ ...act, bodyId: Id, reason });
export type RedirectRequest = z.infer<typeof RedirectRequest>;
export const WithdrawRedirectionRequest = z.strictObject({ ...act, reason });
export type WithdrawRedirectionRequest = z.infer<typeof WithdrawRedirectionRequest>;

/** `firstId`: the file of the first petition. */
export const JoinPetitionRequest = z.strictObject({ ...act, firstId: Id, reason });
export type JoinPetitionRequest = z.infer<typeof JoinPetitionRequest>;

export const ExtendPetitionRequest = z.strictObject({ ...act, days: z.int().min(1).max(30), reason });
export type ExtendPetitionRequest = z.infer<typeof ExtendPetitionRequest>;

/** An earlier paper that looks like this one. `proposes`: to be joined, or this one closed since it was answered. */
export const SimilarPetition = z.object({
  id: Id,
  registrationNumber: z.string(),
  registeredOn: PlainDate,
  subject: z.string(),
  issuer: z.string(),
  status: CaseFileStatus,
  outcome: CaseOutcome.nullable(),
  basis: LikenessBasis.exclude(['stated']),
  /** Of the subjects, in percent. */
  likeness: z.number().int(),
  proposes: z.enum(['join', 'close-repeat']),
});
export type SimilarPetition = z.infer<typeof SimilarPetition>;
export const SimilarPetitions = z.object({ items: z.array(SimilarPetition) });
export type SimilarPetitions = z.infer<typeof SimilarPetitions>;

const decided = { at: Instant, by: z.string(), reason: z.string() };
const letter = z.object({ id: Id, status: LetterStatus, left: z.boolean() });

/** What the law of petitions says of one file. */
export const PetitionView = z.object({
  id: Id,
  version: z.number().int(),
  actions: z.array(PetitionAction),
  procedure: z.string(),
  /** The last time that somebody said what it is. */
  triage: z.object({ decision: TriageDecision, ...decided }).nullable(),
  /** Why closing is proposed; null: it is not anonymous, or somebody decided already. */
  anonymous: AnonymousGround.nullable(),
  decided: z.object({ atStake: AtStake, way: AnonymousWay, ground: AnonymousGround, ...decided }).nullable(),
  redirection: z
    .object({ body: z.string(), ...decided, dueOn: PlainDate.nullable(), letter, notice: letter })
    .nullable(),
  extension: z
    .object({
      days: z.number().int(),
      /** The last day on which the notice may leave. */
      firstDueOn: PlainDate,
      dueOn: PlainDate,
      /** When the notice left; null: not yet, and the term has not moved. */
      toldOn: PlainDate.nullable(),
      /** It left in time and the term moved; false: it left too late and moved nothing. */
      inTime: z.boolean().nullable(),
      notice: letter,
      ...decided,
    })
    .nullable(),
  /** Longest extension that its domain allows, in days. */
  extensionCap: z.number().int(),
  /** Petitions joined to it, and repeats closed with a mention here; those that the asker may see. */
  mentions: z.array(
    z.object({
      id: Id,
      registrationNumber: z.string(),
      kind: z.enum(['joined', 'repeat']),
      basis: LikenessBasis,
      ...decided,
    }),
  ),
  /** The first petition, when this one was joined to it or closed as its repeat. */
  first: z.object({ id: Id, registrationNumber: z.string(), kind: z.enum(['joined', 'repeat']) }).nullable(),
  /** The number that it left in the open book; only for who is named on the sealed register where it lies. */
  movedFrom: z.object({ registrationNumber: z.string(), ...decided }).nullable(),
});
export type PetitionView = z.infer<typeof PetitionView>;

/** Half of a year: 1 is January to June, 2 July to December (OG 27/2002, art. 14). */
export const HalfYear = z.strictObject({
  year: z.coerce.number().int().min(1990).max(2199),
  half: z.coerce.number().int().min(1).max(2),
});
export type HalfYear = z.infer<typeof HalfYear>;

/** What the half-yearly report counts by; `received` is all of them, and so is the sum of each other but `extended`. */
export const PetitionFigureGroup = z.enum([
  'received',
  'kind',
  'channel',
  'subject',
  'solution',
  'month',
  'extended',
]);
export type PetitionFigureGroup = z.infer<typeof PetitionFigureGroup>;

/** How a petition ended, each in exactly one way. */
export const PetitionSolution = z.enum([
  'answered-in-term',
  'answered-late',
  'redirected',
  'joined',
  'closed-anonymous',
  'closed-repeat',
  'withdrawn',
  'closed-otherwise',
  'open-in-term',
  'open-late',
]);
export type PetitionSolution = z.infer<typeof PetitionSolution>;

/** One figure; `code` and `group` ask for the very files behind it. */
export const PetitionFigure = z.object({
  group: PetitionFigureGroup,
  code: z.string(),
  name: z.string(),
  count: z.number().int(),
  /** Of these, how many are or were answered late. */
  late: z.number().int(),
});
export type PetitionFigure = z.infer<typeof PetitionFigure>;

/** What the compartment reports twice a year (PET-14), over the petitions whose row the asker may see. */
export const PetitionReport = z.object({
  year: z.number().int(),
  half: z.number().int(),
  from: PlainDate,
  to: PlainDate,
  countedOn: PlainDate,
  figures: z.array(PetitionFigure),
});
export type PetitionReport = z.infer<typeof PetitionReport>;

export const PetitionFilesQuery = z.strictObject({
  ...HalfYear.shape,
  group: PetitionFigureGroup,
  code: z.string().regex(/^[a-z0-9-]{1,60}$/, { error: 'field.invalid' }),
  /** Only those that the figure counts as `late`. */
  late: z.stringbool().optional(),
  after: Id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type PetitionFilesQuery = z.infer<typeof PetitionFilesQuery>;
export const PetitionFiles = z.object({
  items: z.array(
    z.object({
      id: Id,
      registrationNumber: z.string(),
      registeredOn: PlainDate,
      subject: z.string(),
      issuer: z.string(),
      solution: PetitionSolution,
      dueOn: PlainDate.nullable(),
    }),
  ),
  next: Id.nullable(),
});
export type PetitionFiles = z.infer<typeof PetitionFiles>;

export const ExportPetitionReportRequest = z.strictObject({
  requestId: RequestId,
  year: z.int().min(1990).max(2199),
  half: z.int().min(1).max(2),
  format: z.enum(['pdf', 'xlsx']),
});
export type ExportPetitionReportRequest = z.infer<typeof ExportPetitionReportRequest>;
