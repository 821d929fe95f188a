import { z } from 'zod';
import { PlainDate } from '../api/fields.ts';
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
  rule: RuleId,
  role: TermRole,
  state: TermState,
  /** Calendar days from today to `on`; negative when it is past. */
  days: z.number().int(),
  /** Since when it is suspended, or on which day it was met; null otherwise. */
  since: PlainDate.nullable(),
});
export type DueTerm = z.infer<typeof DueTerm>;

/** What a state is read from. `metOn` and `suspendedOn` are legal days. */
export type TermFacts = {
  readonly status: TermStatus;
  readonly dueOn: string;
  readonly metOn: string | null;
};

/** Within how many calendar days a term is near. */
export const nearDays = 5;

/** The state of a term on a legal day. */
export function termStateOf({ status, dueOn, metOn }: TermFacts, today: string): TermState {
  if (status === 'suspended' || status === 'cancelled') return status;
  if (status === 'met') return metOn !== null && metOn > dueOn ? 'met-late' : 'met';
  const days = daysBetween(today, dueOn);
  if (days < 0) return 'late';
  if (days === 0) return 'today';
  return days <= nearDays ? 'near' : 'far';
}

/** Calendar days from one day to another; negative when the second is before the first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
