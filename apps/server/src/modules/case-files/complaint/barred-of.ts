import { type RawBuilder, sql } from 'kysely';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';

/** Units and persons that may not have the file, of a query that qualifies `case_files`; null where it is about nobody. */
export function barredOf(clock: Clock): RawBuilder<string[] | null> {
  const now = clock.now();
  return sql<
    string[] | null
  >`CASE WHEN case_files.target_person_id IS NOT NULL OR case_files.target_unit_id IS NOT NULL
    THEN barred_by_complaint(case_files.target_person_id, case_files.target_unit_id, ${toLegalTime(now).date}::date,
      ${now}::timestamptz) END`;
}
