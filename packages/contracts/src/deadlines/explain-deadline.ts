import { z } from 'zod';
import { PlainDate } from '../api/fields.ts';
import { addDays } from '../calendar/orthodox-easter.ts';
import { computeDates, type DeadlineDates, type Prolonged } from './compute-deadline.ts';
import type { DeadlineRule, DeadlineStart } from './deadline-rule.ts';
import { type DayOff, type LegalCalendar, weekdayOf } from './legal-calendar.ts';
import { daysBetween } from './term-state.ts';

/**
 * One reason of a sheet, in the order in which it is told. Which words and which article go with it the catalogue says:
 * `rule` the law's own duration, `first-and-last` which days count, `counted-back`, `by-clock`, `extended`, `suspended`,
 * `rolled` and `not-rolled` where the last day falls, `target` how the cautious date was found, `no-suspension`.
 */
export const DeadlineStepKind = z.enum([
  'rule',
  'extended',
  'suspended',
  'first-and-last',
  'first-only',
  'workdays',
  'months',
  'by-clock',
  'counted-back',
  'rolled',
  'not-rolled',
  'target',
  'no-suspension',
]);
export type DeadlineStepKind = z.infer<typeof DeadlineStepKind>;

/** A reason with the days that it speaks of: `from` and `to` the first and the last, `over` those passed over. */
export type DeadlineStep = {
  readonly kind: DeadlineStepKind;
  readonly from: string;
  readonly to: string;
  readonly value: number;
  readonly over: readonly ({ day: string } & DayOff)[];
};

/** What a day of a sheet is. `counted` has a number, `over` is passed over after the end, `skipped` inside the count. */
export const DeadlineDay = z.object({
  day: PlainDate,
  as: z.enum(['outside', 'start', 'counted', 'skipped', 'end', 'over']),
  number: z.number().int().nullable(),
  isTarget: z.boolean(),
  isLimit: z.boolean(),
  off: z.enum(['holiday', 'own', 'saturday', 'sunday']).nullable(),
  /** Names of the holidays that fall on it. */
  names: z.array(z.string()),
});
export type DeadlineDay = z.infer<typeof DeadlineDay>;

/** A term with how it was found: reasons, and each day of its weeks from Monday to Sunday. */
export type ExplainedDeadline = DeadlineDates & {
  readonly steps: readonly DeadlineStep[];
  readonly days: readonly DeadlineDay[];
};

/** Counts a term and says how. Throws what `computeDates` throws. */
export function computeDeadline(
  rule: DeadlineRule,
  start: DeadlineStart,
  calendar: LegalCalendar,
  prolonged: Prolonged = {},
): ExplainedDeadline {
  const dates = computeDates(rule, start, calendar, prolonged);
  const place = { rule, start, calendar, prolonged, dates };
  return { ...dates, steps: listSteps(place), days: listDays(place) };
}

type Place = {
  rule: DeadlineRule;
  start: DeadlineStart;
  calendar: LegalCalendar;
  prolonged: Prolonged;
  dates: DeadlineDates;
};

function listSteps({ rule, start, calendar, prolonged, dates }: Place): DeadlineStep[] {
  const { extension = 0, suspendedDays = 0 } = prolonged;
  const { target, limit, endsOn } = dates;
  const from = addDays(start.on, suspendedDays);
  const step = (kind: DeadlineStepKind, rest: Partial<DeadlineStep> = {}): DeadlineStep => ({
    ...{ kind, from, to: endsOn, value: rule.value + extension, over: [] },
    ...rest,
  });
  const isRolled = limit !== endsOn;
  return [
    step('rule', { value: rule.value }),
    ...(extension > 0 ? [step('extended', { value: extension })] : []),
    ...(suspendedDays > 0 ? [step('suspended', { value: suspendedDays })] : []),
    counting(step, rule, dates),
    ...(rule.direction === 'before' || rule.countMode === 'hours'
      ? []
      : [
          step(isRolled ? 'rolled' : 'not-rolled', {
            from: endsOn,
            to: limit,
            over: isRolled ? daysOff(calendar, endsOn, addDays(limit, -1)) : [],
          }),
        ]),
    ...(target === limit ? [] : [step('target', { from: target, to: limit })]),
    ...(rule.suspendable ? [] : [step('no-suspension')]),
  ];
}

type MakeStep = (kind: DeadlineStepKind, rest?: Partial<DeadlineStep>) => DeadlineStep;

function counting(step: MakeStep, rule: DeadlineRule, { endsOn }: DeadlineDates): DeadlineStep {
  if (rule.direction === 'before') return step('counted-back');
  switch (rule.countMode) {
    case 'free':
      return step('first-and-last', { to: addDays(endsOn, -1) });
    case 'calendar':
      return step('first-only');
    case 'workdays':
      return step('workdays');
    case 'months':
      return step('months');
    case 'hours':
      return step('by-clock');
  }
}

function daysOff(calendar: LegalCalendar, from: string, to: string): DeadlineStep['over'] {
  const days: ({ day: string } & DayOff)[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const off = calendar.dayOff(day);
    if (off) days.push({ day, ...off });
  }
  return days;
}

function listDays(place: Place): DeadlineDay[] {
  const { rule, start, dates, calendar } = place;
  const isBack = rule.direction === 'before';
  const first = start.on < dates.target ? start.on : dates.target;
  const last = start.on > dates.limit ? start.on : dates.limit;
  const days: DeadlineDay[] = [];
  let counted = 0;
  for (let day = mondayOf(first); day <= sundayOf(last); day = addDays(day, 1)) {
    const off = calendar.knows(day) ? calendar.dayOffHere(day) : undefined;
    const as = kindOf(place, day);
    const isTarget = day === dates.target;
    if (as === 'counted') counted += 1;
    days.push({
      ...{ day, as, isTarget, isLimit: day === dates.limit },
      number: as === 'counted' ? (isBack ? daysBetween(day, start.on) : counted) : null,
      off: off?.why ?? null,
      names: [...(off?.names ?? [])],
    });
  }
  return days;
}

function kindOf({ rule, start, dates, calendar, prolonged }: Place, day: string): DeadlineDay['as'] {
  if (day === start.on) return 'start';
  if (rule.direction === 'before') return day >= dates.endsOn && day < start.on ? 'counted' : 'outside';
  const from = addDays(start.on, prolonged.suspendedDays ?? 0);
  if (day < start.on || day > dates.limit) return 'outside';
  if (day <= from) return 'skipped';
  if (day > dates.endsOn) return 'over';
  // *Zile libere*: the day of fulfilment is not one of them.
  if (rule.countMode === 'free' && day === dates.endsOn) return 'end';
  if (rule.countMode === 'workdays' && calendar.dayOff(day)) return 'skipped';
  return 'counted';
}

const mondayOf = (day: string) => addDays(day, 1 - weekdayOf(day));
const sundayOf = (day: string) => addDays(day, 7 - weekdayOf(day));
