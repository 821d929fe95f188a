import type { ReportRhythm } from '@opis/contracts';

/** A legal day as a date in UTC, where days have no hours to lose. */
const toDate = (day: string) => new Date(`${day}T00:00:00Z`);
const toDay = (date: Date) => date.toISOString().slice(0, 10);

const plusDays = (day: string, days: number) => {
  const date = toDate(day);
  date.setUTCDate(date.getUTCDate() + days);
  return toDay(date);
};

/** First day of the week (Monday), month or half-year that a day lies in. */
function beginningOf(rhythm: ReportRhythm, day: string): string {
  const date = toDate(day);
  if (rhythm === 'weekly') return plusDays(day, -((date.getUTCDay() + 6) % 7));
  const month = rhythm === 'monthly' ? date.getUTCMonth() : date.getUTCMonth() < 6 ? 0 : 6;
  return toDay(new Date(Date.UTC(date.getUTCFullYear(), month, 1)));
}

/** The day on which a report of this rhythm is made next: the first after the period that `day` lies in. */
export function nextDay(rhythm: ReportRhythm, day: string): string {
  // No period is longer than 184 days: far enough into the next one, whichever it is.
  const step = { weekly: 7, monthly: 31, 'half-yearly': 184 }[rhythm];
  return beginningOf(rhythm, plusDays(beginningOf(rhythm, day), step));
}

/** The whole period that ended before `day`. */
export function periodBefore(rhythm: ReportRhythm, day: string): { from: string; to: string } {
  const to = plusDays(beginningOf(rhythm, day), -1);
  return { from: beginningOf(rhythm, to), to };
}
