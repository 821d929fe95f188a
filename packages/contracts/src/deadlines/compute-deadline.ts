import { addDays } from '../calendar/orthodox-easter.ts';
import { AppError } from '../errors/app-error.ts';
import type { DeadlineRule, DeadlineStart } from './deadline-rule.ts';
import { addMonths, type LegalCalendar, rollBack, rollForward, workingDayAfter } from './legal-calendar.ts';

/** What a rule counts with; the rest of it explains. */
export type CountedRule = Pick<DeadlineRule, 'value' | 'countMode' | 'direction' | 'extensionCap'>;

/** What was added to a term: by an extension, in the rule's own unit; by a suspension, in days. */
export type Prolonged = { readonly extension?: number; readonly suspendedDays?: number };

/**
 * The two dates of a term. `target`: the last working day not later than start + n, what everybody is given until a
 * lawyer has checked the count mode; `limit`: the last legal day by the count mode. `endsOn`: the day on which the count
 * falls before it is rolled. `limitAt`: the instant, for hours alone.
 */
export type DeadlineDates = {
  readonly target: string;
  readonly limit: string;
  readonly endsOn: string;
  readonly limitAt: string | null;
};

/**
 * Counts a term. Pure; throws `deadline.extension-beyond-cap`, `calendar.year-unverified`, and `deadline.hour-missing` for
 * hours that start at no instant. Always `start ≤ target ≤ limit`, but for terms counted back from a day.
 */
export function computeDates(
  rule: CountedRule,
  start: DeadlineStart,
  calendar: LegalCalendar,
  { extension = 0, suspendedDays = 0 }: Prolonged = {},
): DeadlineDates {
  if (extension > rule.extensionCap) {
    throw new AppError('validation', 'deadline.extension-beyond-cap', {
      details: { cap: rule.extensionCap },
    });
  }
  const value = rule.value + extension;
  if (rule.direction === 'before') {
    const endsOn = addDays(start.on, -value);
    const day = rollBack(calendar, endsOn);
    return { target: day, limit: day, endsOn, limitAt: null };
  }
  const counted = counters[rule.countMode]({
    start: { ...start, on: addDays(start.on, suspendedDays) },
    value,
    calendar,
  });
  return { ...counted, target: targetOf(calendar, start.on, counted) };
}

type Count = (place: { start: DeadlineStart; value: number; calendar: LegalCalendar }) => Counted;
/** `lastDay`: start + n, on or before which `target` lies. */
type Counted = Omit<DeadlineDates, 'target'> & { lastDay: string };

const counters: Readonly<Record<DeadlineRule['countMode'], Count>> = {
  free: ({ start, value, calendar }) => {
    const endsOn = addDays(start.on, value + 1);
    return byDay(endsOn, rollForward(calendar, endsOn), addDays(start.on, value));
  },
  calendar: ({ start, value, calendar }) => {
    const endsOn = addDays(start.on, value);
    return byDay(endsOn, rollForward(calendar, endsOn), endsOn);
  },
  workdays: ({ start, value, calendar }) => {
    const endsOn = workingDayAfter(calendar, start.on, value);
    return byDay(endsOn, endsOn, endsOn);
  },
  months: ({ start, value, calendar }) => {
    const endsOn = addMonths(start.on, value);
    return byDay(endsOn, rollForward(calendar, endsOn), endsOn);
  },
  // By the clock: no pause at night or over a week-end unless the act says so, so the hour is not rolled.
  hours: ({ start, value }) => {
    if (start.at === undefined) throw new AppError('validation', 'deadline.hour-missing');
    const ends = new Date(Date.parse(start.at) + value * 3_600_000);
    const endsOn = civilDay.format(ends);
    return { endsOn, limit: endsOn, limitAt: ends.toISOString(), lastDay: endsOn };
  },
};

const byDay = (endsOn: string, limit: string, lastDay: string): Counted => ({
  endsOn,
  limit,
  lastDay,
  limitAt: null,
});

// Where no working day lies between start and end, the first after it is all that is left.
function targetOf(calendar: LegalCalendar, start: string, { lastDay, limit }: Counted): string {
  const day = rollBack(calendar, lastDay);
  return day < start ? limit : day;
}

const civilDay = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Bucharest',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
