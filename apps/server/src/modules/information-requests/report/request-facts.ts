import type { GroundGroup, InformationRegisterRow, RequesterKind } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import { metLate, pastDue } from '../../deadlines/index.ts';
import { requestProcedure } from '../information-deps.ts';
import { formOf, requesterOf } from '../request-store.ts';

/** One request as register and report see it: every figure is a count of these rows, every list the rows themselves. */
export type FactRow = Omit<InformationRegisterRow, 'registrationNumber'> & {
  readonly subject: string;
  readonly press: boolean;
  readonly requester: RequesterKind;
  readonly ground: GroundGroup | null;
  readonly within: string;
  readonly charged: string;
  readonly paid: string;
};

const request = sql.raw('information_requests');

/** The legal day of a moment, for what is late today. */
export const todayOf = (clock: Clock): string => toLegalTime(clock.now()).date;

/**
 * The requests that were registered in a year, by the rows that somebody may see: `SELECT` for a common table expression
 * named `facts`. Annulled rows are no requests. A refusal counts by its first ground. `within` parts them: answered in 24
 * hours, 10 or 30 days, late, or still open in its term.
 */
export function factsCte({
  year,
  visible,
  today,
}: {
  year: number;
  visible: RawBuilder<boolean>;
  today: string;
}): RawBuilder<FactRow> {
  const late = sql`coalesce(answer.met_late, case_files.status <> 'closed' AND answer.past_due, false)`;
  return sql<FactRow>`
    SELECT case_files.id, entries.number, entries.registered_on AS "registeredOn", entries.issuer, entries.subject,
      coalesce(information_requests.information, entries.subject) AS information, ${formOf(request)} AS form,
      ${requesterOf(request)} AS requester, coalesce(information_requests.press, false) AS press,
      information_requests.domain, information_requests.answer_by AS "answerBy", information_requests.result,
      information_requests.result_on AS "resultOn", case_files.status = 'closed' AS closed, answer.due_on AS "dueOn",
      answer.rule_id AS rule, ${late} AS late,
      CASE WHEN ${late} THEN 'late' WHEN information_requests.result IS NULL THEN 'open'
        WHEN information_requests.result = 'on-the-spot' OR answer.rule_id = 'INF-05' THEN '24-hours'
        WHEN answer.rule_id = 'INF-01-30' THEN '30-days' ELSE '10-days' END AS within,
      coalesce(refusal.grounds, '{}') AS grounds, refusal.first_group AS ground,
      (SELECT count(*)::int FROM information_complaints
        WHERE information_complaints.request_id = case_files.id) AS complaints,
      coalesce(charge.charged, 0)::text AS charged, coalesce(charge.paid, 0)::text AS paid
    FROM case_files
    JOIN entries ON entries.id = case_files.id
    JOIN books ON books.id = entries.book_id
    JOIN registers ON registers.id = books.register_id
    LEFT JOIN parties ON parties.id = entries.party_id
    LEFT JOIN information_requests ON information_requests.case_file_id = case_files.id
    LEFT JOIN LATERAL (SELECT terms.rule_id, terms.due_on,
        ${metLate} AS met_late, ${pastDue(today)} AS past_due FROM terms
      WHERE terms.case_file_id = case_files.id AND terms.role = 'answer'
        AND (terms.status <> 'cancelled' OR terms.cancel_reason = 'closed')
      ORDER BY terms.id DESC LIMIT 1) AS answer ON true
    LEFT JOIN LATERAL (SELECT array_agg(refusal_grounds.name ORDER BY information_decision_grounds.position) AS grounds,
        (array_agg(refusal_grounds.report_group ORDER BY information_decision_grounds.position))[1] AS first_group
      FROM information_decision_letters
      JOIN information_decision_grounds
        ON information_decision_grounds.decision_id = information_decision_letters.decision_id
      JOIN refusal_grounds ON refusal_grounds.code = information_decision_grounds.ground_code
        AND refusal_grounds.valid_from = information_decision_grounds.ground_valid_from
      WHERE information_decision_letters.letter_id = information_requests.result_letter_id) AS refusal ON true
    LEFT JOIN LATERAL (SELECT sum(copy_charges.total) AS charged,
        sum(copy_charges.total) FILTER (WHERE copy_charges.paid_on IS NOT NULL) AS paid
      FROM copy_charges JOIN information_decisions ON information_decisions.id = copy_charges.decision_id
      WHERE information_decisions.case_file_id = case_files.id) AS charge ON true
    WHERE case_files.procedure = ${requestProcedure} AND books.year = ${year} AND registers.kind <> 'confidential'
      AND entries.status = 'registered' AND ${visible}`;
}
