import { z } from 'zod';
import { EntryReference, Sender } from '../api/entries.ts';
import { Code, Instant, PlainDate, typedText } from '../api/fields.ts';
import { Problem } from '../api/problem.ts';
import { Id, RequestId, Version } from '../ids.ts';
import { PartyKind } from '../registry/vocabulary.ts';
import {
  IntakeAction,
  IntakeKind,
  NoConfirmation,
  NotRegisteredReason,
  RegisteredKind,
  SenderWarning,
  ThreadReason,
} from './intake-vocabulary.ts';
import { MailAuthentication } from './message.ts';
import { MessageFlag, MessageKind, MessageState, ParseState, PartFlag, PartKind } from './vocabulary.ts';

const unit = z.object({ code: z.string(), name: z.string(), shortName: z.string() });

/** One message in the queue, with what is proposed. */
export const IntakeItem = z.object({
  id: Id,
  version: z.number().int(),
  state: MessageState,
  kind: MessageKind,
  parseState: ParseState,
  fromName: z.string().nullable(),
  fromAddress: z.string().nullable(),
  subject: z.string(),
  preview: z.string(),
  receivedAt: Instant,
  attachmentCount: z.number().int(),
  proposal: z.object({
    kind: IntakeKind,
    reason: NotRegisteredReason.nullable(),
    unit: z.string().nullable(),
    /** `11872/19.06.2026` of the file that it goes into, proved by token and sender. */
    joins: z.string().nullable(),
  }),
  warned: z.boolean(),
  /** Handed over to the register of reports: only who is named on it sees the message. */
  confidential: z.boolean(),
  /** Of what was decided: `12345/29.06.2026`, or null. */
  registrationNumber: z.string().nullable(),
  reason: NotRegisteredReason.nullable(),
});
export type IntakeItem = z.infer<typeof IntakeItem>;

/** `queue`: what waits, oldest first; `done`: what was decided, newest first. */
export const ListIntakeQuery = z.strictObject({
  view: z.enum(['queue', 'done']).default('queue'),
  after: z
    .string()
    .regex(/^[\d:TZ.-]{24}_[\da-f-]{36}$/, { error: 'field.invalid' })
    .refine((text) => !Number.isNaN(Date.parse(text.slice(0, 24))), { error: 'field.invalid' })
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export type ListIntakeQuery = z.infer<typeof ListIntakeQuery>;

/**
 * Looks for messages wherever they are, newest first: sender, subject, beginning of the text, names of files, codes. In the
 * body: an address is written into logs, and a CNP may be sought.
 */
export const SearchIntakeRequest = z.strictObject({
  text: z.string().max(300),
  ...ListIntakeQuery.pick({ after: true }).shape,
  limit: z.int().min(1).max(200).default(100),
});
export type SearchIntakeRequest = z.infer<typeof SearchIntakeRequest>;

/**
 * A message that stays on its server, known by what that says of it: larger than is taken, without a byte, or gone while
 * it was fetched. Somebody sees to it and says so.
 */
export const LeftMessage = z.object({
  id: Id,
  /** Address of the mailbox. */
  mailbox: z.string(),
  problem: z.enum(['too-large', 'empty', 'gone']),
  /** Bytes. */
  size: z.number().int(),
  receivedAt: Instant,
  fromName: z.string().nullable(),
  fromAddress: z.string().nullable(),
  subject: z.string(),
});
export type LeftMessage = z.infer<typeof LeftMessage>;

/** `left`: what stays on its server, oldest first, at most 20 of `leftCount`. `today`: decided today by anybody, and what waits beside it. */
export const IntakePage = z.object({
  items: z.array(IntakeItem),
  next: z.string().nullable(),
  waiting: z.number().int(),
  decidedToday: z.number().int(),
  mailboxes: z.array(z.string()),
  left: z.array(LeftMessage),
  leftCount: z.number().int(),
});
export type IntakePage = z.infer<typeof IntakePage>;

/** Messages that wait for a decision and that the asker may see. */
export const IntakeCount = z.object({ waiting: z.number().int() });
export type IntakeCount = z.infer<typeof IntakeCount>;

/** An entry that a message goes to, or may go to. `unit`: short name of where its file lies. */
export const IntakeEntry = z.object({
  entryId: Id,
  register: z.string(),
  year: z.number().int(),
  number: z.number().int(),
  registrationNumber: z.string(),
  subject: z.string(),
  unit: z.string().nullable(),
});
export type IntakeEntry = z.infer<typeof IntakeEntry>;

/** What is proposed for a message and why, resolved for who asks. */
export const IntakeProposal = z.object({
  kind: IntakeKind,
  reason: NotRegisteredReason.nullable(),
  /** The rule that spoke; `words`: what of the message it met, as written in the rule. */
  rule: z
    .object({
      id: Id,
      number: z.number().int(),
      name: z.string(),
      words: z.array(z.string()),
      proposed: z.number().int(),
      accepted: z.number().int(),
    })
    .nullable(),
  register: z.object({ code: z.string(), name: z.string() }).nullable(),
  category: z.object({ code: z.string(), name: z.string() }).nullable(),
  procedure: z.string().nullable(),
  unit: unit.nullable(),
  subject: z.string(),
  sender: z.object({
    kind: PartyKind,
    name: z.string(),
    email: z.string().nullable(),
    /** Known by the exact address. */
    partyId: Id.nullable(),
  }),
  /** Day until which it would be answered if it were registered now; null without a term. */
  dueOn: PlainDate.nullable(),
  days: z.number().int().nullable(),
  confirms: z.boolean(),
  noConfirmation: NoConfirmation.nullable(),
  joins: IntakeEntry.nullable(),
});
export type IntakeProposal = z.infer<typeof IntakeProposal>;

/** What somebody decided about a message; `by` null: the application itself, of a report that found its message. */
export const IntakeDecision = z.object({
  what: z.enum(['registered', 'joined', 'not-registered', 'handed-over', 'reopened']),
  at: Instant,
  by: z.string().nullable(),
  reason: NotRegisteredReason.nullable(),
  note: z.string().nullable(),
  registrationNumber: z.string().nullable(),
});
export type IntakeDecision = z.infer<typeof IntakeDecision>;

/** Two people at one message: `conflict` is what the other one decided meanwhile. */
export const IntakeConflictProblem = Problem.extend({ conflict: IntakeDecision.optional() });
export type IntakeConflictProblem = z.infer<typeof IntakeConflictProblem>;

/** Everything about one message that a decision needs. */
export const IntakeDetail = z.object({
  id: Id,
  version: z.number().int(),
  state: MessageState,
  kind: MessageKind,
  parseState: ParseState,
  flags: z.array(MessageFlag),
  fromName: z.string().nullable(),
  fromAddress: z.string().nullable(),
  replyTo: z.string().nullable(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  hasPage: z.boolean(),
  receivedAt: Instant,
  sentAt: Instant.nullable(),
  mailbox: z.string(),
  auth: MailAuthentication,
  parts: z.array(
    z.object({
      ordinal: z.number().int(),
      kind: PartKind,
      name: z.string().nullable(),
      mediaType: z.string(),
      size: z.number().int(),
      flags: z.array(PartFlag),
      /** Has no room among the documents of the entry: it is found in the message as received alone. */
      leftInside: z.boolean(),
    }),
  ),
  confidential: z.boolean(),
  proposal: IntakeProposal,
  warnings: z.array(
    z.object({
      warning: SenderWarning,
      /** What was seen, and what it looks like. */
      seen: z.string(),
      known: z.string().nullable(),
    }),
  ),
  possibly: z.array(IntakeEntry.extend({ reasons: z.array(ThreadReason) })),
  decisions: z.array(IntakeDecision),
  /** A message of ours that it may say came back: to whom it went, and of which number where that may be seen. */
  bounce: z.object({ to: z.string(), registrationNumber: z.string().nullable() }).nullable(),
  actions: z.array(IntakeAction),
});
export type IntakeDetail = z.infer<typeof IntakeDetail>;

const act = { requestId: RequestId, version: Version };

/**
 * Registers a message: as proposed where a field is absent, as the person says where it is there. `joins`: into the file
 * of this entry; null: into a file of its own, whatever was proposed.
 */
export const RegisterMessageRequest = z.strictObject({
  ...act,
  kind: RegisteredKind.optional(),
  unit: Code.nullable().optional(),
  category: Code.nullable().optional(),
  subject: typedText(2000).optional(),
  sender: Sender.optional(),
  joins: EntryReference.nullable().optional(),
  confirmGap: z.boolean().default(false),
});
export type RegisterMessageRequest = z.infer<typeof RegisterMessageRequest>;

/** `confirmation`: whether one leaves, or why not. */
export const RegisterMessageResponse = z.object({
  registrationNumber: z.string(),
  register: z.string(),
  year: z.number().int(),
  number: z.number().int(),
  joined: z.boolean(),
  confirms: z.boolean(),
});
export type RegisterMessageResponse = z.infer<typeof RegisterMessageResponse>;

/** Lays messages aside, each at the version that the person saw. */
export const RefuseMessagesRequest = z.strictObject({
  requestId: RequestId,
  items: z
    .array(z.strictObject({ id: Id, version: Version }))
    .min(1)
    .max(200),
  reason: NotRegisteredReason,
  note: typedText(500, 0).optional(),
});
export type RefuseMessagesRequest = z.infer<typeof RefuseMessagesRequest>;

export const ReopenMessageRequest = z.strictObject(act);
export type ReopenMessageRequest = z.infer<typeof ReopenMessageRequest>;

/** Gives a report of wrongdoing to who is named on the special register; nobody else sees it from then on. */
export const HandOverMessageRequest = z.strictObject(act);
export type HandOverMessageRequest = z.infer<typeof HandOverMessageRequest>;

/** Says that the message of ours that this one speaks of (`bounce`) did not arrive: it is back, its terms run again. */
export const ReturnDispatchRequest = z.strictObject(act);
export type ReturnDispatchRequest = z.infer<typeof ReturnDispatchRequest>;

/** Says that a message which stays on its server is seen to. */
export const SettleLeftMessageRequest = z.strictObject({ requestId: RequestId });
export type SettleLeftMessageRequest = z.infer<typeof SettleLeftMessageRequest>;
