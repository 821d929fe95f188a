import { AppError, type CaseTask, type CaseTaskDetail } from '@opis/contracts';
import { sql } from 'kysely';
import type { Actor } from '../../../identity/index.ts';
import { readEntryReach } from '../../../registry/index.ts';
import type { Eyes } from '../../views/case-row.ts';
import { type CaseViewDeps, requireCaseFile } from '../../views/require-case-file.ts';
import { selectTaskRows, type TaskRecord, toCaseTask } from './task-row.ts';

export type TaskViewDeps = CaseViewDeps;

/**
 * A task with the line that it stands in, as it is now. Not-found for whoever may not read its file.
 */
export async function getTask(deps: TaskViewDeps, actor: Actor, id: string): Promise<CaseTaskDetail> {
  const eyes = { actor, reach: await readEntryReach(deps, actor), clock: deps.clock };
  const line = await readLineOf(deps, eyes, id);
  const task = line.find((each) => each.id === id);
  if (task === undefined) throw new AppError('not-found', 'case-task.not-found');
  const circuit = newestRounds(line);
  const returnsTo = task.actions.includes('return')
    ? circuit
        .filter(({ position, status }) => position < task.position && status === 'done')
        .map((step) => step.id)
    : [];
  return { ...task, circuit, returnsTo };
}

async function readLineOf({ db }: TaskViewDeps, eyes: Eyes, id: string): Promise<CaseTask[]> {
  const { rows } = await sql<TaskRecord>`
    ${selectTaskRows(eyes)}
    WHERE (case_tasks.case_file_id, case_tasks.line_id) = (
        SELECT named.case_file_id, named.line_id FROM case_tasks AS named WHERE named.id = ${id})
      AND ${eyes.reach.fileReadable}
    ORDER BY case_tasks.position, case_tasks.round, case_tasks.id
  `.execute(db);
  return rows.map((row) => toCaseTask(eyes, row));
}

function newestRounds(line: readonly CaseTask[]): CaseTask[] {
  const newest = new Map<number, number>();
  for (const { position, round } of line) newest.set(position, Math.max(round, newest.get(position) ?? 0));
  return line.filter(({ position, round }) => newest.get(position) === round);
}

/** Every task of a file, oldest first; none for who sees only the row of its book. */
export async function listCaseTasks(deps: TaskViewDeps, actor: Actor, id: string): Promise<CaseTask[]> {
  const { eyes } = await requireCaseFile(deps, actor, id);
  const { rows } = await sql<TaskRecord>`
    ${selectTaskRows(eyes)} WHERE case_tasks.case_file_id = ${id} AND ${eyes.reach.fileReadable}
    ORDER BY case_tasks.asked_at, case_tasks.position, case_tasks.round, case_tasks.id
  `.execute(deps.db);
  return rows.map((row) => toCaseTask(eyes, row));
}
