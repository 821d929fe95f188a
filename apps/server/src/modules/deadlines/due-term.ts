import { type DueTerm, daysBetween, type TermFacts, termStateOf } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';

/** What a list reads of the term that its badge shows. */
export type DueTermJson = Pick<TermFacts, 'status' | 'dueOn' | 'metOn'> & {
  readonly id: string;
  readonly rule: DueTerm['rule'];
  readonly role: DueTerm['role'];
  readonly suspendedOn: string | null;
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
    'suspendedOn', terms.suspended_on)
  FROM terms WHERE terms.case_file_id = ${fileId} AND terms.status <> 'cancelled'
  ORDER BY terms.status <> 'running', terms.status <> 'suspended', terms.met_at DESC, terms.due_on, terms.id LIMIT 1)`;

/** The badge of a term on a legal day. */
export function toDueTerm(
  { id, dueOn, rule, role, suspendedOn, ...facts }: DueTermJson,
  today: string,
): DueTerm {
  return {
    ...{ termId: id, on: dueOn, rule, role },
    state: termStateOf({ ...facts, dueOn }, today),
    days: daysBetween(today, dueOn),
    since: facts.status === 'suspended' ? suspendedOn : facts.metOn,
  };
}
