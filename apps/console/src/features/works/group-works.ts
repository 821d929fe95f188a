import type { CaseFileRow } from '@opis/contracts';
import { addDays } from '../../parts/dates.ts';
import type { Order } from './works-search.ts';

/** Rows under one heading: an age, or a day of registration. */
export type WorksGroup = { heading: GroupHeading; rows: readonly CaseFileRow[] };
export type GroupHeading =
  | { kind: 'today' }
  | { kind: 'yesterday' }
  | { kind: 'week' }
  | { kind: 'month' }
  | { kind: 'older' }
  | { kind: 'day'; day: string }
  | { kind: 'due'; due: DueGroup };
/** By term: past, today, to the end of this week, later, without one. */
export type DueGroup = 'late' | 'today' | 'week' | 'later' | 'none';

/** Whole days between two plain dates. */
export function daysBetween(earlier: string, later: string): number {
  return Math.round((Date.parse(later) - Date.parse(earlier)) / 86_400_000);
}

/** Rows in the order in which they came, cut where the heading changes. */
export function groupWorks(
  rows: readonly CaseFileRow[],
  { today, order }: { today: string; order: Order },
): WorksGroup[] {
  const groups: { key: string; heading: GroupHeading; rows: CaseFileRow[] }[] = [];
  for (const row of rows) {
    const heading = order === 'termen' ? dueHeading(row, today) : headingOf(row, today, order === 'noi');
    const key = keyOf(heading);
    const last = groups.at(-1);
    if (last?.key === key) last.rows.push(row);
    else groups.push({ key, heading, rows: [row] });
  }
  return groups;
}

/** What tells one heading from the next. */
export const keyOf = (heading: GroupHeading): string =>
  heading.kind === 'day' ? heading.day : heading.kind === 'due' ? heading.due : heading.kind;

function dueHeading({ due }: CaseFileRow, today: string): GroupHeading {
  if (due === null || due.state === 'suspended' || due.state.startsWith('met'))
    return { kind: 'due', due: 'none' };
  if (due.days < 0) return { kind: 'due', due: 'late' };
  if (due.days === 0) return { kind: 'due', due: 'today' };
  return { kind: 'due', due: due.on <= endOfWeek(today) ? 'week' : 'later' };
}

/** The Sunday of a day's week. */
function endOfWeek(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, weekday === 0 ? 0 : 7 - weekday);
}

function headingOf({ registeredOn: day }: CaseFileRow, today: string, byDay: boolean): GroupHeading {
  const age = daysBetween(day, today);
  if (age <= 0) return { kind: 'today' };
  if (age === 1) return { kind: 'yesterday' };
  if (byDay) return { kind: 'day', day };
  if (age <= 7) return { kind: 'week' };
  return { kind: age <= 30 ? 'month' : 'older' };
}
