import type {
  ComplaintPredicate,
  CourtCasePredicate,
  ReportPredicate,
  RequestPredicate,
} from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import { factsCte } from './request-facts.ts';

/** Whose rows, of which year, as of which day. */
export type ReportScope = {
  readonly year: number;
  readonly visible: RawBuilder<boolean>;
  readonly today: string;
};

/** A row behind a figure: the case file that it opens. */
export type CountedRow = { readonly id: string };

/**
 * `SELECT id …` of what a predicate counts. Figure and list come from this one query, so that they cannot differ.
 */
export function countedBy(scope: ReportScope, predicate: ReportPredicate): RawBuilder<CountedRow> {
  switch (predicate.count) {
    case 'requests':
      return sql<CountedRow>`SELECT facts.id FROM facts WHERE ${ofRequests(predicate)}`;
    case 'complaints':
      return complaintsOf(scope, predicate);
    case 'court-cases':
      return courtCasesOf(scope, predicate);
  }
}

/** The common table expression that every counted query stands on. */
export const withFacts = (scope: ReportScope) => sql`WITH facts AS MATERIALIZED (${factsCte(scope)})`;

function ofRequests(predicate: RequestPredicate): RawBuilder<boolean> {
  const { domain, result, resultNot, ground, requester, form, press, within, charged } = predicate;
  const parts = [
    domain && (domain === 'none' ? sql`facts.domain IS NULL` : sql`facts.domain = ${domain}`),
    result && sql`facts.result = ANY (${result}::text[])`,
    resultNot && sql`(facts.result IS NULL OR facts.result <> ALL (${resultNot}::text[]))`,
    ground && (ground === 'none' ? sql`facts.ground IS NULL` : sql`facts.ground = ${ground}`),
    requester && sql`facts.requester = ${requester}`,
    form && sql`facts.form = ${form}`,
    press === undefined ? undefined : sql`facts.press = ${press}`,
    within && sql`facts.within = ${within}`,
    charged === undefined ? undefined : sql`(facts.charged::numeric > 0) = ${charged}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(parts, sql` AND `)}`;
}

const complaintsOf = (
  { year, visible }: ReportScope,
  { about, verdict }: ComplaintPredicate,
) => sql<CountedRow>`
  SELECT information_complaints.case_file_id AS id FROM information_complaints
  JOIN entries ON entries.id = information_complaints.case_file_id
  JOIN books ON books.id = entries.book_id
  JOIN registers ON registers.id = books.register_id
  WHERE books.year = ${year} AND registers.kind <> 'confidential' AND entries.status = 'registered' AND ${visible}
    AND (${about ?? null}::text IS NULL OR information_complaints.about = ${about ?? null})
    AND ${verdict === undefined ? sql`true` : sql`coalesce(information_complaints.verdict, 'pending') = ${verdict}`}`;

const courtCasesOf = ({ year, visible }: ReportScope, { state }: CourtCasePredicate) => sql<CountedRow>`
  SELECT information_court_cases.case_file_id AS id FROM information_court_cases
  JOIN entries ON entries.id = information_court_cases.case_file_id
  JOIN books ON books.id = entries.book_id
  JOIN registers ON registers.id = books.register_id
  WHERE extract(year FROM information_court_cases.filed_on) = ${year} AND registers.kind <> 'confidential'
    AND entries.status = 'registered' AND ${visible}
    AND (${state ?? null}::text IS NULL OR information_court_cases.state = ${state ?? null})`;
