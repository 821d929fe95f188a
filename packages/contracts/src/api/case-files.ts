import { z } from 'zod';
import {
  CaseEntryRole,
  CaseFileAction,
  CaseFileStatus,
  CaseOutcome,
  CaseQueue,
  CaseStepKind,
  CloseOutcome,
} from '../case-files/vocabulary.ts';
import { Id, RequestId } from '../ids.ts';
import { Channel, Direction, EntryStatus, PartyKind } from '../registry/vocabulary.ts';
import { Code, Instant, PlainDate, typedText } from './fields.ts';
import { Problem } from './problem.ts';

/** A unit as a case file names it. */
export const CaseUnit = z.object({ id: Id, code: z.string(), name: z.string(), shortName: z.string() });
export type CaseUnit = z.infer<typeof CaseUnit>;

/** A person of the institution as a case file names them; `id` is theirs in the organisation, not their account's. */
export const CasePerson = z.object({ id: Id, name: z.string(), title: z.string() });
export type CasePerson = z.infer<typeof CasePerson>;

/**
 * One act on the file: from where to where, by whom (and in whose name), with the words of it: resolution, reason, note.
 * `text` is null where none was given and for who may see the row of the book but not the file.
 */
export const CaseStep = z.object({
  id: Id,
  kind: CaseStepKind,
  at: Instant,
  by: z.string(),
  /** True when the person who asks did it. */
  own: z.boolean(),
  onBehalfOf: z.string().nullable(),
  fromUnit: CaseUnit.nullable(),
  fromHandler: CasePerson.nullable(),
  toUnit: CaseUnit.nullable(),
  toHandler: CasePerson.nullable(),
  outcome: CaseOutcome.nullable(),
  text: z.string().nullable(),
});
export type CaseStep = z.infer<typeof CaseStep>;

/** One row of a queue. Number, subject and issuer are those of the entry that opened the file. */
export const CaseFileRow = z.object({
  id: Id,
  register: z.string(),
  year: z.number().int(),
  number: z.number().int(),
  registrationNumber: z.string(),
  registeredAt: Instant,
  registeredOn: PlainDate,
  registeredTime: z.string(),
  subject: z.string(),
  issuer: z.string(),
  partyId: Id.nullable(),
  channel: Channel,
  direction: Direction,
  category: z.object({ code: z.string(), name: z.string() }).nullable(),
  subRegister: z.string().nullable(),
  status: CaseFileStatus,
  unit: CaseUnit.nullable(),
  handler: CasePerson.nullable(),
  /** True when the person who asks is the handler. */
  mine: z.boolean(),
  /** Since when it lies where it lies. */
  since: Instant,
  /** True when the last move was a return. */
  returned: z.boolean(),
  /** The last act but notes; null when nobody did anything since registration. */
  lastStep: CaseStep.nullable(),
  outcome: CaseOutcome.nullable(),
  closedAt: Instant.nullable(),
  entryCount: z.number().int(),
  /** Of a confidential register. */
  confidential: z.boolean(),
  /** Goes back with every act but `note`: another one meanwhile is a conflict. */
  version: z.number().int(),
  actions: z.array(CaseFileAction),
});
export type CaseFileRow = z.infer<typeof CaseFileRow>;

/** What a queue may be narrowed by; the same for rows and counts. */
const filters = {
  unit: Code.optional(),
  /** A person of the institution (`CasePerson.id`). */
  handler: Id.optional(),
  status: CaseFileStatus.optional(),
  /** Code of a register. */
  register: Code.optional(),
  category: Code.optional(),
  /** Days of registration, both included. */
  from: PlainDate.optional(),
  to: PlainDate.optional(),
  /** Every word of it must be in subject or issuer, diacritics folded; digits alone: the number. */
  text: z.string().max(200).optional(),
};

export const ListCaseFilesQuery = z.strictObject({
  queue: CaseQueue.default('mine'),
  ...filters,
  /** By registration. */
  sort: z.enum(['oldest', 'newest']).optional().meta({
    description: 'Implicit: cele mai vechi întâi în cozile de lucru, cele mai noi întâi în celelalte',
  }),
  /** `next` of the page before. */
  after: Id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListCaseFilesQuery = z.infer<typeof ListCaseFilesQuery>;

/** `next` is the `after` of the following page, null at the end. */
export const CaseFilePage = z.object({ items: z.array(CaseFileRow), next: Id.nullable() });
export type CaseFilePage = z.infer<typeof CaseFilePage>;

/** Rows of a queue, counted up to `caseCountCap`; `more`: there are more than that (shown as „2.000+”). */
export const CaseCount = z.object({ count: z.number().int(), more: z.boolean() });
export type CaseCount = z.infer<typeof CaseCount>;
/** Nobody works a queue longer than this: counting further would only cost. */
export const caseCountCap = 2000;

export const CountCaseFilesQuery = z.strictObject(filters);
export type CountCaseFilesQuery = z.infer<typeof CountCaseFilesQuery>;
export const CaseFileCounts = z.object({
  mine: CaseCount,
  unit: CaseCount,
  unassigned: CaseCount,
  /** Registered today. */
  recent: CaseCount,
});
export type CaseFileCounts = z.infer<typeof CaseFileCounts>;

/** One entry of a file, in the order in which they came. */
export const CaseEntry = z.object({
  id: Id,
  role: CaseEntryRole,
  position: z.number().int(),
  register: z.string(),
  year: z.number().int(),
  number: z.number().int(),
  registrationNumber: z.string(),
  registeredAt: Instant,
  registeredOn: PlainDate,
  registeredTime: z.string(),
  registeredBy: z.string(),
  status: EntryStatus,
  direction: Direction,
  channel: Channel,
  issuer: z.string(),
  issuerNumber: z.string().nullable(),
  issuerDate: PlainDate.nullable(),
  partyId: Id.nullable(),
  subject: z.string(),
  sheets: z.number().int(),
  annexes: z.number().int(),
  documentCount: z.number().int(),
  /** Columns 9 to 11. */
  dispatchedOn: PlainDate.nullable(),
  resolution: z.string().nullable(),
  addressee: z.string().nullable(),
});
export type CaseEntry = z.infer<typeof CaseEntry>;

/** What there is to see of a line of the opis; null for paper that was not scanned. Pages: `${url}/pages/N.png`. */
export const CaseItemFile = z.object({
  documentId: Id,
  /** `/api/v1/registers/…/documents/{id}`: `/content` to save, `/pages/N.png` to see. */
  url: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  /** Pages that can be shown as pictures; 0: none. */
  pages: z.number().int(),
});
export type CaseItemFile = z.infer<typeof CaseItemFile>;
/** One line of the opis: everything that the file holds, in order. */
export const CaseItem = z.object({
  /** From 1, as printed. */
  position: z.number().int(),
  /** What it is: the file's name, or the subject of the paper. */
  title: z.string(),
  /** Number of the entry that it came with. */
  registrationNumber: z.string(),
  entryId: Id,
  /** Sheets of paper; null where only the file is known. */
  sheets: z.number().int().nullable(),
  addedAt: Instant,
  addedBy: z.string(),
  file: CaseItemFile.nullable(),
});
export type CaseItem = z.infer<typeof CaseItem>;

/** The person or body of the opening entry, and their other files that the asker may see (newest 20). */
export const CaseParty = z.object({
  id: Id,
  kind: PartyKind,
  name: z.string(),
  maskedCnp: z.string().nullable(),
  cui: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  address: z.string().nullable(),
  otherFiles: z.array(
    z.object({
      id: Id,
      registrationNumber: z.string(),
      subject: z.string(),
      status: CaseFileStatus,
      role: CaseEntryRole,
    }),
  ),
});
export type CaseParty = z.infer<typeof CaseParty>;

/**
 * Everything about one file. For who may see the row of the book but not read the file (`readable` false) `items` is
 * empty, `party` null and no step has words.
 */
export const CaseFileDetail = CaseFileRow.extend({
  procedure: z.object({ code: z.string(), version: z.number().int() }),
  readable: z.boolean(),
  entries: z.array(CaseEntry),
  items: z.array(CaseItem),
  party: CaseParty.nullable(),
  /** Where `return` takes it: a unit, or null for the registry; absent from what cannot be returned. */
  returnsTo: z.object({ unit: CaseUnit.nullable() }).nullable(),
  /** The file that this one was joined to, when it was and the asker may see it. */
  joinedTo: z.object({ id: Id, registrationNumber: z.string() }).nullable(),
});
export type CaseFileDetail = z.infer<typeof CaseFileDetail>;

export const CaseFileRef = z.object({ id: Id });
export type CaseFileRef = z.infer<typeof CaseFileRef>;

/** What happened to the papers of the file, beside the steps. */
export const CaseHappening = z.enum([
  'registered',
  'corrected',
  'dispatched',
  'classified',
  'annulled',
  'printed',
  'erased',
]);
export type CaseHappening = z.infer<typeof CaseHappening>;

/** A line of the chronology: either a `step`, or something that happened to an `entry`. */
export const ChronologyItem = z.object({
  id: Id,
  at: Instant,
  by: z.string(),
  own: z.boolean(),
  onBehalfOf: z.string().nullable(),
  step: CaseStep.nullable(),
  entry: z
    .object({
      happened: CaseHappening,
      id: Id,
      registrationNumber: z.string(),
      role: CaseEntryRole,
      channel: Channel,
      documentCount: z.number().int(),
      unit: CaseUnit.nullable(),
    })
    .nullable(),
});
export type ChronologyItem = z.infer<typeof ChronologyItem>;

export const ListChronologyQuery = z.strictObject({
  /** `documents`: what happened to the papers; `decisions`: acts; `notes`: notes alone. */
  only: z.enum(['documents', 'decisions', 'notes']).optional(),
  /** `next` of the page before. */
  after: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListChronologyQuery = z.infer<typeof ListChronologyQuery>;
/** Newest first. */
export const Chronology = z.object({ items: z.array(ChronologyItem), next: z.string().nullable() });
export type Chronology = z.infer<typeof Chronology>;

/** Who looked at the file or at one of its papers, newest first. */
export const CaseAccess = z.object({
  id: Id,
  at: Instant,
  by: z.string(),
  own: z.boolean(),
  onBehalfOf: z.string().nullable(),
  /** `viewed`: a page; `file-read`: a document; `revealed`: an identifier. */
  kind: z.enum(['viewed', 'file-read', 'revealed']),
  /** `case-file-page`, `entry-page`, `document`, or the person's own words. */
  purpose: z.string(),
});
export type CaseAccess = z.infer<typeof CaseAccess>;
export const ListAccessesQuery = z.strictObject({
  after: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListAccessesQuery = z.infer<typeof ListAccessesQuery>;
export const CaseAccesses = z.object({ items: z.array(CaseAccess), next: z.string().nullable() });
export type CaseAccesses = z.infer<typeof CaseAccesses>;

/** What each act carries: `version` is the one the person saw. */
const act = { requestId: RequestId, version: z.int().min(1) };

/**
 * To whom: exactly one of `unit` (forward, or the first unit), `person` (of `unit`, by default of the unit where they
 * work) and `self` (take). With `person`, `unit` says which of their units the file lies with.
 */
const target = z
  .strictObject({
    unit: Code.optional(),
    person: Id.optional(),
    self: z.literal(true).optional(),
  })
  .refine((to) => (to.self === true) !== (to.unit !== undefined || to.person !== undefined), {
    error: 'case-file.one-target',
  });
export const AssignTarget = target;
export type AssignTarget = z.infer<typeof AssignTarget>;

/** The *rezoluție*: what is asked of who receives it. */
const resolution = typedText(1000, 0).optional();

export const AssignCaseFileRequest = z.strictObject({ ...act, to: target, resolution });
export type AssignCaseFileRequest = z.infer<typeof AssignCaseFileRequest>;
/** Back to who had it before: from a person to their unit, from a unit to the one before it or to the registry. */
export const ReturnCaseFileRequest = z.strictObject({ ...act, reason: typedText(1000, 3) });
export type ReturnCaseFileRequest = z.infer<typeof ReturnCaseFileRequest>;
export const CloseCaseFileRequest = z
  .strictObject({ ...act, outcome: CloseOutcome, text: typedText(1000, 0).optional() })
  .refine((command) => command.outcome !== 'other' || (command.text ?? '').length >= 3, {
    path: ['text'],
    error: 'field.required',
  });
export type CloseCaseFileRequest = z.infer<typeof CloseCaseFileRequest>;
export const ReopenCaseFileRequest = z.strictObject({ ...act, reason: typedText(1000, 3) });
export type ReopenCaseFileRequest = z.infer<typeof ReopenCaseFileRequest>;
/** A note never conflicts with anything, so it carries no version. */
export const NoteCaseFileRequest = z.strictObject({ requestId: RequestId, text: typedText(4000) });
export type NoteCaseFileRequest = z.infer<typeof NoteCaseFileRequest>;
/** All papers of the file go into the file that holds the entry named here; this one closes as joined. */
export const JoinCaseFileRequest = z.strictObject({
  ...act,
  /** By default the register of this file. */
  register: Code.optional(),
  year: z.int().min(1990).max(2200),
  number: z.int().min(1),
});
export type JoinCaseFileRequest = z.infer<typeof JoinCaseFileRequest>;

/** The same assignment for many files: each is done or says why not; one that cannot does not hold back the others. */
export const AssignCaseFilesRequest = z.strictObject({
  requestId: RequestId,
  items: z
    .array(z.strictObject({ id: Id, version: z.int().min(1) }))
    .min(1)
    .max(200),
  to: target,
  resolution,
});
export type AssignCaseFilesRequest = z.infer<typeof AssignCaseFilesRequest>;

/** The same closing for many files at once, mostly „spre știință”. */
export const CloseCaseFilesRequest = z
  .strictObject({
    requestId: RequestId,
    items: AssignCaseFilesRequest.shape.items,
    outcome: CloseOutcome,
    text: typedText(1000, 0).optional(),
  })
  .refine((command) => command.outcome !== 'other' || (command.text ?? '').length >= 3, {
    path: ['text'],
    error: 'field.required',
  });
export type CloseCaseFilesRequest = z.infer<typeof CloseCaseFilesRequest>;

/** What others did meanwhile: the last act, who did it and when, and how the file stands now. */
export const CaseConflict = z.object({
  version: z.number().int(),
  status: CaseFileStatus,
  unit: CaseUnit.nullable(),
  handler: CasePerson.nullable(),
  lastStep: CaseStep.nullable(),
});
export type CaseConflict = z.infer<typeof CaseConflict>;
/** The body of the 409 `case-file.changed-meanwhile`: an act on a version that is no longer the last. */
export const CaseConflictProblem = Problem.extend({ conflict: CaseConflict });
export type CaseConflictProblem = z.infer<typeof CaseConflictProblem>;

/** How one file of many fared; in the order asked. `code` and `detail` as in a problem. */
export const AssignOutcome = z.object({
  id: Id,
  done: z.boolean(),
  /** Version after the act; of one that was not done, null. */
  version: z.number().int().nullable(),
  problem: z.object({ code: z.string(), detail: z.string(), conflict: CaseConflict.nullable() }).nullable(),
});
export type AssignOutcome = z.infer<typeof AssignOutcome>;
export const AssignOutcomes = z.object({ items: z.array(AssignOutcome) });
export type AssignOutcomes = z.infer<typeof AssignOutcomes>;

/** One who may receive the file, or is shown beside them with the reason why not. */
export const Assignee = CasePerson.extend({
  unit: CaseUnit,
  /** The person who asks. */
  self: z.boolean(),
  /** The handler now. */
  current: z.boolean(),
  /** Leads the unit. */
  leads: z.boolean(),
  openFiles: z.number().int(),
  presence: z.enum(['present', 'absent', 'substituted']),
  /** Of one who is away: until when, and who stands in. */
  absence: z.object({ until: PlainDate.nullable(), substitute: CasePerson.nullable() }).nullable(),
  /** An open file of the same person or body that they work on, seen by the asker. */
  samePetitioner: z.object({ id: Id, registrationNumber: z.string() }).nullable(),
  /** Why they may not receive it (PET-11: not whom it concerns, nor who is under them); null for the others. */
  barred: z.object({ code: z.string(), detail: z.string() }).nullable(),
});
export type Assignee = z.infer<typeof Assignee>;
/** `people`: of the units that the asker may assign in. `units`: to which they may forward or route it, in tree order. */
export const Assignees = z.object({
  people: z.array(Assignee),
  units: z.array(CaseUnit.extend({ depth: z.number().int(), current: z.boolean() })),
});
export type Assignees = z.infer<typeof Assignees>;

/** A *rezoluție* kept for use again, the person's own or shared by a unit. */
export const ResolutionModel = z.object({
  id: Id,
  /** On the button: „Spre soluționare”. */
  name: z.string(),
  text: z.string(),
  /** The unit that shares it; null: one's own. */
  unit: CaseUnit.nullable(),
  /** True when the asker may remove it. */
  removable: z.boolean(),
});
export type ResolutionModel = z.infer<typeof ResolutionModel>;
export const ResolutionModels = z.object({ items: z.array(ResolutionModel) });
export type ResolutionModels = z.infer<typeof ResolutionModels>;
/** With `unit`, for everybody who assigns there; only who leads it may. */
export const SaveResolutionModelRequest = z.strictObject({
  requestId: RequestId,
  name: typedText(60),
  text: typedText(1000),
  unit: Code.nullish(),
});
export type SaveResolutionModelRequest = z.infer<typeof SaveResolutionModelRequest>;
