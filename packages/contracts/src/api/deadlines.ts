import { z } from 'zod';
import { DeadlineRule, RuleId } from '../deadlines/deadline-rule.ts';
import { DeadlineDay, DeadlineStepKind } from '../deadlines/explain-deadline.ts';
import { DueTerm } from '../deadlines/term-state.ts';
import { CountMode, GivenDate, TermCancelReason, TermRole, TermStatus } from '../deadlines/vocabulary.ts';
import { Id, RequestId, Version } from '../ids.ts';
import { Instant, PlainDate, typedText } from './fields.ts';

/** What of a rule a lawyer of the institution has not checked yet: its value and article, how it is counted. */
export const RuleDoubt = z.enum(['rule', 'count-mode']);
export type RuleDoubt = z.infer<typeof RuleDoubt>;

/** A rule as the jurist's screen lists it. */
export const ListedRule = DeadlineRule.extend({
  doubts: z.array(RuleDoubt),
  /** Terms of open files that run by it. */
  running: z.number().int(),
  /** The last correction of its count mode: what it was before, why, by whom; null: it is as it came with the program. */
  corrected: z.object({ before: CountMode, reason: z.string(), by: z.string(), on: PlainDate }).nullable(),
  /** Goes back with a check: another one meanwhile is a conflict. */
  version: z.number().int(),
});
export type ListedRule = z.infer<typeof ListedRule>;
/** Years whose days off somebody compared; a term that touches another year is refused. */
export const VerifiedYear = z.object({
  year: z.number().int(),
  source: z.string(),
  checkedOn: PlainDate,
  checkedBy: z.string().nullable(),
});
export type VerifiedYear = z.infer<typeof VerifiedYear>;
export const DeadlineRules = z.object({ items: z.array(ListedRule), years: z.array(VerifiedYear) });
export type DeadlineRules = z.infer<typeof DeadlineRules>;

/** Ways of counting days, which a correction may put one for another; hours and months are other durations. */
export const DayCountMode = CountMode.extract(['free', 'calendar', 'workdays']);
export type DayCountMode = z.infer<typeof DayCountMode>;

/**
 * A lawyer vouches for a rule, or takes it back: `rule` its value, act and article, `countMode` how it is counted. `given`
 * says which date people get from then on; `limit` only with a checked count mode. With `correction` its days are counted
 * otherwise from then on, which they vouch for at once. Open files move with it.
 */
export const CheckRuleRequest = z.strictObject({
  requestId: RequestId,
  version: Version,
  rule: z.boolean(),
  countMode: z.boolean(),
  given: GivenDate,
  correction: z.strictObject({ countMode: DayCountMode, reason: typedText(500, 3) }).optional(),
});
export type CheckRuleRequest = z.infer<typeof CheckRuleRequest>;
/** The rule as it stands after it, and how many terms were given another day. */
export const CheckedRule = z.object({ rule: ListedRule, moved: z.number().int() });
export type CheckedRule = z.infer<typeof CheckedRule>;
/** A lawyer vouches for the days off of a year, with where they were compared. */
export const CheckYearRequest = z.strictObject({
  requestId: RequestId,
  source: z.string().trim().min(1, { error: 'field.required' }).max(300),
});
export type CheckYearRequest = z.infer<typeof CheckYearRequest>;

/** One reason of a sheet, in words, with the article that says so (null where none does). */
export const SheetStep = z.object({
  kind: DeadlineStepKind,
  text: z.string(),
  article: z.string().nullable(),
});
export type SheetStep = z.infer<typeof SheetStep>;

/** What an extension would make of a term. */
export const SheetExtension = z.object({
  by: z.number().int(),
  target: PlainDate,
  limit: PlainDate,
  due: PlainDate,
});
export type SheetExtension = z.infer<typeof SheetExtension>;

/**
 * The sheet of a term: its dates, how they were found step by step, each day from Monday to Sunday. `due` is the one that
 * people are given; `doubts` is why it bears the badge „neverificat juridic”.
 */
export const DeadlineSheet = z.object({
  rule: DeadlineRule,
  /** Act and article as one line: „art. 8 alin. (1) din O.G. nr. 27/2002”. */
  article: z.string(),
  start: PlainDate,
  target: PlainDate,
  limit: PlainDate,
  /** Of a term in hours: the instant at which it ends. */
  limitAt: Instant.nullable(),
  due: PlainDate,
  doubts: z.array(RuleDoubt),
  extendedBy: z.number().int(),
  suspendedDays: z.number().int(),
  steps: z.array(SheetStep),
  days: z.array(DeadlineDay),
  /** With the most that it may still be extended by; null when it may not. */
  extension: SheetExtension.nullable(),
});
export type DeadlineSheet = z.infer<typeof DeadlineSheet>;

export const ComputeDeadlineQuery = z.strictObject({
  rule: RuleId,
  start: PlainDate,
  /** The hour of a term that is counted in hours, `15:30`; the day's beginning when absent. */
  at: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'field.invalid' })
    .optional(),
  /** By how much it is extended. */
  extension: z.coerce.number().int().min(0).max(366).default(0),
});
export type ComputeDeadlineQuery = z.infer<typeof ComputeDeadlineQuery>;

/** A term of a file. */
export const CaseTerm = z.object({
  id: Id,
  role: TermRole,
  rule: RuleId,
  ruleName: z.string(),
  article: z.string(),
  status: TermStatus,
  badge: DueTerm,
  startOn: PlainDate,
  target: PlainDate,
  limit: PlainDate,
  due: PlainDate,
  extendedBy: z.number().int(),
  extensionCap: z.number().int(),
  metOn: PlainDate.nullable(),
  cancelReason: TermCancelReason.nullable(),
  doubts: z.array(RuleDoubt),
});
export type CaseTerm = z.infer<typeof CaseTerm>;
/** In the order in which they began. */
export const CaseTerms = z.object({ items: z.array(CaseTerm) });
export type CaseTerms = z.infer<typeof CaseTerms>;
/** The sheet of a term of a file, with the file that it is of. */
export const TermSheet = z.object({
  caseFile: z.object({ id: Id, registrationNumber: z.string(), subject: z.string(), issuer: z.string() }),
  term: CaseTerm,
  sheet: DeadlineSheet,
  /** When the term was counted for the first time. */
  countedAt: Instant,
});
export type TermSheet = z.infer<typeof TermSheet>;

/** A day of the institution's own as it would be: null takes it out. */
export const PreviewDaysRequest = z.strictObject({
  changes: z
    .array(
      z.strictObject({
        day: PlainDate,
        kind: z.enum(['off', 'worked']).nullable(),
        name: z.string().max(200).default(''),
      }),
    )
    .min(1)
    .max(100),
});
export type PreviewDaysRequest = z.infer<typeof PreviewDaysRequest>;
/** A term that a change of days gives another day. Files of confidential registers are not among them. */
export const MovingTerm = z.object({
  caseFileId: Id,
  registrationNumber: z.string(),
  unit: z.string().nullable(),
  role: TermRole,
  from: PlainDate,
  to: PlainDate,
});
export type MovingTerm = z.infer<typeof MovingTerm>;
/** The first 200 of them, and how many there are. */
export const MovingTerms = z.object({ count: z.number().int(), items: z.array(MovingTerm) });
export type MovingTerms = z.infer<typeof MovingTerms>;
