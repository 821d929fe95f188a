import type { HalfYear } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { EntryReach } from '../../registry/index.ts';
import { petitionProcedures } from '../petition.ts';
import { daysOf } from './half-year.ts';

/**
 * The petitions of a half-year whose row somebody may see, each with what the report counts it by. Figures and the lists
 * behind them read this one query, so that they cannot differ. What a special register holds is not counted here.
 */
export function countedPetitions(
  { rowVisible }: EntryReach,
  { half, today }: { half: HalfYear; today: string },
): RawBuilder<unknown> {
  const { from, to } = daysOf(half);
  return sql`
    SELECT case_files.id, entries.number, entries.registered_on, entries.subject, entries.issuer, entries.channel,
      coalesce(entries.category_code, '-') AS category, coalesce(case_files.fields ->> 'petitionKind', '-') AS kind,
      to_char(entries.registered_on, 'YYYY-MM') AS month, petition_extensions.in_time IS TRUE AS extended,
      term.due_on, ${solutionOf(today)} AS solution
    FROM case_files
    JOIN entries ON entries.id = case_files.id
    JOIN books ON books.id = entries.book_id
    JOIN registers ON registers.id = books.register_id AND registers.kind <> 'confidential'
    LEFT JOIN petition_extensions ON petition_extensions.case_file_id = case_files.id
    LEFT JOIN LATERAL (
      SELECT terms.due_on, terms.status, (terms.met_at AT TIME ZONE 'Europe/Bucharest')::date AS met_on FROM terms
      WHERE terms.case_file_id = case_files.id AND terms.role = 'answer'
        AND (terms.cancel_reason IS NULL OR terms.cancel_reason NOT IN ('reclassified', 'replaced'))
      ORDER BY terms.id DESC LIMIT 1
    ) AS term ON true
    WHERE case_files.procedure = ANY (${petitionProcedures}::text[]) AND entries.direction = 'in'
      AND entries.status = 'registered' AND entries.registered_on BETWEEN ${from}::date AND ${to}::date
      AND ${rowVisible}
  `;
}

// Each petition ends in exactly one way, so that the figures add up to what was received.
const solutionOf = (today: string) => sql`CASE
  WHEN case_files.outcome IN ('joined', 'redirected', 'closed-anonymous', 'closed-repeat', 'withdrawn') THEN case_files.outcome
  WHEN case_files.outcome IN ('answered', 'granted', 'refused') OR case_files.outcome IS NULL AND term.status = 'met'
    THEN CASE WHEN term.met_on > term.due_on THEN 'answered-late' ELSE 'answered-in-term' END
  WHEN case_files.outcome IS NOT NULL THEN 'closed-otherwise'
  WHEN term.due_on < ${today}::date THEN 'open-late'
  ELSE 'open-in-term' END`;
