import type { TermStanding, WorksQuestion } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import { firstIdAt } from '../../../platform/ids.ts';
import { metLate, pastDue } from '../../deadlines/index.ts';
import type { EntryReach } from '../../registry/index.ts';

/** By whose reach works are counted, and the legal day on which their terms are judged. */
export type Counting = { reach: EntryReach; today: string };

/**
 * `SELECT` of every work of a question that the person may see, with what it can be grouped by: `id, unit_id, handler_id,
 * procedure, category_code, channel, status, registered_on, closed_on, party_id, standing`. Rights are inside.
 */
export function countedWorks({ reach, today }: Counting, question: WorksQuestion): RawBuilder<unknown> {
  return sql`
    SELECT works.* FROM (
      SELECT case_files.id, case_files.unit_id, case_files.handler_id, case_files.procedure, entries.category_code,
        entries.channel, case_files.status, entries.registered_on,
        (case_files.closed_at AT TIME ZONE 'Europe/Bucharest')::date AS closed_on,
        coalesce(parties.merged_into, parties.id) AS party_id, ${standingOf(today)} AS standing
      FROM case_files JOIN entries ON entries.id = case_files.id JOIN books ON books.id = entries.book_id
      LEFT JOIN parties ON parties.id = entries.party_id
      WHERE ${sql.join([reach.rowVisible, ...conditionsOf(question)], sql` AND `)}
    ) AS works
    ${question.term ? sql`WHERE works.standing = ${question.term}` : sql``}`;
}

/** As bad as the worst of its terms; what was cancelled is no term any more. A refusal's short term is not the answer's. */
const standingOf = (today: string): RawBuilder<TermStanding> => sql<TermStanding>`coalesce((
  SELECT CASE
      WHEN bool_or(terms.status <> 'met' AND ${pastDue(today)}) THEN 'overdue'
      WHEN bool_or(${metLate}) THEN 'late'
      WHEN bool_or(terms.status <> 'met') THEN 'running'
      WHEN count(*) > 0 THEN 'in-time' END
  FROM terms WHERE terms.case_file_id = case_files.id AND terms.status <> 'cancelled'), 'none')`;

function conditionsOf(question: WorksQuestion): RawBuilder<unknown>[] {
  const { unit, handler, procedure, category, register, channel, party } = question;
  const conditions = [
    sql`case_files.outcome IS DISTINCT FROM 'annulled' AND case_files.joined_to IS NULL`,
    periodOf(question),
    question.state && stateOf[question.state],
    unit && sql`case_files.unit_id = ANY (ARRAY(${unitsUnder(unit)}))`,
    handler && sql`case_files.handler_id = ${handler}::uuid`,
    procedure && sql`case_files.procedure = ${procedure}`,
    category && sql`entries.category_code = ${category}`,
    register &&
      sql`books.register_id = (SELECT registers.id FROM registers WHERE registers.code = ${register})`,
    channel && sql`entries.channel = ${channel}`,
    party && sql`parties.id = ANY (ARRAY(SELECT under.id FROM parties_under(${party}::uuid) AS under))`,
  ];
  return conditions.filter((part) => typeof part === 'object');
}

const stateOf = {
  open: sql`case_files.status <> 'closed'`,
  unassigned: sql`case_files.status = 'unassigned'`,
  'with-unit': sql`case_files.status = 'with-unit'`,
  'with-handler': sql`case_files.status = 'with-handler'`,
  closed: sql`case_files.status = 'closed'`,
};

const dayMs = 24 * 3600 * 1000;
const idAround = (day: string, days: number) =>
  firstIdAt(new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs));

// Ids are in the order of registration: with them a period is read along the key, not picked out of all years.
function periodOf({ basis, from, to }: WorksQuestion): RawBuilder<unknown> {
  if (basis === 'closed')
    return sql`case_files.closed_at >= ${from}::date::timestamp AT TIME ZONE 'Europe/Bucharest'
      AND case_files.closed_at < (${to}::date + 1)::timestamp AT TIME ZONE 'Europe/Bucharest'`;
  return sql`entries.registered_on BETWEEN ${from}::date AND ${to}::date
    AND case_files.id >= ${idAround(from, -1)}::uuid AND case_files.id < ${idAround(to, 2)}::uuid`;
}

/** A unit, by its code, and all below it. */
export const unitsUnder = (code: string): RawBuilder<unknown> => sql`
  WITH RECURSIVE tree AS (
    SELECT units.id FROM units WHERE units.code = ${code}
    UNION SELECT units.id FROM units JOIN tree ON units.parent_id = tree.id
  ) SELECT tree.id FROM tree`;
