import type { CasePerson, CaseStep, CaseUnit } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../identity/index.ts';

/** A unit as JSON, of the given alias of `units`; null when the join found none. */
export const unitJson = (alias: string): RawBuilder<CaseUnit | null> => {
  const units = sql.table(alias);
  return sql<CaseUnit | null>`CASE WHEN ${units}.id IS NOT NULL THEN json_build_object('id', ${units}.id,
    'code', ${units}.code, 'name', ${units}.name, 'shortName', ${units}.short_name) END`;
};

/** A person as JSON, of the given alias of `staff`. */
export const personJson = (alias: string): RawBuilder<CasePerson | null> => {
  const staff = sql.table(alias);
  return sql<CasePerson | null>`CASE WHEN ${staff}.id IS NOT NULL THEN json_build_object('id', ${staff}.id,
    'name', ${staff}.given_name || ' ' || ${staff}.family_name, 'title', ${staff}.title) END`;
};

/** A step as `stepJson` gives it: the moment is PostgreSQL's text still, words are not yet held back. */
export type StepJson = Omit<CaseStep, 'at' | 'own'> & { at: string; account: string };

/** Steps as JSON, with the names behind their ids; the caller adds its conditions, which qualify `case_steps`. */
export const selectSteps = sql`
  SELECT json_build_object('id', case_steps.id, 'kind', case_steps.kind, 'at', case_steps.at,
      'account', case_steps.account_id, 'by', coalesce(account_names.name, ''),
      'onBehalfOf', substituted.given_name || ' ' || substituted.family_name,
      'fromUnit', ${unitJson('from_units')}, 'fromHandler', ${personJson('from_staff')},
      'toUnit', ${unitJson('to_units')}, 'toHandler', ${personJson('to_staff')},
      'outcome', case_steps.outcome, 'text', case_steps.text,
      'change', CASE case_steps.kind WHEN 'reclassify' THEN json_build_object('from', case_steps.detail -> 'from' ->> 'name',
        'to', case_steps.detail -> 'to' ->> 'name') END,
      'filled', case_steps.detail -> 'said') AS step, case_steps.at, case_steps.id
  FROM case_steps
  LEFT JOIN account_names ON account_names.account_id = case_steps.account_id
  LEFT JOIN staff AS substituted ON substituted.id = case_steps.on_behalf_of
  LEFT JOIN units AS from_units ON from_units.id = case_steps.from_unit_id
  LEFT JOIN units AS to_units ON to_units.id = case_steps.to_unit_id
  LEFT JOIN staff AS from_staff ON from_staff.id = case_steps.from_handler_id
  LEFT JOIN staff AS to_staff ON to_staff.id = case_steps.to_handler_id`;

/** The step for a person; words are for readers of the file alone. */
export function toStep(actor: Actor, { account, ...step }: StepJson, readable: boolean): CaseStep {
  return {
    ...step,
    at: new Date(step.at).toISOString(),
    own: account === actor.accountId,
    text: readable ? step.text : null,
    filled: readable ? step.filled : null,
  };
}
