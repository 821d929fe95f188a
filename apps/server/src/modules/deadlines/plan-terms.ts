import type { RuleId, TermRole } from '@opis/contracts';
import type { z } from 'zod';
import { newId } from '../../platform/ids.ts';
import { type EventActor, toEventRow } from '../events/index.ts';
import type { LawSnapshot } from './deadline-book.ts';

/** A term that a procedure starts; `receipt` counts from the day on which the paper came in, where that is known. */
export type ProcedureTerm = {
  readonly rule: z.infer<typeof RuleId>;
  readonly role: TermRole;
  readonly starts: 'registration' | 'receipt';
};

/** From where the terms of a new file are counted. Days are legal ones of Europe/Bucharest. */
export type TermOrigin = {
  readonly caseFileId: string;
  /** The moment of registration. */
  readonly at: Date;
  readonly registeredOn: string;
  readonly receivedOn?: string | undefined;
};

/** A row of `terms` that starts to run, as its statement reads it from JSON. */
export type TermRow = {
  readonly id: string;
  readonly file: string;
  readonly role: string;
  readonly rule: string;
  readonly valid_from: string;
  readonly cap: number;
  readonly suspendable: boolean;
  readonly started_at: string;
  readonly start_on: string;
  readonly target: string;
  readonly limit: string;
  readonly limit_at: string | null;
  readonly due: string;
};

/** Counts one term; throws `deadline.rule-unknown`, `calendar.year-unverified`. */
export function toTermRow(
  law: LawSnapshot,
  { caseFileId, ruleId, role, at, startOn }: TermBeginning,
): TermRow {
  const dates = law.dates(law.ruleFor(ruleId, startOn), { on: startOn, at: at.toISOString() });
  return {
    ...{ id: newId(), file: caseFileId, role, rule: ruleId },
    valid_from: dates.rule.validFrom,
    cap: dates.rule.extensionCap,
    suspendable: dates.rule.suspendable,
    started_at: at.toISOString(),
    start_on: startOn,
    target: dates.target,
    limit: dates.limit,
    limit_at: dates.limitAt,
    due: dates.due,
  };
}

/** A term about to begin: the moment that begins it, and the legal day from which it is counted. */
export type TermBeginning = {
  readonly caseFileId: string;
  readonly ruleId: string;
  readonly role: TermRole;
  readonly at: Date;
  readonly startOn: string;
};

/** The terms that a procedure gives a file at its registration. Pure: the law is read before. */
export function planTerms(
  law: LawSnapshot,
  terms: readonly ProcedureTerm[],
  { caseFileId, at, registeredOn, receivedOn }: TermOrigin,
): TermRow[] {
  return terms.map(({ rule, role, starts }) =>
    toTermRow(law, {
      ...{ caseFileId, ruleId: rule, role, at },
      startOn: starts === 'receipt' ? (receivedOn ?? registeredOn) : registeredOn,
    }),
  );
}

/** The day that `case_files.due_on` gets with these terms: the earliest; null without any. */
export function firstDue(rows: readonly Pick<TermRow, 'due'>[]): string | null {
  return rows.reduce<string | null>((first, { due }) => (first === null || due < first ? due : first), null);
}

/** `term.started` of each, for the batch that registers. */
export function termStartedEvents(
  actor: EventActor,
  rows: readonly TermRow[],
  { at, unitId }: { at: Date; unitId: string | null },
) {
  return rows.map((row) =>
    toEventRow(actor, {
      type: 'term.started',
      at,
      subjectType: 'case-file',
      subjectId: row.file,
      unitId,
      data: { term: row.id, rule: row.rule, role: row.role, due: row.due },
    }),
  );
}

/**
 * The common table expression that writes planned terms in the statement that registers, after `new_case_files`.
 * `rows`: the parameter with the JSON object of lists; `list`: the name of the one that holds them; `when`: a table
 * expression of one row when the batch goes through.
 */
export const termInsertion = (place: { rows: string; when: string }, list = 'terms') => `
new_terms AS (
  INSERT INTO terms (${columns.join(', ')})
  SELECT term.id, term.file, term.role, term.rule, term.valid_from, term.cap, term.suspendable, term.started_at,
    term.start_on, term.target, term."limit", term.limit_at, term.due
  FROM ${place.when}, json_to_recordset(${place.rows}::json -> '${list}') AS ${record}
)`;

/** Columns of `terms` that a beginning term fills, in the order of `record`. */
export const columns = [
  'id',
  'case_file_id',
  'role',
  'rule_id',
  'rule_valid_from',
  'extension_cap',
  'suspendable',
  'started_at',
  'start_on',
  'target_on',
  'limit_on',
  'limit_at',
  'due_on',
] as const;

/** A `TermRow` as PostgreSQL reads it from JSON. */
export const record = `term(id uuid, file uuid, role text, rule text, valid_from date, cap int, suspendable boolean,
    started_at timestamptz, start_on date, target date, "limit" date, limit_at timestamptz, due date)`;
