import type { BoardLoad, BoardWeek } from '@opis/contracts';

/** The fewest people who together have more than half of what is open, and how many that is. */
export function heaviest(loads: readonly BoardLoad[]): { count: number; top: number; open: number } {
  const open = loads.reduce((sum, load) => sum + load.open, 0);
  let top = 0;
  let count = 0;
  for (const load of loads) {
    if (top * 2 > open) break;
    top += load.open;
    count++;
  }
  return { count, top, open };
}

const lastWeeks = 4;

/** True when more came in than was closed, over the last four weeks. */
export function growsBehind(weeks: readonly BoardWeek[]): boolean {
  const last = weeks.slice(-lastWeeks);
  return sum(last, ({ in: came }) => came) > sum(last, ({ closed }) => closed);
}

/** Of the works with a term that were closed in these weeks, the share in time, 0 to 1; null when there were none. */
export function shareInTime(weeks: readonly BoardWeek[]): number | null {
  const withTerm = sum(weeks, (week) => week.withTerm);
  return withTerm === 0 ? null : sum(weeks, ({ inTime }) => inTime) / withTerm;
}

const sum = (weeks: readonly BoardWeek[], of: (week: BoardWeek) => number) =>
  weeks.reduce((total, week) => total + of(week), 0);
