import { z } from 'zod';
import { LawOrigin } from '../deadlines/deadline-rule.ts';
import { TermState } from '../deadlines/term-state.ts';
import { Id, RequestId, Version } from '../ids.ts';
import {
  AnswerBy,
  ComplaintAbout,
  ComplaintVerdict,
  CourtCaseState,
  GroundGroup,
  InformationAction,
  InformationDecision,
  InformationDomain,
  InformationResult,
  MissingDetail,
  RequesterKind,
  RequestForm,
} from '../information-requests/vocabulary.ts';
import { LetterKind, LetterStatus } from '../letters/vocabulary.ts';
import { CaseUnit } from './case-files.ts';
import { Instant, PlainDate, typedText } from './fields.ts';
import { Problem } from './problem.ts';

/** An amount in lei with two decimals, `12.50`; a string, never a floating number. */
export const LeiAmount = z.string().regex(/^\d{1,9}\.\d{2}$/, { error: 'field.invalid' });

/** What the request says (Legea 544/2001 art. 6 (3)); null where nobody said it yet. */
export const InformationDetails = z.object({
  /** The information asked for; null: as the subject of the row says it. */
  information: z.string().nullable(),
  form: RequestForm,
  /** Of one on paper: signed; of the others it is not asked (art. 7 (3)). */
  signed: z.boolean(),
  answerBy: AnswerBy.nullable(),
  answerAddress: z.string().nullable(),
  requesterKind: RequesterKind,
  press: z.boolean(),
  domain: InformationDomain.nullable(),
});
export type InformationDetails = z.infer<typeof InformationDetails>;

/**
 * A day by which something may still be done, whether or not anybody wants to: `extend` (notice inside the first 10 days),
 * `refuse` (5 days), `redirect` (5 days), `complain` (30 days). With the article; `unverified`: no lawyer has checked it.
 */
export const InformationWindow = z.object({
  kind: z.enum(['extend', 'refuse', 'redirect', 'complain']),
  rule: z.string(),
  act: z.string(),
  article: z.string(),
  value: z.number().int(),
  on: PlainDate,
  past: z.boolean(),
  unverified: z.boolean(),
});
export type InformationWindow = z.infer<typeof InformationWindow>;

/** A term of the request that runs or ran, with its rule in words. */
export const InformationTerm = z.object({
  id: Id,
  role: z.string(),
  rule: z.string(),
  name: z.string(),
  act: z.string(),
  article: z.string(),
  on: PlainDate,
  state: TermState,
  unverified: z.boolean(),
});
export type InformationTerm = z.infer<typeof InformationTerm>;

/** A ground of refusal of the catalogue: data with its article and how sure we are of it. */
export const RefusalGround = z.object({
  code: z.string(),
  name: z.string(),
  act: z.string(),
  article: z.string(),
  /** The sentence that the letter begins with. */
  sentence: z.string(),
  group: GroundGroup,
  /** False while one known from memory, or added by the institution, was checked by no lawyer. */
  verified: z.boolean(),
  /** Where it was read. */
  source: z.string(),
  origin: LawOrigin,
  validFrom: PlainDate,
  checkedOn: PlainDate.nullable(),
  checkedBy: z.string().nullable(),
  /** Goes back with a check: another one meanwhile is a conflict. */
  version: z.number().int(),
});
export type RefusalGround = z.infer<typeof RefusalGround>;
export const RefusalGrounds = z.object({ items: z.array(RefusalGround) });
export type RefusalGrounds = z.infer<typeof RefusalGrounds>;
/** A lawyer vouches for a ground, its act and its article, or takes it back. */
export const CheckGroundRequest = z.strictObject({
  requestId: RequestId,
  version: Version,
  checked: z.boolean(),
});
export type CheckGroundRequest = z.infer<typeof CheckGroundRequest>;
/** A ground that another act gives, as the institution's lawyer adds it; from today on. */
export const AddGroundRequest = z.strictObject({
  requestId: RequestId,
  name: typedText(200),
  act: typedText(200),
  article: typedText(200),
  sentence: typedText(500),
  group: GroundGroup,
  source: typedText(300),
});
export type AddGroundRequest = z.infer<typeof AddGroundRequest>;

/** A decision of a person; `letter` is null when the letter was taken away since. */
export const InformationDecisionRow = z.object({
  id: Id,
  kind: InformationDecision,
  at: Instant,
  by: z.string(),
  onBehalfOf: z.string().nullable(),
  /** Why, in the person's words; where it is published; which authority. */
  words: z.string().nullable(),
  grounds: z.array(RefusalGround.pick({ code: true, name: true, article: true })),
  /** Decided after its window had passed, knowingly. */
  late: z.boolean(),
  letters: z.array(
    z.object({ id: Id, kind: LetterKind, status: LetterStatus, leftOn: PlainDate.nullable() }),
  ),
});
export type InformationDecisionRow = z.infer<typeof InformationDecisionRow>;

/** A price of a copy, as the institution approved it; `amount` in lei for one piece. */
export const CopyTariff = z.object({
  code: z.string(),
  name: z.string(),
  amount: LeiAmount,
  /** The act that approved it. */
  act: z.string(),
  validFrom: PlainDate,
  validTo: PlainDate.nullable(),
});
export type CopyTariff = z.infer<typeof CopyTariff>;
export const CopyTariffs = z.object({ items: z.array(CopyTariff) });

/** Copies that the requester pays for (art. 9); access itself is free. */
export const CopyCharge = z.object({
  id: Id,
  at: Instant,
  by: z.string(),
  total: LeiAmount,
  lines: z.array(
    z.object({
      tariff: z.string(),
      name: z.string(),
      quantity: z.number().int(),
      price: LeiAmount,
      amount: LeiAmount,
    }),
  ),
  letterId: Id.nullable(),
  paidOn: PlainDate.nullable(),
  receipt: z.string().nullable(),
});
export type CopyCharge = z.infer<typeof CopyCharge>;

/** An administrative complaint (art. 21), a case file of its own. */
export const InformationComplaint = z.object({
  id: Id,
  registrationNumber: z.string(),
  requestId: Id,
  requestNumber: z.string(),
  about: ComplaintAbout,
  knownOn: PlainDate,
  lodgedOn: PlainDate,
  /** Last day to lodge it, 30 days from the day it was known. */
  lodgeBy: PlainDate,
  inTime: z.boolean(),
  verdict: ComplaintVerdict.nullable(),
  decidedOn: PlainDate.nullable(),
});
export type InformationComplaint = z.infer<typeof InformationComplaint>;

/** A court case about the request (art. 22). */
export const CourtCase = z.object({
  id: Id,
  court: z.string(),
  number: z.string(),
  filedOn: PlainDate,
  state: CourtCaseState,
  stateOn: PlainDate.nullable(),
});
export type CourtCase = z.infer<typeof CourtCase>;

/** What anybody may read of an answered request: words written anew for the page, and masked copies alone. */
export const InformationPublication = z.object({
  title: z.string(),
  question: z.string(),
  answer: z.string(),
  documents: z.array(z.object({ id: Id, name: z.string(), pages: z.number().int() })),
  publishedOn: PlainDate,
  by: z.string(),
  withdrawnOn: PlainDate.nullable(),
});
export type InformationPublication = z.infer<typeof InformationPublication>;

/** Published answers, for everybody: nothing of who asked; of a masked copy neither the name. */
export const PublishedAnswers = z.object({
  items: z.array(
    z.object({
      id: Id,
      title: z.string(),
      question: z.string(),
      answer: z.string(),
      publishedOn: PlainDate,
      documents: z.array(z.object({ id: Id, pages: z.number().int() })),
    }),
  ),
});
export type PublishedAnswers = z.infer<typeof PublishedAnswers>;

/** An internal note (*notă internă*) to a unit and what it said. */
export const InformationNote = z.object({
  id: Id,
  unit: CaseUnit.nullable(),
  person: z.string().nullable(),
  dueOn: PlainDate.nullable(),
  question: z.string().nullable(),
  status: z.enum(['waiting', 'open', 'done', 'returned', 'withdrawn']),
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: Instant.nullable(),
  late: z.boolean(),
});
export type InformationNote = z.infer<typeof InformationNote>;

/** A document of the file, of which a masked copy may be made or published. */
export const InformationDocument = z.object({
  id: Id,
  name: z.string(),
  pages: z.number().int(),
  masked: z.boolean(),
});
export type InformationDocument = z.infer<typeof InformationDocument>;

/** A request for public information, or a complaint about one, by its case file. */
export const InformationRequest = z.object({
  id: Id,
  registrationNumber: z.string(),
  registeredOn: PlainDate,
  subject: z.string(),
  issuer: z.string(),
  closed: z.boolean(),
  version: z.number().int(),
  details: InformationDetails,
  missing: z.array(MissingDetail),
  terms: z.array(InformationTerm),
  windows: z.array(InformationWindow),
  result: z
    .object({
      kind: InformationResult,
      on: PlainDate,
      /** What was told, of a request answered on the spot. */
      words: z.string().nullable(),
      late: z.boolean(),
    })
    .nullable(),
  decisions: z.array(InformationDecisionRow),
  notes: z.array(InformationNote),
  charges: z.array(CopyCharge),
  complaints: z.array(InformationComplaint),
  /** Of a complaint: itself, and the request that it is about. */
  complaint: InformationComplaint.nullable(),
  courtCases: z.array(CourtCase),
  documents: z.array(InformationDocument),
  publication: InformationPublication.nullable(),
  actions: z.array(InformationAction),
});
export type InformationRequest = z.infer<typeof InformationRequest>;

/**
 * An earlier request that asks nearly the same, among those whose file the asker may read. `likeness`: of the words, in
 * percent. `result` is null while it has no answer; `published`: anybody may read the answer.
 */
export const SimilarInformationRequest = z.object({
  id: Id,
  registrationNumber: z.string(),
  registeredOn: PlainDate,
  information: z.string(),
  likeness: z.number().int(),
  result: InformationResult.nullable(),
  resultOn: PlainDate.nullable(),
  published: z.boolean(),
});
export type SimilarInformationRequest = z.infer<typeof SimilarInformationRequest>;
export const SimilarInformationRequests = z.object({ items: z.array(SimilarInformationRequest) });
export type SimilarInformationRequests = z.infer<typeof SimilarInformationRequests>;

/** The body of the 409 `information-request.changed-meanwhile`: the request as it stands now. */
export const InformationConflictProblem = Problem.extend({ conflict: InformationRequest.partial() });
export type InformationConflictProblem = z.infer<typeof InformationConflictProblem>;
