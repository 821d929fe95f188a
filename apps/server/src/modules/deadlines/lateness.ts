import { type RawBuilder, sql } from 'kysely';

// Of a term in hours that is due on the day on which they end, its instant; every other is due until its day is over.
const byHour = sql`(terms.limit_at IS NOT NULL AND terms.due_on = terms.limit_on)`;

/** True of a row of `terms` that was met after it was due; null of one that was not met. */
export const metLate: RawBuilder<boolean> = sql<boolean>`(CASE WHEN ${byHour} THEN terms.met_at > terms.limit_at
  ELSE (terms.met_at AT TIME ZONE 'Europe/Bucharest')::date > terms.due_on END)`;

/** True of a row of `terms` that is past on a legal day, one in hours as soon as the watch has found its hour past; whether
 * it was met is not asked. */
export const pastDue = (today: string): RawBuilder<boolean> =>
  sql<boolean>`(terms.due_on < ${today}::date OR (${byHour} AND terms.missed_at IS NOT NULL))`;
