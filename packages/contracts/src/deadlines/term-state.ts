import { z } from 'zod';
import { Instant, PlainDate } from '../api/fields.ts';
import { RuleId } from './deadline-rule.ts';
import { TermRole, type TermStatus } from './vocabulary.ts';

/**
 * How a term looks today: `far` more than five days, `near` five to one, `today`, `late` past its day; `suspended`; `met`
 * in time or `met-late`; `cancelled`.
 */
export const TermState = z.enum([
  'far',
  'near',
  'today',
  'late',
  'suspended',
  'met',
  'met-late',
  'cancelled',
]);
export type TermState = z.infer<typeof TermState>;

/** The term that a badge shows: of those that run the one that is due first. `on` is the day that everybody is given. */
export const DueTerm = z.object({
  termId: z.uuid(),
  on: PlainDate,
  /** Of a term in hours that ends on that day: the instant at which it does; null of every other. */
  at: Instant.nullable(),
  rule: RuleId,
  role: TermRole,
  state: TermState,
  /** Calendar days from today to `on`; negative when it is past. */
  days: z.number().int(),
  /** Since when it is suspended, or on which day it was met; null otherwise. */
  since: PlainDate.nullable(),
});
export type DueTerm = z.infer<typeof DueTerm>;

/**
 * What a state is read from. `metOn` and `suspendedOn` are legal days; `dueAt` and `metAt` are instants: of
 * a term in hours its end (`dueInstant`), null of one in days.
 */
export type TermFacts = {
  readonly status: TermStatus;
  readonly dueOn: string;
  readonly dueAt: string | null;
  readonly metOn: string | null;
  readonly metAt: string | null;
};

/** A moment, as law sees it: the legal day, and the instant. */
export type LegalMoment = { readonly on: string; readonly at: string };

/** Within how many calendar days a term is near. */
export const nearDays = 5;

/**
 * The instant at which a term in hours is due, where it is due on the day on which its hours end; null of one in days, and
 * of one in hours that people are given by the cautious day before: that one is due until the end of the day.
 */
export const dueInstant = ({
  dueOn,
  limitOn,
  limitAt,
}: {
  readonly dueOn: string;
  readonly limitOn: string;
  readonly limitAt: string | null;
}): string | null => (dueOn === limitOn ? limitAt : null);

/** The state of a term at a moment: one in hours is judged by the instant, one in days by the legal day. */
export function termStateOf({ status, dueOn, dueAt, metOn, metAt }: TermFacts, now: LegalMoment): TermState {
  if (status === 'suspended' || status === 'cancelled') return status;
  const isPast = (on: string, at: string | null) =>
    dueAt === null || at === null ? on > dueOn : Date.parse(at) > Date.parse(dueAt);
  if (status === 'met') return metOn !== null && isPast(metOn, metAt) ? 'met-late' : 'met';
  if (isPast(now.on, now.at)) return 'late';
  const days = daysBetween(now.on, dueOn);
  if (days === 0) return 'today';
  return days <= nearDays ? 'near' : 'far';
}

/** Calendar days from one day to another; negative when the second is before the first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
