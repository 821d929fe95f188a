import { sql } from 'kysely';
import type { Tx } from '../../../platform/db.ts';
import type { Acting } from '../../identity/index.ts';
import type { CaseFileState } from '../case-file.ts';
import { lockCaseFiles, readStates } from '../case-file-store.ts';
import { everything } from '../everything.ts';
import type { Task } from '../tasks/task.ts';
import { readTasks } from '../tasks/task-store.ts';
import { addReaders, type TaskWriteDeps, tell } from '../tasks/write-tasks.ts';

/**
 * Asks of another person what was asked of one, with the same words and day; they read the file from then on. What the
 * complaint of a file bars them from stays where it was. Gives the tasks that went.
 */
export async function passTasks(
  tx: Tx,
  { clock }: Pick<TaskWriteDeps, 'clock'>,
  { ids, from, to, acting }: { ids: readonly string[]; from: string; to: string; acting: Acting },
): Promise<Task[]> {
  if (ids.length === 0) return [];
  const at = clock.now();
  await lockCaseFiles(tx, [...new Set((await readTasks(tx, ids)).map((task) => task.caseFileId))]);
  const tasks = await readTasks(tx, ids);
  const files = await readStates(tx, { reach: everything, clock }, [
    ...new Set(tasks.map((task) => task.caseFileId)),
  ]);
  const passing = tasks.flatMap((task) => {
    const file = files.get(task.caseFileId);
    const pending = task.status === 'open' || task.status === 'waiting';
    if (!file || file.sealed || !pending || task.toPersonId !== from || file.barred.has(to)) return [];
    return [{ file, task: { ...task, toPersonId: to } }];
  });
  const passed = passing.map(({ task }) => task);
  await sql`
    UPDATE case_tasks SET to_person_id = ${to}, version = case_tasks.version + 1
    WHERE case_tasks.id = ANY (${passed.map(({ id }) => id)}::uuid[])
  `.execute(tx);
  await addReaders(tx, passing.filter(isOpen));
  await tell(
    tx,
    at,
    passing.map((each) => ({ ...each, acting, type: 'case-task.handed-over' as const })),
  );
  return passed;
}

const isOpen = ({ task }: { file: CaseFileState; task: Task }) => task.status === 'open';
