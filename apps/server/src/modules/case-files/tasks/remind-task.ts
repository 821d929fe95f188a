import { AppError, type CaseTaskDetail, type RemindTaskRequest } from '@opis/contracts';
import { sql } from 'kysely';
import { claimCommand } from '../../../platform/claim-command.ts';
import { toLegalTime } from '../../../platform/clock.ts';
import { type Actor, inNameOf } from '../../identity/index.ts';
import { readEntryReach } from '../../registry/index.ts';
import { lockCaseFiles, readStates } from '../case-file-store.ts';
import type { SettleDeps } from './settle-tasks.ts';
import { taskActions } from './task-policy.ts';
import { findFilesOfTasks, readLines } from './task-store.ts';
import { tellReminded } from './tell-reminded.ts';
import { getTask } from './views/get-task.ts';
import { tell } from './write-tasks.ts';

/**
 * Reminds whoever was asked: an event, a notice and a hint for their open pages. Once a legal day.
 * Errors: `case-task.not-found`, `.not-allowed`, `.reminded-today`.
 */
export async function remindTask(
  deps: SettleDeps,
  actor: Actor,
  { id, requestId }: RemindTaskRequest & { id: string },
): Promise<CaseTaskDetail> {
  const at = deps.clock.now();
  const claim = { accountId: actor.accountId, requestId, action: 'case-task.reminded', body: { id }, at };
  const reach = await readEntryReach(deps, actor);
  await deps.db.transaction().execute(async (tx) => {
    const fileIds = await findFilesOfTasks(tx, [id]);
    await lockCaseFiles(tx, fileIds);
    const [file] = (await readStates(tx, { reach, clock: deps.clock }, fileIds)).values();
    const task = (await readLines(tx, [id])).find((each) => each.id === id);
    if (!file?.reader || task === undefined) throw new AppError('not-found', 'case-task.not-found');
    if (!(await claimCommand(tx, claim))) return;
    const may = (capacity: Actor) => taskActions(capacity, task, file).includes('remind');
    if (!may(actor)) throw new AppError('forbidden', 'case-task.not-allowed');
    const last = task.remindedAt && toLegalTime(task.remindedAt).date;
    if (last === toLegalTime(at).date) throw new AppError('conflict', 'case-task.reminded-today');
    // No new version: who is answering at this moment is not told of a conflict.
    await sql`UPDATE case_tasks SET reminded_at = ${at} WHERE case_tasks.id = ${id}`.execute(tx);
    await tell(tx, at, [{ file, task, acting: inNameOf(actor, may), type: 'case-task.reminded' }]);
    await tellReminded(tx, deps, task);
  });
  return getTask(deps, actor, id);
}
