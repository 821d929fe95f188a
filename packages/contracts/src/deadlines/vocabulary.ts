import { z } from 'zod';

/**
 * How a duration is counted. `free` (*zile libere*): neither the first day nor that of fulfilment counts, and a term that
 * ends on a day off goes to the next working day (Codul civil art. 2551–2556, Codul de procedură civilă art. 181).
 * `calendar`: only the first day is left out. `workdays`: working days alone. `months`: the same day so many months later,
 * or the last of that month. `hours`: by the clock, without a pause.
 */
export const CountMode = z.enum(['free', 'calendar', 'workdays', 'months', 'hours']);
export type CountMode = z.infer<typeof CountMode>;

/** What a rule's value counts. */
export const DeadlineUnit = z.enum(['days', 'workdays', 'months', 'hours']);
export type DeadlineUnit = z.infer<typeof DeadlineUnit>;

/** The unit that each mode counts. */
export const unitOf: Readonly<Record<CountMode, DeadlineUnit>> = {
  free: 'days',
  calendar: 'days',
  workdays: 'workdays',
  months: 'months',
  hours: 'hours',
};

/**
 * How sure we are of a rule: `V` read in an official text, `V2` in a secondary source, `C` computed by us, `K` from
 * knowledge alone, to be checked by a lawyer.
 */
export const Certainty = z.enum(['V', 'V2', 'C', 'K']);
export type Certainty = z.infer<typeof Certainty>;

/** Which of the two dates badge, queue, notices, reports and citizens are given. */
export const GivenDate = z.enum(['target', 'limit']);
export type GivenDate = z.infer<typeof GivenDate>;

/** What a term of a file is for; a file has at most one of a role that runs. */
export const TermRole = z.enum([
  'answer',
  'redirect',
  'notice',
  'refusal',
  'clarification',
  'completion',
  'irregularity',
  'complaint',
  'decision',
  'internal',
]);
export type TermRole = z.infer<typeof TermRole>;

/** Where a term stands. That it was missed is computed: its day is past and it was not met. */
export const TermStatus = z.enum(['running', 'suspended', 'met', 'cancelled']);
export type TermStatus = z.infer<typeof TermStatus>;

/** Why a term ended without being met. */
export const TermCancelReason = z.enum(['closed', 'joined', 'annulled', 'reclassified', 'replaced', 'other']);
export type TermCancelReason = z.infer<typeof TermCancelReason>;
