import { z } from 'zod';
import { Id, RequestId, Version } from '../ids.ts';
import {
  AnswerBy,
  ComplaintAbout,
  ComplaintVerdict,
  CourtCaseState,
  InformationDomain,
  InformationResult,
  RequesterKind,
  RequestForm,
} from '../information-requests/vocabulary.ts';
import { Sender } from './entries.ts';
import { Code, PlainDate, typedText } from './fields.ts';
import { LeiAmount } from './information-requests.ts';

/** Each act carries the version that the person saw. */
const act = { requestId: RequestId, version: Version };

export const SetInformationDetailsRequest = z.strictObject({
  ...act,
  information: typedText(4000, 0).nullable(),
  form: RequestForm,
  signed: z.boolean(),
  answerBy: AnswerBy.nullable(),
  answerAddress: typedText(300, 0).nullable(),
  requesterKind: RequesterKind,
  press: z.boolean(),
  domain: InformationDomain.nullable(),
});
export type SetInformationDetailsRequest = z.infer<typeof SetInformationDetailsRequest>;

/** Art. 7 (1): difficulty, complexity, volume or urgency; the reason goes into the notice. */
export const ExtendInformationRequest = z.strictObject({ ...act, reason: typedText(1000, 10) });
export type ExtendInformationRequest = z.infer<typeof ExtendInformationRequest>;

/** `late`: the person saw that the five days are past and refuses nevertheless. */
export const RefuseInformationRequest = z.strictObject({
  ...act,
  scope: z.enum(['whole', 'part']),
  grounds: z
    .array(z.strictObject({ code: Code, why: typedText(1000, 10) }))
    .min(1)
    .max(8),
  /** Of a refusal in part: what is given, in the letter's first sentence. */
  given: typedText(2000, 0).optional(),
  late: z.boolean().default(false),
});
export type RefuseInformationRequest = z.infer<typeof RefuseInformationRequest>;

/** Two letters: to the authority that holds the information and to the requester. */
export const RedirectInformationRequest = z.strictObject({
  ...act,
  authority: typedText(200, 3),
  address: typedText(300, 0).default(''),
  email: z.union([z.literal(''), z.email({ error: 'field.invalid' }).max(254)]).default(''),
  late: z.boolean().default(false),
});
export type RedirectInformationRequest = z.infer<typeof RedirectInformationRequest>;

/** The information is published ex officio (art. 5): where it is found. */
export const PointInformationRequest = z.strictObject({
  ...act,
  where: typedText(500, 5),
  late: z.boolean().default(false),
});
export type PointInformationRequest = z.infer<typeof PointInformationRequest>;

/** Draws up the answer out of what the units said; the handler then edits it. */
export const DraftInformationAnswerRequest = z.strictObject(act);
export type DraftInformationAnswerRequest = z.infer<typeof DraftInformationAnswerRequest>;

/** What the requester is asked to say more clearly (art. 6 (3) b): the information identified); it goes into the letter. */
export const ClarifyInformationRequest = z.strictObject({ ...act, question: typedText(2000, 10) });
export type ClarifyInformationRequest = z.infer<typeof ClarifyInformationRequest>;

export const ChargeCopiesRequest = z.strictObject({
  ...act,
  lines: z
    .array(z.strictObject({ tariff: Code, quantity: z.int().min(1).max(100_000) }))
    .min(1)
    .max(10),
});
export type ChargeCopiesRequest = z.infer<typeof ChargeCopiesRequest>;
export const RecordCopyPaymentRequest = z.strictObject({
  ...act,
  paidOn: PlainDate,
  receipt: typedText(60),
});
export type RecordCopyPaymentRequest = z.infer<typeof RecordCopyPaymentRequest>;

/** Registers a complaint about this request; it gets a number and a file of its own. `knownOn`: when the refusal was known. */
export const LodgeComplaintRequest = z.strictObject({
  requestId: RequestId,
  about: ComplaintAbout,
  knownOn: PlainDate,
  subject: typedText(2000).optional(),
  sheets: z.int().min(0).max(99_999).default(1),
  channel: z.enum(['counter', 'email', 'post', 'courier', 'portal']).default('counter'),
  uploads: z.array(Id).max(50).default([]),
  confirmGap: z.boolean().default(false),
});
export type LodgeComplaintRequest = z.infer<typeof LodgeComplaintRequest>;

/**
 * A complaint that was numbered at the counter or by e-mail is tied to its request, by the number of that in the same
 * register. Errors: `information-request.not-found` (of the number), `information-request.complaint-future`.
 */
export const TieComplaintRequest = z.strictObject({
  ...act,
  number: z.int().min(1).max(99_999_999),
  year: z.int().min(1990).max(2199),
  about: ComplaintAbout,
  knownOn: PlainDate,
});
export type TieComplaintRequest = z.infer<typeof TieComplaintRequest>;

export const DecideComplaintRequest = z.strictObject({
  ...act,
  verdict: ComplaintVerdict,
  reasons: typedText(4000, 10),
});
export type DecideComplaintRequest = z.infer<typeof DecideComplaintRequest>;

export const RecordCourtCaseRequest = z.strictObject({
  ...act,
  /** The case that it changes; absent: a new one. */
  id: Id.optional(),
  court: typedText(200, 3),
  number: typedText(60, 3),
  filedOn: PlainDate,
  state: CourtCaseState,
  stateOn: PlainDate.nullable().default(null),
});
export type RecordCourtCaseRequest = z.infer<typeof RecordCourtCaseRequest>;

export const PublishInformationRequest = z.strictObject({
  ...act,
  title: typedText(200, 5),
  question: typedText(2000, 5),
  answer: typedText(8000, 5),
  documents: z.array(Id).max(20).default([]),
});
export type PublishInformationRequest = z.infer<typeof PublishInformationRequest>;
export const WithdrawPublicationRequest = z.strictObject(act);
export type WithdrawPublicationRequest = z.infer<typeof WithdrawPublicationRequest>;

/** A spoken request that was answered on the spot: one screen, a number, counted in the reports. */
export const RecordVerbalRequest = z.strictObject({
  requestId: RequestId,
  register: Code.default('general'),
  channel: z.enum(['counter', 'phone']).default('counter'),
  sender: Sender,
  information: typedText(2000, 3),
  answer: typedText(4000, 3),
  domain: InformationDomain,
  press: z.boolean().default(false),
  /** As of a registration: a person has seen that the book was still for a week. */
  confirmGap: z.boolean().default(false),
});
export type RecordVerbalRequest = z.infer<typeof RecordVerbalRequest>;
export const RecordVerbalResponse = z.object({
  id: Id,
  registrationNumber: z.string(),
  registeredOn: PlainDate,
  registeredTime: z.string(),
});
export type RecordVerbalResponse = z.infer<typeof RecordVerbalResponse>;

export const SetCopyTariffRequest = z.strictObject({
  requestId: RequestId,
  code: Code,
  name: typedText(120, 3),
  amount: LeiAmount,
  act: typedText(200, 3),
  validFrom: PlainDate,
});
export type SetCopyTariffRequest = z.infer<typeof SetCopyTariffRequest>;

/** A row of the register of requests and answers (Norms, art. on the register; columns in INF-14). */
export const InformationRegisterRow = z.object({
  id: Id,
  registrationNumber: z.string(),
  number: z.number().int(),
  registeredOn: PlainDate,
  form: RequestForm,
  issuer: z.string(),
  information: z.string(),
  domain: InformationDomain.nullable(),
  result: InformationResult.nullable(),
  grounds: z.array(z.string()),
  answerBy: z.string().nullable(),
  dueOn: PlainDate.nullable(),
  rule: z.string().nullable(),
  resultOn: PlainDate.nullable(),
  late: z.boolean(),
  complaints: z.number().int(),
  closed: z.boolean(),
});
export type InformationRegisterRow = z.infer<typeof InformationRegisterRow>;

/** `line`: only what a line of the yearly report counts. Newest first. */
export const ListInformationQuery = z.strictObject({
  year: z.coerce.number().int().min(1990).max(2200),
  result: z.union([InformationResult, z.literal('open')]).optional(),
  after: Id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export type ListInformationQuery = z.infer<typeof ListInformationQuery>;
export const InformationRegisterPage = z.object({
  items: z.array(InformationRegisterRow),
  next: Id.nullable(),
  /** Counted up to 2,000. */
  open: z.number().int(),
  late: z.number().int(),
});
export type InformationRegisterPage = z.infer<typeof InformationRegisterPage>;

/** A line of the yearly report with its figure; `asked`: typed by a person, null while nobody did. */
export const InformationReportLine = z.object({
  code: z.string(),
  label: z.string(),
  kind: z.enum(['count', 'sum', 'asked']),
  /** A number of files, lei, or what was typed. */
  value: z.string().nullable(),
  asks: z.enum(['number', 'yes-no', 'text', 'money']).nullable(),
});
export type InformationReportLine = z.infer<typeof InformationReportLine>;
export const InformationReport = z.object({
  year: z.number().int(),
  title: z.string(),
  act: z.string(),
  layoutFrom: z.number().int(),
  total: z.number().int(),
  sections: z.array(z.object({ code: z.string(), title: z.string(), lines: z.array(InformationReportLine) })),
});
export type InformationReport = z.infer<typeof InformationReport>;

/** The files behind one figure, as many as the figure says. */
export const InformationReportFiles = z.object({
  code: z.string(),
  label: z.string(),
  items: z.array(
    z.object({
      id: Id,
      registrationNumber: z.string(),
      registeredOn: PlainDate,
      issuer: z.string(),
      subject: z.string(),
      result: InformationResult.nullable(),
      closed: z.boolean(),
    }),
  ),
});
export type InformationReportFiles = z.infer<typeof InformationReportFiles>;

export const AnswerReportLinesRequest = z.strictObject({
  requestId: RequestId,
  answers: z
    .array(z.strictObject({ line: z.string().max(20), value: typedText(500, 0) }))
    .min(1)
    .max(60),
});
export type AnswerReportLinesRequest = z.infer<typeof AnswerReportLinesRequest>;

export const ExportInformationRequest = z.strictObject({
  requestId: RequestId,
  format: z.enum(['pdf', 'xlsx']),
});
export type ExportInformationRequest = z.infer<typeof ExportInformationRequest>;
