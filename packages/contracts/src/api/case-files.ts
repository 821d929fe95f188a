import { z } from 'zod';
import { TaskKind, TaskVerdict } from '../case-files/tasks.ts';
import {
  CaseEntryRole,
  CaseFileAction,
  CaseFileStatus,
  CaseOutcome,
  CaseQueue,
  CaseStepKind,
  CloseOutcome,
} from '../case-files/vocabulary.ts';
import { DueTerm } from '../deadlines/term-state.ts';
import { TermRole } from '../deadlines/vocabulary.ts';
import { Id } from '../ids.ts';
import { LetterKind } from '../letters/vocabulary.ts';
import { Channel, Direction, EntryStatus, PartyKind } from '../registry/vocabulary.ts';
import { Code, Instant, PlainDate, QueueCursor } from './fields.ts';
import { CaseProcedure } from './procedures.ts';

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
  /** Of a reclassification: the names of the procedures. */
  change: z.object({ from: z.string(), to: z.string() }).nullable(),
  /** Fields that were filled in or changed, in words; for readers of the file alone. */
  filled: z
    .array(z.object({ label: z.string(), before: z.string().nullable(), after: z.string().nullable() }))
    .nullable(),
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
  /** The version that it began with, or was given since. */
  procedure: z.object({ code: z.string(), version: z.number().int(), name: z.string() }),
  /** How a person may close it, by its procedure. */
  outcomes: z.array(CloseOutcome),
  status: CaseFileStatus,
  unit: CaseUnit.nullable(),
  handler: CasePerson.nullable(),
  /** True when the person who asks is the handler. */
  mine: z.boolean(),
  /** Since when it lies where it lies. */
  since: Instant,
  /** True when the last move was a return. */
  returned: z.boolean(),
  /** The term that its badge shows; null when it has none. */
  due: DueTerm.nullable(),
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
  /** Only files whose term is due on this day or before it. */
  dueTo: PlainDate.optional(),
  /** With a paper of this person, under whichever of their merged writings, that the one who asks may see. */
  party: Id.optional(),
  /** Every word of it must be in subject or issuer, diacritics folded; digits alone: the number. */
  text: z.string().max(200).optional(),
};

export const ListCaseFilesQuery = z.strictObject({
  queue: CaseQueue.default('mine'),
  ...filters,
  /** By registration, or by the term that is due first; files without a running term come last. */
  sort: z.enum(['oldest', 'newest', 'due']).optional().meta({
    description: 'Implicit: după termen în cozile de lucru, cele mai noi întâi în celelalte',
  }),
  /** `next` of the page before. */
  after: QueueCursor.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListCaseFilesQuery = z.infer<typeof ListCaseFilesQuery>;

/** `next` is the `after` of the following page, null at the end. */
export const CaseFilePage = z.object({ items: z.array(CaseFileRow), next: z.string().nullable() });
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
  /** Of mine, those whose term is past. */
  overdue: CaseCount,
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
  /** Column 13. */
  nomenclatureCode: z.string().nullable(),
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
  /** Number of the entry that it came with; null: added to the file afterwards, or written in it. */
  registrationNumber: z.string().nullable(),
  entryId: Id.nullable(),
  /** Sheets of paper; null where only the file is known. */
  sheets: z.number().int().nullable(),
  addedAt: Instant,
  addedBy: z.string(),
  file: CaseItemFile.nullable(),
});
export type CaseItem = z.infer<typeof CaseItem>;
export const CaseItems = z.object({ items: z.array(CaseItem) });

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
  /** What its procedure says of it; null for who may not read the file. */
  declared: CaseProcedure.nullable(),
  readable: z.boolean(),
  entries: z.array(CaseEntry),
  items: z.array(CaseItem),
  party: CaseParty.nullable(),
  /** Where `return` takes it: a unit, or null for the registry; absent from what cannot be returned. */
  returnsTo: z.object({ unit: CaseUnit.nullable() }).nullable(),
  /** The file that this one was joined to, when it was and the asker may see it. */
  joinedTo: z.object({ id: Id, registrationNumber: z.string() }).nullable(),
  /** Whom the petition is about (OG 27/2002 art. 11); null: nobody, or not the asker's to know. */
  complaint: z.object({ person: CasePerson.nullable(), unit: CaseUnit.nullable() }).nullable(),
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

/** What happened to something that was asked about the file. */
export const TaskHappening = z.enum([
  'asked',
  'answered',
  'returned',
  'withdrawn',
  'reminded',
  'handed-over',
]);
export type TaskHappening = z.infer<typeof TaskHappening>;

/** What happened to a term of the file. */
export const TermHappening = z.enum([
  'started',
  'extended',
  'suspended',
  'resumed',
  'met',
  'unmet',
  'cancelled',
  'moved',
  'missed',
]);
export type TermHappening = z.infer<typeof TermHappening>;

/** What happened to a letter of the file, from its draft to its leaving and coming back. */
export const LetterHappening = z.enum([
  'drafted',
  'sent-on-route',
  'endorsed',
  'returned',
  'recalled',
  'withdrawn',
  'signed',
  'registered',
  'sent',
  'bounced',
]);
export type LetterHappening = z.infer<typeof LetterHappening>;

/** A line of the chronology: a `step`, or something that happened to an `entry`, a `task`, a `term` or a `letter`. */
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
  /** `text`: what was asked, answered, or why it was sent back; null for who may not read the file. */
  task: z
    .object({
      happened: TaskHappening,
      id: Id,
      kind: TaskKind,
      toUnit: CaseUnit.nullable(),
      toPerson: CasePerson.nullable(),
      dueOn: PlainDate.nullable(),
      verdict: TaskVerdict.nullable(),
      text: z.string().nullable(),
    })
    .nullable(),
  /** `before`: the due day that it had, where it has another. */
  term: z
    .object({
      happened: TermHappening,
      id: Id,
      role: TermRole,
      rule: z.string(),
      dueOn: PlainDate,
      before: PlainDate.nullable(),
    })
    .nullable(),
  letter: z.object({ happened: LetterHappening, id: Id, kind: LetterKind }).nullable(),
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
