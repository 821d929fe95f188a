import { type CasePerson, type CaseTask, type CaseUnit, formatRegistrationNumber } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import { toLegalTime } from '../../../../platform/clock.ts';
import { type DueTermJson, dueTermOf, toDueTerm } from '../../../deadlines/index.ts';
import type { CaseFileFacts } from '../../case-file.ts';
import { barredOf } from '../../complaint/barred-of.ts';
import type { Eyes } from '../../views/case-row.ts';
import { personJson, unitJson } from '../../views/case-step.ts';
import { taskActions } from '../task-policy.ts';

/** A task with its file and the names behind its ids. */
export type TaskRecord = {
  id: string;
  case_file_id: string;
  register: string;
  year: number;
  number: number;
  registered_on: string;
  subject: string;
  issuer: string;
  file_status: CaseFileFacts['status'];
  unit_id: string | null;
  handler_id: string | null;
  outcome: CaseFileFacts['outcome'];
  sealed: boolean;
  register_unit_id: string | null;
  reader: boolean;
  barred: string[] | null;
  rights: CaseFileFacts['rights'] | null;
  due_term: DueTermJson | null;
  line_id: string;
  position: number;
  round: number;
  kind: CaseTask['kind'];
  status: CaseTask['status'];
  to_unit: CaseUnit | null;
  to_person: CasePerson | null;
  due_on: string | null;
  asked_by: string;
  required: boolean;
  asked_by_name: string;
  asked_behalf: string | null;
  asked_at: Date;
  opened_at: Date | null;
  text: string | null;
  subject_type: CaseTask['subject']['type'];
  subject_id: string;
  subject_title: string | null;
  subject_media_type: string | null;
  subject_pages: number | null;
  document_register: string | null;
  document_year: number | null;
  document_number: number | null;
  verdict: CaseTask['verdict'];
  answer: string | null;
  settled_by_name: string | null;
  settled_behalf: string | null;
  settled_at: Date | null;
  reminded_at: Date | null;
  version: number;
  urgent_on: string;
};

/** What must be back first: the day that was asked or the legal term of the file, else the last of days. */
export const urgentOn = sql<string>`coalesce(least(case_tasks.due_on, case_files.due_on), '9999-12-31'::date)`;

const nameOf = (staff: string) => {
  const row = sql.table(staff);
  return sql<string | null>`${row}.given_name || ' ' || ${row}.family_name`;
};

/** `SELECT … FROM case_tasks`; the caller adds its conditions, which qualify `case_tasks`, `case_files`, `entries`, `books`. */
export function selectTaskRows({ reach, clock }: Eyes): RawBuilder<TaskRecord> {
  return sql<TaskRecord>`
    SELECT case_tasks.id, case_tasks.case_file_id, registers.code AS register, books.year, entries.number,
      entries.registered_on, entries.subject, entries.issuer, case_files.status AS file_status, case_files.unit_id,
      case_files.handler_id, case_files.outcome, registers.kind = 'confidential' AS sealed,
      registers.unit_id AS register_unit_id, ${reach.fileReadable} AS reader, ${barredOf(clock)} AS barred,
      procedures.declaration -> 'rights' AS rights, ${dueTermOf(sql`case_files.id`)} AS due_term,
      case_tasks.line_id, case_tasks.position, case_tasks.round, case_tasks.kind, case_tasks.status,
      ${unitJson('to_units')} AS to_unit, ${personJson('to_staff')} AS to_person, case_tasks.due_on,
      case_tasks.asked_by, case_tasks.required, coalesce(askers.name, '') AS asked_by_name, ${nameOf('ask_behalf')} AS asked_behalf,
      case_tasks.asked_at, case_tasks.opened_at, case_tasks.text, case_tasks.subject_type, case_tasks.subject_id,
      documents.name AS subject_title, document.media_type AS subject_media_type,
      document.preview_pages AS subject_pages, document_registers.code AS document_register,
      document_books.year AS document_year, document_entries.number AS document_number, case_tasks.verdict,
      case_tasks.answer, settlers.name AS settled_by_name, ${nameOf('settle_behalf')} AS settled_behalf,
      case_tasks.settled_at, case_tasks.reminded_at, case_tasks.version, ${urgentOn} AS urgent_on
    FROM case_tasks
    JOIN case_files ON case_files.id = case_tasks.case_file_id
    JOIN procedures ON procedures.code = case_files.procedure AND procedures.version = case_files.procedure_version
    JOIN entries ON entries.id = case_files.id
    JOIN books ON books.id = entries.book_id
    JOIN registers ON registers.id = books.register_id
    LEFT JOIN units AS to_units ON to_units.id = case_tasks.to_unit_id
    LEFT JOIN staff AS to_staff ON to_staff.id = case_tasks.to_person_id
    LEFT JOIN account_names AS askers ON askers.account_id = case_tasks.asked_by
    LEFT JOIN staff AS ask_behalf ON ask_behalf.id = case_tasks.asked_on_behalf_of
    LEFT JOIN account_names AS settlers ON settlers.account_id = case_tasks.settled_by
    LEFT JOIN staff AS settle_behalf ON settle_behalf.id = case_tasks.settled_on_behalf_of
    LEFT JOIN case_items ON case_items.document_id = case_tasks.subject_id AND case_tasks.subject_type = 'document'
    LEFT JOIN documents ON documents.id = case_items.document_id
    LEFT JOIN entries AS document_entries ON document_entries.id = case_items.entry_id
    LEFT JOIN books AS document_books ON document_books.id = document_entries.book_id
    LEFT JOIN registers AS document_registers ON document_registers.id = document_books.register_id
    LEFT JOIN LATERAL (SELECT blobs.media_type, blobs.preview_pages FROM document_files
      JOIN blobs ON blobs.sha256 = document_files.sha256
      WHERE document_files.document_id = case_items.document_id AND document_files.kind = 'original'
      ORDER BY document_files.version DESC LIMIT 1) AS document ON true`;
}

/** A row as the API and the console know it. */
export function toCaseTask({ actor, clock }: Eyes, row: TaskRecord): CaseTask {
  const now = clock.now();
  const today = toLegalTime(now).date;
  const pending = row.status === 'open' || row.status === 'waiting';
  const task = {
    kind: row.kind,
    status: row.status,
    toUnitId: row.to_unit?.id ?? null,
    toPersonId: row.to_person?.id ?? null,
    askedBy: row.asked_by,
    required: row.required,
  };
  return {
    id: row.id,
    file: toFile(row, now),
    line: row.line_id,
    position: row.position,
    round: row.round,
    kind: row.kind,
    status: row.status,
    toUnit: row.to_unit,
    toPerson: row.to_person,
    dueOn: row.due_on,
    late: pending && row.due_on !== null && row.due_on < today,
    askedBy: row.asked_by_name,
    askedByMe: row.asked_by === actor.accountId,
    askedOnBehalfOf: row.asked_behalf,
    askedAt: row.asked_at.toISOString(),
    openedAt: row.opened_at?.toISOString() ?? null,
    text: row.reader ? row.text : null,
    subject: toSubject(row),
    verdict: row.verdict,
    answer: row.reader ? row.answer : null,
    settledBy: row.settled_by_name,
    settledOnBehalfOf: row.settled_behalf,
    settledAt: row.settled_at?.toISOString() ?? null,
    remindedAt: row.reminded_at?.toISOString() ?? null,
    version: row.version,
    actions: taskActions(actor, task, toFacts(row)),
  };
}

const toFile = (row: TaskRecord, now: Date): CaseTask['file'] => ({
  id: row.case_file_id,
  register: row.register,
  year: row.year,
  number: row.number,
  registrationNumber: formatRegistrationNumber(row.number, row.registered_on),
  registeredOn: row.registered_on,
  subject: row.subject,
  issuer: row.issuer,
  status: row.file_status,
  due: row.due_term && toDueTerm(row.due_term, now),
  confidential: row.sealed,
});

const toFacts = (row: TaskRecord): CaseFileFacts => ({
  status: row.file_status,
  unitId: row.unit_id,
  handlerId: row.handler_id,
  outcome: row.outcome,
  sealed: row.sealed,
  registerUnitId: row.register_unit_id,
  reader: row.reader,
  barred: new Set(row.barred ?? []),
  rights: row.rights ?? {},
});

function toSubject(row: TaskRecord): CaseTask['subject'] {
  const common = { type: row.subject_type, id: row.subject_id };
  if (row.subject_type !== 'document')
    return { ...common, title: row.reader ? row.subject : null, document: null };
  const { document_register: register, document_year: year, document_number: number } = row;
  const url = `/api/v1/registers/${register}/entries/${year}/${number}/documents/${row.subject_id}`;
  const document = { url, mediaType: row.subject_media_type ?? '', pages: row.subject_pages ?? 0 };
  return {
    ...common,
    title: row.reader ? row.subject_title : null,
    document: row.reader && row.subject_media_type !== null ? document : null,
  };
}
