import { type CasePaper, type CasePerson, type CaseUnit, formatRegistrationNumber } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';
import { type Actor, holds } from '../../identity/index.ts';
import type { CaseFileFacts } from '../case-file.ts';
import { barredOf } from '../complaint/barred-of.ts';
import { isAsked } from '../tasks/task-policy.ts';
import type { Eyes } from '../views/case-row.ts';
import { personJson, unitJson } from '../views/case-step.ts';

/** A file with the last hand that received its paper and the one that it was given to since. */
export type PaperRecord = {
  id: string;
  number: number;
  registered_on: string;
  subject: string;
  status: CaseFileFacts['status'];
  unit_id: string | null;
  handler_id: string | null;
  sealed: boolean;
  register_unit_id: string | null;
  reader: boolean;
  barred: string[] | null;
  held_unit: CaseUnit | null;
  held_person: CasePerson | null;
  received_by: string | null;
  held_since: Date | null;
  task_id: string | null;
  task_version: number | null;
  to_unit: CaseUnit | null;
  to_person: CasePerson | null;
  given_by: string | null;
  given_by_account: string | null;
  given_at: Date | null;
};

/** `SELECT … FROM case_files`; the caller adds its conditions, which qualify also `held` and `given` (of `case_tasks`). */
export function selectPapers({ reach, clock }: Eyes): RawBuilder<PaperRecord> {
  return sql<PaperRecord>`
    SELECT case_files.id, entries.number, entries.registered_on, entries.subject, case_files.status,
      case_files.unit_id, case_files.handler_id, registers.kind = 'confidential' AS sealed,
      registers.unit_id AS register_unit_id, ${reach.fileReadable} AS reader, ${barredOf(clock)} AS barred,
      ${unitJson('held_units')} AS held_unit, ${personJson('held_staff')} AS held_person,
      receivers.name AS received_by, held.settled_at AS held_since, given.id AS task_id,
      given.version AS task_version, ${unitJson('to_units')} AS to_unit, ${personJson('to_staff')} AS to_person,
      givers.name AS given_by, given.asked_by AS given_by_account, given.asked_at AS given_at
    FROM case_files
    JOIN entries ON entries.id = case_files.id
    JOIN books ON books.id = entries.book_id
    JOIN registers ON registers.id = books.register_id
    LEFT JOIN LATERAL (SELECT case_tasks.to_unit_id, case_tasks.to_person_id, case_tasks.settled_by,
        case_tasks.settled_at FROM case_tasks
      WHERE case_tasks.case_file_id = case_files.id AND case_tasks.kind = 'hand-over' AND case_tasks.status = 'done'
      ORDER BY case_tasks.settled_at DESC, case_tasks.id DESC LIMIT 1) AS held ON true
    LEFT JOIN units AS held_units ON held_units.id = held.to_unit_id
    LEFT JOIN staff AS held_staff ON held_staff.id = held.to_person_id
    LEFT JOIN account_names AS receivers ON receivers.account_id = held.settled_by
    LEFT JOIN case_tasks AS given ON given.case_file_id = case_files.id AND given.kind = 'hand-over'
      AND given.status = 'open'
    LEFT JOIN units AS to_units ON to_units.id = given.to_unit_id
    LEFT JOIN staff AS to_staff ON to_staff.id = given.to_person_id
    LEFT JOIN account_names AS givers ON givers.account_id = given.asked_by`;
}

/** Where the paper of one file is, for who may see its row. */
export async function findPaper(db: Db | Tx, eyes: Eyes, id: string): Promise<CasePaper | undefined> {
  const { rows } = await sql<PaperRecord>`
    ${selectPapers(eyes)} WHERE case_files.id = ${id} AND ${eyes.reach.rowVisible}
  `.execute(db);
  return rows[0] && toPaper(eyes.actor, rows[0]);
}

/** A row as the API and the console know it. */
export function toPaper(actor: Actor, row: PaperRecord): CasePaper {
  const registrationNumber = formatRegistrationNumber(row.number, row.registered_on);
  return {
    file: { id: row.id, registrationNumber, subject: row.subject, confidential: row.sealed },
    holder: row.held_since && {
      unit: row.held_unit,
      person: row.held_person,
      receivedBy: row.received_by ?? '',
      since: row.held_since.toISOString(),
    },
    onItsWay:
      row.task_id === null || row.given_at === null
        ? null
        : {
            taskId: row.task_id,
            version: row.task_version ?? 1,
            toUnit: row.to_unit,
            toPerson: row.to_person,
            by: row.given_by ?? '',
            at: row.given_at.toISOString(),
          },
    actions: actionsOn(actor, row),
  };
}

function actionsOn(actor: Actor, row: PaperRecord): CasePaper['actions'] {
  if (row.task_id === null) return holdsPaper(actor, row) ? ['give'] : [];
  const given = { toUnitId: row.to_unit?.id ?? null, toPersonId: row.to_person?.id ?? null };
  const receives = row.reader && isAsked(actor, { ...asGiven, ...given }, toFacts(row));
  return [
    ...(receives ? (['receive'] as const) : []),
    ...(row.given_by_account === actor.accountId ? (['take-back'] as const) : []),
  ];
}

const asGiven = { kind: 'hand-over', status: 'open', askedBy: '', required: false } as const;

/** True for the person or the unit that received it last; before anybody did, for who registers in its book. */
export function holdsPaper(actor: Actor, row: PaperRecord): boolean {
  const { held_unit: unit, held_person: person } = row;
  if (row.held_since === null) {
    return row.sealed ? row.reader : holds(actor, 'entry.register', row.register_unit_id);
  }
  const target = { toUnitId: unit?.id ?? null, toPersonId: person?.id ?? null };
  return isAsked(actor, { ...asGiven, ...target }, { ...toFacts(row), barred: new Set() });
}

export const toFacts = (row: PaperRecord): CaseFileFacts => ({
  status: row.status,
  unitId: row.unit_id,
  handlerId: row.handler_id,
  outcome: null,
  sealed: row.sealed,
  registerUnitId: row.register_unit_id,
  reader: row.reader,
  barred: new Set(row.barred ?? []),
  rights: {},
});
