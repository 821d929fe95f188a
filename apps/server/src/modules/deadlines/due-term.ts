import {
  type DueTerm,
  daysBetween,
  dueInstant,
  type LegalMoment,
  type TermFacts,
  termStateOf,
} from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import { toLegalTime } from '../../platform/clock.ts';
import type { Term } from './term.ts';

/** What a list reads of the term that its badge shows. */
export type DueTermJson = Pick<TermFacts, 'status' | 'dueOn' | 'metOn' | 'metAt'> & {
  readonly id: string;
  readonly rule: DueTerm['rule'];
  readonly role: DueTerm['role'];
  readonly suspendedOn: string | null;
  readonly limitOn: string;
  readonly limitAt: string | null;
};

/**
 * The term of a file that its badge shows, as JSON: of those that run the one due first, else one that is suspended, else
 * the last that was met. For a list of another module: terms are no table of theirs.
 */
export const dueTermOf = (
  fileId: RawBuilder<unknown>,
): RawBuilder<DueTermJson | null> => sql<DueTermJson | null>`(
  SELECT json_build_object('id', terms.id, 'rule', terms.rule_id, 'role', terms.role, 'status', terms.status,
    'dueOn', terms.due_on, 'metOn', (terms.met_at AT TIME ZONE 'Europe/Bucharest')::date,
    'metAt', terms.met_at, 'limitOn', terms.limit_on, 'limitAt', terms.limit_at, 'suspendedOn', terms.suspended_on)
  FROM terms WHERE terms.case_file_id = ${fileId} AND terms.status <> 'cancelled'
  ORDER BY terms.status <> 'running', terms.status <> 'suspended', terms.met_at DESC, terms.due_on, terms.id LIMIT 1)`;

/** The badge of a term at a moment. */
export function toDueTerm(
  { id, dueOn, rule, role, suspendedOn, limitOn, limitAt, ...facts }: DueTermJson,
  now: Date,
): DueTerm {
  const dueAt = dueInstant({ dueOn, limitOn, limitAt });
  const moment = legalMoment(now);
  return {
    ...{ termId: id, on: dueOn, at: dueAt && new Date(dueAt).toISOString(), rule, role },
    state: termStateOf({ ...facts, dueOn, dueAt }, moment),
    days: daysBetween(moment.on, dueOn),
    since: facts.status === 'suspended' ? suspendedOn : facts.metOn,
  };
}

/** The badge of a term as it lies in the table. */
export const badgeOf = (term: Term, now: Date): DueTerm =>
  toDueTerm(
    {
      ...{
        id: term.id,
        role: term.role,
        rule: term.ruleId,
        status: term.status,
        suspendedOn: term.suspendedOn,
      },
      ...{ dueOn: term.dueOn, limitOn: term.limitOn, limitAt: term.limitAt?.toISOString() ?? null },
      ...{ metOn: term.metOn, metAt: term.metAt?.toISOString() ?? null },
    },
    now,
  );

/** A moment as the law sees it. */
const legalMoment = (now: Date): LegalMoment => ({ on: toLegalTime(now).date, at: now.toISOString() });
