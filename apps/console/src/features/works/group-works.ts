import type { CaseFileRow } from '@opis/contracts';

/** Rows under one heading: an age, or a day of registration. */
export type WorksGroup = { heading: GroupHeading; rows: readonly CaseFileRow[] };
export type GroupHeading =
  | { kind: 'today' }
  | { kind: 'yesterday' }
  | { kind: 'week' }
  | { kind: 'month' }
  | { kind: 'older' }
  | { kind: 'day'; day: string };

/** Whole days between two plain dates. */
export function daysBetween(earlier: string, later: string): number {
  return Math.round((Date.parse(later) - Date.parse(earlier)) / 86_400_000);
}

/** Rows in the order in which they came, cut where the heading changes. */
export function groupWorks(
  rows: readonly CaseFileRow[],
  { today, byDay }: { today: string; byDay: boolean },
): WorksGroup[] {
  const groups: { key: string; heading: GroupHeading; rows: CaseFileRow[] }[] = [];
  for (const row of rows) {
    const heading = headingOf(row.registeredOn, { today, byDay });
    const key = heading.kind === 'day' ? heading.day : heading.kind;
    const last = groups.at(-1);
    if (last?.key === key) last.rows.push(row);
    else groups.push({ key, heading, rows: [row] });
  }
  return groups;
}

function headingOf(day: string, { today, byDay }: { today: string; byDay: boolean }): GroupHeading {
  const age = daysBetween(day, today);
  if (age <= 0) return { kind: 'today' };
  if (age === 1) return { kind: 'yesterday' };
  if (byDay) return { kind: 'day', day };
  if (age <= 7) return { kind: 'week' };
  return { kind: age <= 30 ? 'month' : 'older' };
}
