import { sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';
import type { Task } from './task.ts';

type TaskRow = {
  id: string;
  case_file_id: string;
  line_id: string;
  position: number;
  round: number;
  kind: Task['kind'];
  status: Task['status'];
  to_unit_id: string | null;
  to_person_id: string | null;
  due_on: string | null;
  text: string | null;
  subject_type: Task['subjectType'];
  subject_id: string;
  asked_by: string;
  asked_on_behalf_of: string | null;
  reminded_at: Date | null;
  required: boolean;
  version: number;
};

const selectTasks = sql`
  SELECT case_tasks.id, case_tasks.case_file_id, case_tasks.line_id, case_tasks.position, case_tasks.round,
    case_tasks.kind, case_tasks.status, case_tasks.to_unit_id, case_tasks.to_person_id, case_tasks.due_on,
    case_tasks.text, case_tasks.subject_type, case_tasks.subject_id, case_tasks.asked_by, case_tasks.asked_on_behalf_of,
    case_tasks.reminded_at, case_tasks.required, case_tasks.version
  FROM case_tasks`;

/** The files of these tasks: what an act locks before it reads them for good. */
export async function findFilesOfTasks(db: Db | Tx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT case_tasks.case_file_id AS id FROM case_tasks WHERE case_tasks.id = ANY (${ids}::uuid[])
  `.execute(db);
  return rows.map((row) => row.id);
}

/** These tasks, in the order of their ids. */
export async function readTasks(db: Db | Tx, ids: readonly string[]): Promise<Task[]> {
  const { rows } = await sql<TaskRow>`
    ${selectTasks} WHERE case_tasks.id = ANY (${ids}::uuid[]) ORDER BY case_tasks.id
  `.execute(db);
  return rows.map(toTask);
}

/** Every task of the lines that these tasks stand in, in their order. */
export async function readLines(db: Db | Tx, ids: readonly string[]): Promise<Task[]> {
  const { rows } = await sql<TaskRow>`
    ${selectTasks} WHERE case_tasks.case_file_id IN (SELECT named.case_file_id FROM case_tasks AS named
        WHERE named.id = ANY (${ids}::uuid[]))
      AND case_tasks.line_id IN (SELECT named.line_id FROM case_tasks AS named WHERE named.id = ANY (${ids}::uuid[]))
    ORDER BY case_tasks.line_id, case_tasks.position, case_tasks.round, case_tasks.id
  `.execute(db);
  return rows.map(toTask);
}

/** What is still asked in these files; with `subjectId`, about that alone. */
export async function readPending(
  db: Db | Tx,
  { fileIds, subjectId = null }: { fileIds: readonly string[]; subjectId?: string | null },
): Promise<Task[]> {
  const { rows } = await sql<TaskRow>`
    ${selectTasks} WHERE case_tasks.case_file_id = ANY (${fileIds}::uuid[])
      AND case_tasks.status IN ('waiting', 'open')
      AND (${subjectId}::uuid IS NULL OR case_tasks.subject_id = ${subjectId})
    ORDER BY case_tasks.line_id, case_tasks.position, case_tasks.id
  `.execute(db);
  return rows.map(toTask);
}

function toTask(row: TaskRow): Task {
  return {
    id: row.id,
    caseFileId: row.case_file_id,
    line: row.line_id,
    position: row.position,
    round: row.round,
    kind: row.kind,
    status: row.status,
    toUnitId: row.to_unit_id,
    toPersonId: row.to_person_id,
    dueOn: row.due_on,
    text: row.text,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    askedBy: row.asked_by,
    askedOnBehalfOf: row.asked_on_behalf_of,
    remindedAt: row.reminded_at,
    required: row.required,
    version: row.version,
  };
}
