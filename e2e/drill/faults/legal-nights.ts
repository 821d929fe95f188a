import { toLegalTime } from '../../../apps/server/src/platform/clock.ts';

const dayMs = 24 * 3600 * 1000;

/** The instant at which the next year begins in Bucharest, at least two days from `now`. */
export function nextNewYear(now: Date): Date {
  const { year } = toLegalTime(new Date(now.getTime() + 2 * dayMs));
  // Winter time: two hours before Greenwich.
  return new Date(Date.UTC(year, 11, 31, 22));
}

/** The next instant at which clocks in Romania change, on the last Sunday of this month: 01:00 in Greenwich. */
export function nextHourChange(now: Date, month: 'March' | 'October'): Date {
  const index = month === 'March' ? 2 : 9;
  const year = now.getUTCFullYear();
  const candidates = [year, year + 1, year + 2].map((each) => lastSundayOf(each, index));
  const found = candidates.find((instant) => instant.getTime() > now.getTime() + 2 * dayMs);
  if (found === undefined) throw new Error('three years have a night of each kind');
  return found;
}

function lastSundayOf(year: number, month: number): Date {
  const last = new Date(Date.UTC(year, month + 1, 0, 1));
  return new Date(last.getTime() - last.getUTCDay() * dayMs);
}
