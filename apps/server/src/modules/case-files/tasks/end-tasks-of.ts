import type { Tx } from '../../../platform/db.ts';
import type { Acting } from '../../identity/index.ts';
import type { CaseFileState } from '../case-file.ts';
import { endTasks, type Task } from './task.ts';
import { readPending } from './task-store.ts';
import { type TaskWriteDeps, writeTaskChanges } from './write-tasks.ts';

const isQuestion = ({ kind }: Task) => kind !== 'hand-over';

/**
 * Files whose tasks are asked no more, all of them or those that `which` picks; by whose act. Under the files' lock.
 * Paper on its way from hand to hand still has to arrive.
 */
export async function endTasksOf(
  tx: Tx,
  deps: TaskWriteDeps,
  ended: readonly { file: CaseFileState; acting: Acting; which?: (task: Task) => boolean }[],
): Promise<void> {
  if (ended.length === 0) return;
  const pending = await readPending(tx, { fileIds: ended.map(({ file }) => file.id) });
  const byFile = Map.groupBy(pending, ({ caseFileId }) => caseFileId);
  await writeTaskChanges(
    tx,
    deps,
    ended.flatMap(({ file, acting, which = isQuestion }) => {
      const lines = Map.groupBy(byFile.get(file.id) ?? [], ({ line }) => line);
      return [...lines.values()].map((line) => ({ file, acting, line, ...endTasks(line.filter(which)) }));
    }),
  );
}
