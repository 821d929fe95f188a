import { z } from 'zod';
import { Id, RequestId, Version } from '../ids.ts';
import { FieldInput } from '../procedures/field-declaration.ts';
import {
  Channel,
  Direction,
  EntryAction,
  EntryStatus,
  LedgerKind,
  PartyKind,
} from '../registry/vocabulary.ts';
import { Code, Instant, PlainDate, typedText } from './fields.ts';

/** A field that may be left out, or sent as `null`, which says the same. */
function absentOr<Schema extends z.ZodType>(schema: Schema) {
  return schema
    .nullish()
    .transform((value) => value ?? undefined)
    .optional();
}

/**
 * Who sent it. `partyId` names a known party; without it one is found by CNP or CUI, or made. Identifiers are checked
 * by the rules of `identifiers/` in the use-case, so that each gets its own sentence.
 */
export const Sender = z.strictObject({
  kind: PartyKind,
  name: typedText(300),
  partyId: absentOr(Id),
  cnp: absentOr(z.string().max(40)),
  cui: absentOr(z.string().max(40)),
  email: absentOr(z.string().max(320)),
  phone: absentOr(z.string().max(40)),
  address: absentOr(typedText(300, 0)),
});
export type Sender = z.infer<typeof Sender>;

const sheetCount = z.int({ error: 'field.invalid' }).min(0, { error: 'field.out-of-range' }).max(99_999, {
  error: 'field.out-of-range',
});

/** An entry by what is written on it. `register`: by default the one where the request registers. */
export const EntryReference = z.strictObject({
  register: Code.optional(),
  year: z.int().min(1990).max(2200),
  number: z.int().min(1).max(999_999_999),
});
export type EntryReference = z.infer<typeof EntryReference>;

export const RegisterDocumentRequest = z
  .strictObject({
    requestId: RequestId,
    channel: Channel,
    direction: Direction.default('in'),
    subject: typedText(2000),
    /** Absent only for `internal` and `ex-officio`, where the institution itself is the issuer. */
    sender: Sender.optional(),
    sheets: sheetCount,
    annexes: sheetCount,
    issuerNumber: absentOr(typedText(60, 0)),
    issuerDate: absentOr(PlainDate),
    /** Code of the unit it goes to (column 8). */
    unit: absentOr(Code),
    category: absentOr(Code),
    subRegister: absentOr(Code),
    nomenclatureCode: absentOr(typedText(20)),
    /** Code of the procedure that its case file follows; by default that of the category, else of the sub-register. */
    procedure: absentOr(Code),
    /** Values of the procedure's fields, by their names. */
    fields: absentOr(FieldInput),
    /** Codes of the documents asked for by the procedure that came with it. */
    presented: absentOr(z.array(Code).max(40)),
    /** Of a petition: whom it is about. Neither they nor anyone under them may have it (OG 27/2002 art. 11). */
    complaint: absentOr(z.strictObject({ person: Id.optional(), unit: Code.optional() })),
    /** Uploads of this account that become the entry's documents, in this order. */
    uploads: z.array(Id).max(50).default([]),
    /** The entry that this one answers: it goes into that entry's case file instead of opening its own. */
    answers: absentOr(EntryReference),
    /** The entry that this one completes (papers that were missing, a follow-up): into its case file too. */
    completes: absentOr(EntryReference),
    /** A person has seen that more than seven days passed since the book's last record, and that the clock is right. */
    confirmGap: z.boolean().default(false),
  })
  .refine((command) => command.direction !== 'in' || command.sender !== undefined, {
    path: ['sender'],
    error: 'field.required',
  })
  .refine((command) => command.answers === undefined || command.completes === undefined, {
    path: ['completes'],
    error: 'field.unexpected',
  })
  .refine(
    ({ answers, completes, ...command }) =>
      (answers === undefined && completes === undefined) ||
      (command.procedure === undefined &&
        command.fields === undefined &&
        command.presented === undefined &&
        command.complaint === undefined),
    { path: ['procedure'], error: 'procedure.with-another-file' },
  );
export type RegisterDocumentRequest = z.infer<typeof RegisterDocumentRequest>;

export const RegisterDocumentResponse = z.object({
  id: Id,
  register: z.string(),
  number: z.number().int(),
  year: z.number().int(),
  /** `12345/29.06.2026` */
  registrationNumber: z.string(),
  registeredAt: Instant,
  /** Plain date and hour (`09:41`) in Europe/Bucharest, as the stamp shows them. */
  registeredOn: PlainDate,
  registeredTime: z.string(),
  subRegister: z.string().nullable(),
  subNumber: z.number().int().nullable(),
  /** SHA-256 of the entry's ledger record, hex. */
  hash: z.string(),
  receiptUrl: z.string(),
  labelUrl: z.string(),
});
export type RegisterDocumentResponse = z.infer<typeof RegisterDocumentResponse>;

/** One row of the book: the 13 columns of REG-02 and what a list needs beside them. */
export const EntryRow = z.object({
  id: Id,
  register: z.string(),
  /** Column 1. */
  number: z.number().int(),
  year: z.number().int(),
  registrationNumber: z.string(),
  status: EntryStatus,
  direction: Direction,
  channel: Channel,
  registeredAt: Instant,
  /** Column 2. */
  registeredOn: PlainDate,
  registeredTime: z.string(),
  /** Column 3. */
  issuerNumber: z.string().nullable(),
  issuerDate: PlainDate.nullable(),
  /** Columns 4 and 5. */
  sheets: z.number().int(),
  annexes: z.number().int(),
  /** Column 6. */
  issuer: z.string(),
  partyId: Id.nullable(),
  /** Column 7. */
  subject: z.string(),
  /** Column 8. */
  unit: z.object({ code: z.string(), name: z.string(), shortName: z.string() }).nullable(),
  /** Columns 9 to 11, by the last answer; `outCount` tells how many left. */
  dispatchedOn: PlainDate.nullable(),
  resolution: z.string().nullable(),
  addressee: z.string().nullable(),
  outCount: z.number().int(),
  /** Column 12. */
  joinedTo: z.object({ year: z.number().int(), number: z.number().int() }).nullable(),
  /** Column 13. */
  nomenclatureCode: z.string().nullable(),
  category: z.object({ code: z.string(), name: z.string() }).nullable(),
  subRegister: z.string().nullable(),
  subNumber: z.number().int().nullable(),
  documentCount: z.number().int(),
  /** `U2-0007/2026`, when it was first written on a sheet of an emergency book; then also the hour on the sheet. */
  emergencyNumber: z.string().nullable(),
  receivedAt: Instant.nullable(),
  registeredBy: z.string(),
  annulment: z.object({ reason: z.string(), by: z.string(), at: Instant }).nullable(),
  corrected: z.boolean(),
  hash: z.string(),
  actions: z.array(EntryAction),
});
export type EntryRow = z.infer<typeof EntryRow>;

export const ListEntriesQuery = z.strictObject({
  year: z.coerce.number().int().min(1990).max(2200).optional(),
  /** Keyset: entries after this number in the direction of `order`. */
  after: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  order: z.enum(['asc', 'desc']).default('asc'),
  from: PlainDate.optional(),
  to: PlainDate.optional(),
  unit: Code.optional(),
  channel: Channel.optional(),
  direction: Direction.optional(),
  status: EntryStatus.optional(),
  subRegister: Code.optional(),
  /** Only rows without an answer in columns 9 to 11. */
  unsolved: z.stringbool().optional(),
  /** Only rows that this account registered. */
  mine: z.stringbool().optional(),
});
export type ListEntriesQuery = z.infer<typeof ListEntriesQuery>;

/** `next` is the `after` of the following page, null at the end. */
export const EntryPage = z.object({ items: z.array(EntryRow), next: z.number().int().nullable() });
export type EntryPage = z.infer<typeof EntryPage>;

/** The foot of the book for a filter: counted only over rows that the person who asks may see. */
export const BookSummary = z.object({
  count: z.number().int(),
  annulled: z.number().int(),
  sheets: z.number().int(),
  annexes: z.number().int(),
  mine: z.number().int(),
  first: z.number().int().nullable(),
  last: z.number().int().nullable(),
  /** True when every number from `first` to `last` is there; null when the filter leaves rows out. */
  unbroken: z.boolean().nullable(),
  /** The last number under a signed head, and when it was signed; null before the first. */
  sealed: z.object({ number: z.number().int(), at: Instant }).nullable(),
});
export type BookSummary = z.infer<typeof BookSummary>;

/** One document of an entry with the pictures that can be shown of it. */
export const EntryDocument = z.object({
  id: Id,
  name: z.string(),
  size: z.number().int(),
  mediaType: z.string(),
  sha256: z.string(),
  pages: z.number().int(),
});
export type EntryDocument = z.infer<typeof EntryDocument>;

/** A line of an entry's history, from the ledger: what was recorded, when, by whom, and values that it replaced. */
export const EntryHistoryItem = z.object({
  kind: LedgerKind,
  at: Instant,
  by: z.string(),
  /** In whose name, when the right was that of somebody away. */
  onBehalfOf: z.string().nullable(),
  hash: z.string(),
  reason: z.string().nullable(),
  changes: z.array(
    z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
});
export type EntryHistoryItem = z.infer<typeof EntryHistoryItem>;

/** Everything about one entry; `documents` is empty for who may read the row but not the file. */
export const EntryDetail = EntryRow.extend({
  documents: z.array(EntryDocument),
  history: z.array(EntryHistoryItem),
  /** Receipts (`receipt-a5`, `receipt-roll80`) and labels (`label-62x29`) that were printed; `again`: not the first. */
  prints: z.array(z.object({ id: Id, at: Instant, by: z.string(), form: z.string(), again: z.boolean() })),
  receiptCode: z.string().nullable(),
  version: z.number().int(),
});
export type EntryDetail = z.infer<typeof EntryDetail>;

/** What each amendment carries; `version` is the one the person saw: another one meanwhile is a conflict. */
const amendment = { requestId: RequestId, version: Version.optional() };

export const AnnulEntryRequest = z.strictObject({ ...amendment, reason: typedText(500, 3) });
export type AnnulEntryRequest = z.infer<typeof AnnulEntryRequest>;
export const CorrectEntryRequest = z.strictObject({
  ...amendment,
  reason: typedText(500, 3),
  subject: typedText(2000).optional(),
  issuer: typedText(300).optional(),
  issuerNumber: typedText(60, 0).nullable().optional(),
  issuerDate: PlainDate.nullable().optional(),
  sheets: sheetCount.optional(),
  annexes: sheetCount.optional(),
});
export type CorrectEntryRequest = z.infer<typeof CorrectEntryRequest>;
export const JoinEntryRequest = z.strictObject({
  ...amendment,
  year: z.int().min(1990).max(2200),
  number: z.int().min(1).max(999_999_999),
});
export type JoinEntryRequest = z.infer<typeof JoinEntryRequest>;
export const RouteEntryRequest = z.strictObject({ ...amendment, unit: Code });
export type RouteEntryRequest = z.infer<typeof RouteEntryRequest>;
export const DispatchEntryRequest = z.strictObject({
  ...amendment,
  dispatchedOn: PlainDate,
  resolution: typedText(200),
  addressee: typedText(300),
});
export type DispatchEntryRequest = z.infer<typeof DispatchEntryRequest>;
export const ClassifyEntryRequest = z.strictObject({ ...amendment, nomenclatureCode: typedText(20) });
export type ClassifyEntryRequest = z.infer<typeof ClassifyEntryRequest>;

/** Asked before registering: was this paper, or were these bytes, registered already? Only what the asker may see. */
export const SimilarEntriesRequest = z.strictObject({
  subject: z.string().max(8000).default(''),
  partyId: Id.optional(),
  senderName: z.string().max(1200).default(''),
  uploads: z.array(Id).max(50).default([]),
});
export type SimilarEntriesRequest = z.infer<typeof SimilarEntriesRequest>;
export const SimilarEntries = z.object({
  items: z.array(
    z.object({
      register: z.string(),
      year: z.number().int(),
      number: z.number().int(),
      registrationNumber: z.string(),
      registeredTime: z.string(),
      subject: z.string(),
      /** `same-paper`: same person, same day, same words; `same-bytes`: the very file. */
      why: z.enum(['same-paper', 'same-bytes']),
    }),
  ),
});
export type SimilarEntries = z.infer<typeof SimilarEntries>;

/** A register that the person who asks may see. */
export const Register = z.object({
  code: z.string(),
  name: z.string(),
  confidential: z.boolean(),
  years: z.array(z.number().int()),
  canRegister: z.boolean(),
  subRegisters: z.array(z.object({ code: z.string(), name: z.string() })),
});
export type Register = z.infer<typeof Register>;
export const Registers = z.object({ items: z.array(Register) });

/** A saved way to fill the counter form (F4). */
export const EntryModel = z.object({
  id: Id,
  name: z.string(),
  channel: Channel.nullable(),
  category: z.string().nullable(),
  unit: z.string().nullable(),
  subject: z.string(),
  sheets: z.number().int(),
  annexes: z.number().int(),
});
export type EntryModel = z.infer<typeof EntryModel>;
export const EntryModels = z.object({ items: z.array(EntryModel) });
export const SaveEntryModelRequest = z.strictObject({
  requestId: RequestId,
  name: typedText(80),
  channel: Channel.nullable(),
  category: Code.nullable(),
  unit: Code.nullable(),
  subject: typedText(2000, 0),
  sheets: sheetCount,
  annexes: sheetCount,
});
export type SaveEntryModelRequest = z.infer<typeof SaveEntryModelRequest>;
