import { z } from 'zod';
import {
  AskedKind,
  TaskAction,
  TaskKind,
  TaskQueue,
  TaskStatus,
  TaskSubjectType,
  TaskVerdict,
} from '../case-files/tasks.ts';
import { CaseFileStatus } from '../case-files/vocabulary.ts';
import { DueTerm } from '../deadlines/term-state.ts';
import { Id, RequestId, Version } from '../ids.ts';
import { AssignOutcome } from './case-file-acts.ts';
import { CaseCount, CasePerson, CaseUnit } from './case-files.ts';
import { Code, Instant, PlainDate, typedText } from './fields.ts';
import { Problem } from './problem.ts';

/** Whom to ask: a unit (whoever leads it, for opinions and clarifications whoever works there) or one person. */
const target = z
  .strictObject({ unit: Code.optional(), person: Id.optional() })
  .refine((to) => (to.unit === undefined) !== (to.person === undefined), { error: 'case-task.one-target' });
export const TaskTarget = target;
export type TaskTarget = z.infer<typeof TaskTarget>;

/** One thing asked of one. A clarification without `dueOn` is refused (PET-03: OG 27/2002, art. 6 (4)). */
export const TaskToAsk = z
  .strictObject({
    kind: AskedKind,
    to: target,
    /** By when it is to come back: the institution's own date, not a legal term. */
    dueOn: PlainDate.optional(),
    /** What is asked. */
    text: typedText(2000, 0).optional(),
  })
  .refine((task) => task.kind !== 'clarification' || task.dueOn !== undefined, {
    path: ['dueOn'],
    error: 'case-task.due-date-required',
  });
export type TaskToAsk = z.infer<typeof TaskToAsk>;

/**
 * A line of steps: the next one opens when all of the one before it is done; what stands in one step is asked at once.
 * `version` is that of the file which the person saw. Without `subject` it is about the whole file.
 */
export const AskTasksRequest = z.strictObject({
  requestId: RequestId,
  version: Version,
  subject: z.strictObject({ type: TaskSubjectType.exclude(['letter-version']), id: Id }).optional(),
  steps: z.array(z.array(TaskToAsk).min(1).max(20)).min(1).max(20),
});
export type AskTasksRequest = z.infer<typeof AskTasksRequest>;

/** What each act carries: `version` is that of the task which the person saw. */
const act = { requestId: RequestId, version: Version };

/** `text` is obligatory where the verdict says nothing without it (`verdictsWithWords`). */
export const AnswerTaskRequest = z.strictObject({
  ...act,
  verdict: TaskVerdict.exclude(['received']),
  text: typedText(4000, 0).optional(),
});
export type AnswerTaskRequest = z.infer<typeof AnswerTaskRequest>;

/** Sent back with a reason: to the earlier step `to` of the line (a task's id), or without it to whoever asked. */
export const ReturnTaskRequest = z.strictObject({ ...act, reason: typedText(1000, 3), to: Id.nullish() });
export type ReturnTaskRequest = z.infer<typeof ReturnTaskRequest>;

/** No longer asked; what was to follow it in its line goes on without it. */
export const WithdrawTaskRequest = z.strictObject({ ...act, reason: typedText(1000, 0).optional() });
export type WithdrawTaskRequest = z.infer<typeof WithdrawTaskRequest>;

/** Reminds whoever was asked; it changes nothing, so it carries no version. At most once a day. */
export const RemindTaskRequest = z.strictObject({ requestId: RequestId });
export type RemindTaskRequest = z.infer<typeof RemindTaskRequest>;

/** The same answer for many tasks: each is done or says why not; one that cannot does not hold back the others. */
export const AnswerTasksRequest = z.strictObject({
  requestId: RequestId,
  items: z
    .array(z.strictObject({ id: Id, version: Version }))
    .min(1)
    .max(200),
  verdict: TaskVerdict.exclude(['received']),
  text: typedText(4000, 0).optional(),
});
export type AnswerTasksRequest = z.infer<typeof AnswerTasksRequest>;

/** What a task is about, as people call it; `title` is null for who may not read the file. */
export const TaskSubject = z.object({
  type: TaskSubjectType,
  id: Id,
  title: z.string().nullable(),
  /** Of a document: where its pages are (`CaseItemFile.url`) and how many; null for the rest. */
  document: z.object({ url: z.string(), mediaType: z.string(), pages: z.number().int() }).nullable(),
});
export type TaskSubject = z.infer<typeof TaskSubject>;

/** The file of a task, as a row of the queue names it. */
export const TaskFile = z.object({
  id: Id,
  register: z.string(),
  year: z.number().int(),
  number: z.number().int(),
  registrationNumber: z.string(),
  registeredOn: PlainDate,
  subject: z.string(),
  issuer: z.string(),
  status: CaseFileStatus,
  /** The term of the file that comes first; null without one. */
  due: DueTerm.nullable(),
  confidential: z.boolean(),
});
export type TaskFile = z.infer<typeof TaskFile>;

/** Something asked of somebody. `text` and `answer` are null where none was given and for who may not read the file. */
export const CaseTask = z.object({
  id: Id,
  file: TaskFile,
  /** The line it belongs to, its place in it (from 1; equal: at once), and the round: one more after each return. */
  line: Id,
  position: z.number().int(),
  round: z.number().int(),
  kind: TaskKind,
  status: TaskStatus,
  toUnit: CaseUnit.nullable(),
  toPerson: CasePerson.nullable(),
  dueOn: PlainDate.nullable(),
  /** Past its day and still awaited. */
  late: z.boolean(),
  askedBy: z.string(),
  /** True when the person who asks did it. */
  askedByMe: z.boolean(),
  askedOnBehalfOf: z.string().nullable(),
  askedAt: Instant,
  /** When its turn came; null while it waits. */
  openedAt: Instant.nullable(),
  text: z.string().nullable(),
  subject: TaskSubject,
  verdict: TaskVerdict.nullable(),
  /** The words of the answer, or the reason of the return or of the withdrawal. */
  answer: z.string().nullable(),
  settledBy: z.string().nullable(),
  settledOnBehalfOf: z.string().nullable(),
  settledAt: Instant.nullable(),
  remindedAt: Instant.nullable(),
  version: z.number().int(),
  actions: z.array(TaskAction),
});
export type CaseTask = z.infer<typeof CaseTask>;

/** The line of a task, newest round of each place, and the earlier steps to which it may be sent back. */
export const CaseTaskDetail = CaseTask.extend({
  circuit: z.array(CaseTask),
  returnsTo: z.array(Id),
});
export type CaseTaskDetail = z.infer<typeof CaseTaskDetail>;

/** Every task of a file, oldest first. */
export const CaseTasks = z.object({ items: z.array(CaseTask) });
export type CaseTasks = z.infer<typeof CaseTasks>;

export const ListTasksQuery = z.strictObject({
  queue: TaskQueue.default('endorse'),
  /** `next` of the page before. */
  after: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListTasksQuery = z.infer<typeof ListTasksQuery>;
/** What must be back first stands first; without a day, what was asked first. */
export const TaskPage = z.object({ items: z.array(CaseTask), next: z.string().nullable() });
export type TaskPage = z.infer<typeof TaskPage>;

export const TaskCounts = z.object({
  endorse: CaseCount,
  sign: CaseCount,
  clarify: CaseCount,
  returned: CaseCount,
  /** Answered today. */
  done: CaseCount,
  asked: CaseCount,
});
export type TaskCounts = z.infer<typeof TaskCounts>;

/** The body of the 409 `case-task.changed-meanwhile`: the task as others left it. */
export const TaskConflictProblem = Problem.extend({ conflict: CaseTask });
export type TaskConflictProblem = z.infer<typeof TaskConflictProblem>;

/** How one task of many fared; in the order asked. */
export const TaskOutcome = AssignOutcome.omit({ problem: true }).extend({
  problem: z.object({ code: z.string(), detail: z.string() }).nullable(),
});
export type TaskOutcome = z.infer<typeof TaskOutcome>;
export const TaskOutcomes = z.object({ items: z.array(TaskOutcome) });
export type TaskOutcomes = z.infer<typeof TaskOutcomes>;

/** Why somebody may not be asked (PET-11: not whom the petition is about, nor who is under them); null: they may. */
const barred = z.object({ code: z.string(), detail: z.string() }).nullable();

/** Whom one may ask about a file: units in tree order, people by name. */
export const Askable = z.object({
  units: z.array(CaseUnit.extend({ depth: z.number().int(), barred })),
  people: z.array(
    CasePerson.extend({
      unit: CaseUnit.nullable(),
      self: z.boolean(),
      /** Of one who is away: until when, and who stands in. */
      absence: z.object({ until: PlainDate.nullable(), substitute: CasePerson.nullable() }).nullable(),
      barred,
    }),
  ),
});
export type Askable = z.infer<typeof Askable>;
