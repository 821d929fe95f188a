import {
  type CaseConflict,
  type CaseFileRow,
  type CaseOutcome,
  type CasePerson,
  type CaseUnit,
  CloseOutcome,
  defaultOutcomes,
  type FieldValues,
  formatRegistrationNumber,
} from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { type DueTermJson, dueTermOf, toDueTerm } from '../../deadlines/index.ts';
import type { Actor } from '../../identity/index.ts';
import type { EntryReach } from '../../registry/index.ts';
import type { ActRights } from '../case-file.ts';
import { caseFileActions } from '../case-file-policy.ts';
import { barredOf } from '../complaint/barred-of.ts';
import { personJson, type StepJson, selectSteps, toStep, unitJson } from './case-step.ts';

/** By whose eyes a query looks, and when. */
export type Eyes = { actor: Actor; reach: EntryReach; clock: Clock };

/** A file with the entry that opened it and the names behind its ids. */
export type CaseRecord = {
  id: string;
  register: string;
  register_id: string;
  register_unit_id: string | null;
  sealed: boolean;
  year: number;
  number: number;
  registered_at: Date;
  registered_on: string;
  subject: string;
  issuer: string;
  party_id: string | null;
  channel: CaseFileRow['channel'];
  direction: CaseFileRow['direction'];
  category_code: string | null;
  category_name: string | null;
  sub_register: string | null;
  status: CaseFileRow['status'];
  unit: CaseUnit | null;
  handler: CasePerson | null;
  since: Date;
  returned: boolean;
  outcome: CaseFileRow['outcome'];
  closed_at: Date | null;
  joined_to: string | null;
  procedure: string;
  procedure_version: number;
  procedure_name: string;
  rights: ActRights | null;
  outcomes: CaseOutcome[] | null;
  fields: FieldValues;
  version: number;
  entry_count: number;
  reader: boolean;
  barred: string[] | null;
  target_person_id: string | null;
  target_unit_id: string | null;
  last_step: StepJson | null;
  due_on: string | null;
  due_term: DueTermJson | null;
};

/**
 * `SELECT … FROM case_files`; the caller adds its conditions, which qualify `case_files`, `entries` and `books`. `page`:
 * the ids to show; it stands first, because of so many tables PostgreSQL keeps the order in which they are written.
 */
export function selectCaseFiles({ reach, clock }: Eyes, page?: RawBuilder<unknown>): RawBuilder<CaseRecord> {
  return sql<CaseRecord>`
    SELECT case_files.id, registers.code AS register, registers.id AS register_id,
      registers.unit_id AS register_unit_id, registers.kind = 'confidential' AS sealed, books.year, entries.number,
      entries.registered_at, entries.registered_on, entries.subject, entries.issuer, entries.party_id, entries.channel,
      entries.direction, entries.category_code, categories.name AS category_name, entries.sub_register,
      case_files.status, ${unitJson('units')} AS unit, ${personJson('handlers')} AS handler, case_files.since,
      case_files.returned, case_files.outcome, case_files.closed_at, case_files.joined_to, case_files.procedure,
      case_files.procedure_version, case_files.version, case_files.due_on, case_files.fields,
      procedures.declaration ->> 'name' AS procedure_name, procedures.declaration -> 'rights' AS rights,
      procedures.declaration -> 'outcomes' AS outcomes,
      (SELECT count(*)::int FROM case_entries WHERE case_entries.case_file_id = case_files.id) AS entry_count,
      ${reach.fileReadable} AS reader, ${barredOf(clock)} AS barred,
      case_files.target_person_id, case_files.target_unit_id, last_step.step AS last_step,
      ${dueTermOf(sql`case_files.id`)} AS due_term
    FROM ${page ? sql`(${page}) AS page JOIN case_files ON case_files.id = page.id` : sql`case_files`}
    JOIN procedures ON procedures.code = case_files.procedure AND procedures.version = case_files.procedure_version
    JOIN entries ON entries.id = case_files.id
    JOIN books ON books.id = entries.book_id
    JOIN registers ON registers.id = books.register_id
    LEFT JOIN categories ON categories.code = entries.category_code
    LEFT JOIN units ON units.id = case_files.unit_id
    LEFT JOIN staff AS handlers ON handlers.id = case_files.handler_id
    LEFT JOIN LATERAL (${selectSteps} WHERE case_steps.case_file_id = case_files.id
      AND case_steps.version = case_files.version) AS last_step ON true`;
}

/** A row of a queue as the API and the console know it. */
export function toCaseRow({ actor, clock }: Pick<Eyes, 'actor' | 'clock'>, row: CaseRecord): CaseFileRow {
  return {
    id: row.id,
    register: row.register,
    year: row.year,
    number: row.number,
    registrationNumber: formatRegistrationNumber(row.number, row.registered_on),
    registeredAt: row.registered_at.toISOString(),
    registeredOn: row.registered_on,
    registeredTime: toLegalTime(row.registered_at).time,
    subject: row.subject,
    issuer: row.issuer,
    partyId: row.party_id,
    channel: row.channel,
    direction: row.direction,
    category:
      row.category_code === null
        ? null
        : { code: row.category_code, name: row.category_name ?? row.category_code },
    subRegister: row.sub_register,
    outcomes: CloseOutcome.options.filter((one) => (row.outcomes ?? defaultOutcomes).includes(one)),
    procedure: { code: row.procedure, version: row.procedure_version, name: row.procedure_name },
    status: row.status,
    unit: row.unit,
    handler: row.handler,
    mine: row.handler?.id === actor.staffId,
    since: row.since.toISOString(),
    returned: row.returned,
    due: row.due_term && toDueTerm(row.due_term, clock.now()),
    lastStep: row.last_step && toStep(actor, row.last_step, row.reader),
    outcome: row.outcome,
    closedAt: row.closed_at?.toISOString() ?? null,
    entryCount: row.entry_count,
    confidential: row.sealed,
    version: row.version,
    actions: caseFileActions(actor, {
      status: row.status,
      unitId: row.unit?.id ?? null,
      handlerId: row.handler?.id ?? null,
      outcome: row.outcome,
      sealed: row.sealed,
      registerUnitId: row.register_unit_id,
      reader: row.reader,
      barred: new Set(row.barred ?? []),
      rights: row.rights ?? {},
    }),
  };
}

/** One file among those that the person may see. */
export async function findCaseRecord(db: Db | Tx, eyes: Eyes, id: string): Promise<CaseRecord | undefined> {
  const { rows } = await sql<CaseRecord>`
    ${selectCaseFiles(eyes)} WHERE case_files.id = ${id} AND ${eyes.reach.rowVisible}
  `.execute(db);
  return rows[0];
}

/** How a file stands now, for whoever acted on what it was before; null when they may no longer see it. */
export async function findConflict(db: Db | Tx, eyes: Eyes, id: string): Promise<CaseConflict | null> {
  const record = await findCaseRecord(db, eyes, id);
  if (record === undefined) return null;
  const { version, status, unit, handler, lastStep } = toCaseRow(eyes, record);
  return { version, status, unit, handler, lastStep };
}
