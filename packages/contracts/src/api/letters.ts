import { z } from 'zod';
import { AskedKind } from '../case-files/tasks.ts';
import { DueTerm } from '../deadlines/term-state.ts';
import { Id, RequestId, Version } from '../ids.ts';
import { LetterContent, ShownLetterContent } from '../letters/letter-content.ts';
import { ProcedureMergeField } from '../letters/merge-fields.ts';
import {
  LetterAction,
  LetterExit,
  LetterKind,
  LetterLack,
  LetterQueue,
  LetterSigning,
  LetterStatus,
  SignatureSlot,
} from '../letters/vocabulary.ts';
import { SigningAuthorisation } from '../signatures/signing.ts';
import { CasePerson, CaseUnit } from './case-files.ts';
import { TaskToAsk } from './case-tasks.ts';
import { Code, Instant, PlainDate, QueueCursor, typedText } from './fields.ts';
import { Problem } from './problem.ts';

/** One who signs, and whether they have; `method` and days are null while they have not. */
export const LetterSigner = z.object({
  slot: SignatureSlot,
  person: CasePerson,
  method: LetterSigning.nullable(),
  /** The day on the paper, or of the electronic signature. */
  signedOn: PlainDate.nullable(),
  signedAt: Instant.nullable(),
});
export type LetterSigner = z.infer<typeof LetterSigner>;

/** A time the letter left: how, on which day, to whom; `returnedOn` when it came back undelivered. */
export const LetterDeparture = z.object({
  id: Id,
  how: LetterExit,
  on: PlainDate,
  /** Who received it, of one given by hand. */
  receivedBy: z.string().nullable(),
  note: z.string().nullable(),
  by: z.string(),
  at: Instant,
  returnedOn: PlainDate.nullable(),
  returnReason: z.string().nullable(),
});
export type LetterDeparture = z.infer<typeof LetterDeparture>;

/** A row of letters: of a file, of a queue. */
export const LetterRow = z.object({
  id: Id,
  kind: LetterKind,
  status: LetterStatus,
  caseFile: z.object({
    id: Id,
    registrationNumber: z.string(),
    subject: z.string(),
    closed: z.boolean(),
  }),
  /** Every number that it answers, the file's own first. */
  numbers: z.array(z.string()),
  addressee: z.string(),
  subject: z.string(),
  sendBy: LetterExit.nullable(),
  author: z.string(),
  /** True when the person who asks wrote it. */
  own: z.boolean(),
  unit: CaseUnit.nullable(),
  /** The day on its stamp, which is that of the out columns; null until it is signed. */
  datedOn: PlainDate.nullable(),
  changedAt: Instant,
  lastDeparture: LetterDeparture.nullable(),
  /** The term of its file that runs, as in the queues of files; null without one. */
  due: DueTerm.nullable(),
  /** Goes back with every act: another one meanwhile is a conflict. */
  version: z.number().int(),
  actions: z.array(LetterAction),
});
export type LetterRow = z.infer<typeof LetterRow>;

/** A kept version: never changed, never removed. `reason`: why it was kept. */
export const LetterVersionRow = z.object({
  number: z.number().int(),
  savedAt: Instant,
  savedBy: z.string(),
  own: z.boolean(),
});
export type LetterVersionRow = z.infer<typeof LetterVersionRow>;
export const LetterVersion = LetterVersionRow.extend({ content: ShownLetterContent });
export type LetterVersion = z.infer<typeof LetterVersion>;

/** One letter whole. `content` is the draft as last saved, or the version that was approved. */
export const LetterDetail = LetterRow.extend({
  template: z.object({ code: z.string(), version: z.number().int() }).nullable(),
  content: ShownLetterContent,
  savedAt: Instant,
  savedBy: z.string(),
  versions: z.array(LetterVersionRow),
  signing: LetterSigning.nullable(),
  signaturesRequired: z.number().int(),
  legalBasisRequired: z.boolean(),
  signers: z.array(LetterSigner),
  closesFile: z.boolean(),
  /** Why it came back to its author, the last time it did. */
  returned: z.object({ by: z.string(), at: Instant, reason: z.string() }).nullable(),
  departures: z.array(LetterDeparture),
  lacks: z.array(LetterLack),
  /** Values of the merge fields as they would be printed now, by field. */
  fields: z.record(z.string(), z.string()),
  /** What its procedure calls its own fields, in its order. */
  procedureFields: z.array(z.object({ name: ProcedureMergeField, label: z.string() })),
  /** Documents of the opis that it became: the PDF, the scan of the signed paper. */
  documents: z.array(z.object({ id: Id, name: z.string(), url: z.string(), pages: z.number().int() })),
});
export type LetterDetail = z.infer<typeof LetterDetail>;

/** The body of the 409 `letter.changed-meanwhile`: the letter as it stands now, so that nothing typed is lost. */
export const LetterConflict = z.object({
  version: z.number().int(),
  status: LetterStatus,
  content: ShownLetterContent,
  by: z.string(),
  at: Instant,
});
export type LetterConflict = z.infer<typeof LetterConflict>;
export const LetterConflictProblem = Problem.extend({ conflict: LetterConflict });
export type LetterConflictProblem = z.infer<typeof LetterConflictProblem>;

/** A new draft in a file, from a template of its procedure; without one, the first of that kind. */
export const CreateLetterRequest = z.strictObject({
  requestId: RequestId,
  kind: LetterKind,
  template: Code.optional(),
});
export type CreateLetterRequest = z.infer<typeof CreateLetterRequest>;

/** Saves the draft. `keep`: as a version of its own too; `version`: the one that the person saw. */
export const SaveLetterRequest = z.strictObject({
  version: Version,
  content: LetterContent,
  keep: z.boolean().default(false),
});
export type SaveLetterRequest = z.infer<typeof SaveLetterRequest>;

const act = { requestId: RequestId, version: Version };

/** What is asked about a letter before it is signed. */
const RouteStep = TaskToAsk.refine(({ kind }) => kind !== 'signature', {
  path: ['kind'],
  error: 'field.invalid',
});

/**
 * Sends a draft on its way: steps one after another, each a list that is asked at once, then the signatures. A step that
 * its procedure requires cannot be left out.
 */
export const SendLetterOnRouteRequest = z.strictObject({
  ...act,
  signing: LetterSigning.default('paper'),
  steps: z.array(z.array(RouteStep).min(1).max(10)).max(10).default([]),
  signers: z
    .array(z.strictObject({ slot: SignatureSlot, person: Id }))
    .min(1)
    .max(2),
  /** Both are asked at once; otherwise the head of the unit first. */
  signTogether: z.boolean().default(false),
  /** The file closes as answered when the letter leaves; only of a kind that concludes. */
  closesFile: z.boolean().default(false),
});
export type SendLetterOnRouteRequest = z.infer<typeof SendLetterOnRouteRequest>;

/** Takes a letter back to draft, with the reason. */
export const RecallLetterRequest = z.strictObject({ ...act, reason: typedText(1000, 3) });
export type RecallLetterRequest = z.infer<typeof RecallLetterRequest>;
/** Gives a draft up, with the reason. */
export const WithdrawLetterRequest = z.strictObject({ ...act, reason: typedText(1000, 3) });
export type WithdrawLetterRequest = z.infer<typeof WithdrawLetterRequest>;

/** The scan of the signed paper: who signed it, on which day. */
export const RecordPaperSignaturesRequest = z.strictObject({
  ...act,
  upload: Id,
  signedOn: PlainDate,
});
export type RecordPaperSignaturesRequest = z.infer<typeof RecordPaperSignaturesRequest>;

/** Given by hand against signature. */
export const HandOverLetterRequest = z.strictObject({
  ...act,
  on: PlainDate,
  receivedBy: typedText(200, 2),
  note: typedText(500, 0).optional(),
});
export type HandOverLetterRequest = z.infer<typeof HandOverLetterRequest>;

/** Left in another way, told by the person. */
export const RecordLetterSentRequest = z.strictObject({
  ...act,
  how: LetterExit.exclude(['hand']),
  on: PlainDate,
  note: typedText(500, 0).optional(),
});
export type RecordLetterSentRequest = z.infer<typeof RecordLetterSentRequest>;

/** Came back undelivered. */
export const RecordLetterReturnRequest = z.strictObject({ ...act, on: PlainDate, reason: typedText(500, 3) });
export type RecordLetterReturnRequest = z.infer<typeof RecordLetterReturnRequest>;

/** Signs letters with one's own certificate, many at once; `authorisation` is asked once and never kept. */
export const SealLettersRequest = z.strictObject({
  requestId: RequestId,
  credential: Id,
  authorisation: SigningAuthorisation.default({}),
  items: z
    .array(z.strictObject({ id: Id, version: Version }))
    .min(1)
    .max(50),
});
export type SealLettersRequest = z.infer<typeof SealLettersRequest>;
/** The batch goes on after the answer: `/signing-batches/{batchId}` tells how far it is. */
export const SealLettersResponse = z.object({ batchId: Id });
export type SealLettersResponse = z.infer<typeof SealLettersResponse>;

export const Letters = z.object({ items: z.array(LetterRow) });
export type Letters = z.infer<typeof Letters>;
export const ListLettersQuery = z.strictObject({
  queue: LetterQueue.default('mine'),
  /** `next` of the page before. */
  after: QueueCursor.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListLettersQuery = z.infer<typeof ListLettersQuery>;
export const LetterPage = z.object({ items: z.array(LetterRow), next: QueueCursor.nullable() });
export type LetterPage = z.infer<typeof LetterPage>;
/** Counted up to 2,000. */
export const LetterCounts = z.object({
  mine: z.number().int(),
  unit: z.number().int(),
  toSend: z.number().int(),
});
export type LetterCounts = z.infer<typeof LetterCounts>;

/** Who else has the draft open; each page says every twenty seconds that it still has. */
export const LetterEditors = z.object({ items: z.array(z.object({ name: z.string(), since: Instant })) });
export type LetterEditors = z.infer<typeof LetterEditors>;

/** One whom a planned step may be asked of, as a task names them. */
const RouteCandidate = z.object({
  unit: z.string().nullable(),
  person: Id.nullable(),
  name: z.string(),
});

/**
 * A step as the procedure of the file declares it, with those whom it may be asked of, the nearest first; none: anybody.
 * `dueOn` is counted in working days from today, one step after another.
 */
export const ProposedStep = z.object({
  kind: AskedKind.exclude(['signature']),
  required: z.boolean(),
  dueOn: PlainDate.nullable(),
  candidates: z.array(RouteCandidate),
});
export type ProposedStep = z.infer<typeof ProposedStep>;

/** Who may sign in each slot, and the way that the procedure proposes. Without `proposed` signers the first of a slot is. */
export const LetterRouteChoices = z.object({
  signers: z.array(CasePerson.extend({ slot: SignatureSlot, unit: CaseUnit })),
  proposed: z.object({
    /** One after another; what stands in one list is asked at once. */
    steps: z.array(z.array(ProposedStep)),
    signers: z.array(z.object({ slot: SignatureSlot, person: Id, required: z.boolean() })),
    signTogether: z.boolean(),
  }),
});
export type LetterRouteChoices = z.infer<typeof LetterRouteChoices>;

/** The letter as it would leave now. Pages: `/letters/{id}/preview/N.png`. */
export const LetterPreview = z.object({
  pages: z.number().int(),
  version: z.number().int(),
  lacks: z.array(LetterLack),
});
export type LetterPreview = z.infer<typeof LetterPreview>;
