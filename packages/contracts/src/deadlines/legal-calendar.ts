import { addDays, orthodoxEaster } from '../calendar/orthodox-easter.ts';
import { AppError } from '../errors/app-error.ts';

/** A legal holiday: on a fixed day, or so many days after Orthodox Easter; with the days on which it has been one. */
export type HolidayRule = {
  readonly name: string;
  readonly month: number | null;
  readonly day: number | null;
  readonly easterOffset: number | null;
  readonly validFrom: string;
  /** First day on which it is none any more; null: it still is. */
  readonly validTo: string | null;
  /** Act and article. */
  readonly source: string;
};

/** A day of the institution's own: free beside the legal ones, or worked instead of them. */
export type OwnDay = { readonly day: string; readonly kind: 'off' | 'worked'; readonly name: string };

/** What a calendar is made of. `years`: those whose table somebody checked, with where; no other is ever counted in. */
export type CalendarParts = {
  readonly holidays: readonly HolidayRule[];
  readonly own: readonly OwnDay[];
  readonly years: ReadonlySet<number>;
};

/** Why nobody works on a day; `names` are those of the holidays that fall on it. */
export type DayOff = {
  readonly why: 'holiday' | 'own' | 'saturday' | 'sunday';
  readonly names: readonly string[];
};

/**
 * The working days. By law: from Monday to Friday but for the holidays of Codul muncii art. 139. `here` also minds the
 * institution's own days, whose effect on legal terms nobody has verified: they move `target` alone, never `limit`.
 * Throws `calendar.year-unverified` for a day of a year whose table nobody checked.
 */
export type LegalCalendar = {
  /** True for a day of a year whose table somebody checked. */
  knows(day: string): boolean;
  dayOff(day: string): DayOff | undefined;
  dayOffHere(day: string): DayOff | undefined;
};

/** Builds the calendar; each year is laid out when it is first asked for. */
export function legalCalendar({ holidays, own, years }: CalendarParts): LegalCalendar {
  const laidOut = new Map<number, ReadonlyMap<string, readonly string[]>>();
  const ownDays = new Map(own.map((each) => [each.day, each]));

  function namesOf(day: string): readonly string[] {
    const year = Number(day.slice(0, 4));
    if (!years.has(year)) throw new AppError('validation', 'calendar.year-unverified', { details: { year } });
    const names = laidOut.get(year) ?? layOut(holidays, year);
    laidOut.set(year, names);
    return names.get(day) ?? [];
  }

  function dayOff(day: string): DayOff | undefined {
    const names = namesOf(day);
    if (names.length > 0) return { why: 'holiday', names };
    const weekday = weekdayOf(day);
    if (weekday === 6) return { why: 'saturday', names };
    return weekday === 7 ? { why: 'sunday', names } : undefined;
  }

  function dayOffHere(day: string): DayOff | undefined {
    const byLaw = dayOff(day);
    const ownDay = ownDays.get(day);
    if (ownDay?.kind === 'worked') return undefined;
    if (byLaw === undefined && ownDay !== undefined) return { why: 'own', names: [ownDay.name] };
    return byLaw;
  }

  return { knows: (day) => years.has(Number(day.slice(0, 4))), dayOff, dayOffHere };
}

/** The holidays of a year, in their order; two may fall on one day (1 June 2026 is the second day of Rusalii too). */
export function holidaysOf<Rule extends HolidayRule>(
  rules: readonly Rule[],
  year: number,
): { day: string; rule: Rule }[] {
  return rules
    .map((rule) => ({ rule, day: dayOf(rule, year) }))
    .filter(({ rule, day }) => day >= rule.validFrom && (rule.validTo === null || day < rule.validTo))
    .toSorted((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
}

function layOut(rules: readonly HolidayRule[], year: number): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const { day, rule } of holidaysOf(rules, year)) names.set(day, [...(names.get(day) ?? []), rule.name]);
  return names;
}

function dayOf({ month, day, easterOffset }: HolidayRule, year: number): string {
  if (easterOffset !== null) return addDays(orthodoxEaster(year), easterOffset);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** 1 is Monday, 7 Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** This day, or the first working one after it, by law. */
export function rollForward(calendar: LegalCalendar, day: string): string {
  let rolled = day;
  while (calendar.dayOff(rolled)) rolled = addDays(rolled, 1);
  return rolled;
}

/** This day, or the last before it on which the institution works. */
export function rollBack(calendar: LegalCalendar, day: string): string {
  let rolled = day;
  while (calendar.dayOffHere(rolled)) rolled = addDays(rolled, -1);
  return rolled;
}

/** The nth working day after this one, by law; the day itself is not counted. */
export function workingDayAfter(calendar: LegalCalendar, day: string, nth: number): string {
  let reached = day;
  for (let left = nth; left > 0; ) {
    reached = addDays(reached, 1);
    if (calendar.dayOff(reached) === undefined) left -= 1;
  }
  return reached;
}

/** How many days of work lie after the first day, up to and with the second, as the institution works; 0 when it is past. */
export function workingDaysBetween(calendar: LegalCalendar, after: string, to: string): number {
  let count = 0;
  for (let day = addDays(after, 1); day <= to; day = addDays(day, 1)) {
    if (calendar.dayOffHere(day) === undefined) count += 1;
  }
  return count;
}

/** The same day so many months later, or the last day of that month (Codul civil art. 2552). */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const lastDate = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastDate))).toISOString().slice(0, 10);
}
