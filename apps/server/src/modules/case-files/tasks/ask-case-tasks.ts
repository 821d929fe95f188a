import { AppError, type AskTasksRequest, type CaseTask, type TaskToAsk } from '@opis/contracts';
import { claimCommand } from '../../../platform/claim-command.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import { type Actor, inNameOf } from '../../identity/index.ts';
import type { OrganisationDirectory } from '../../organisation/index.ts';
import { type RegisterDirectory, readEntryReach } from '../../registry/index.ts';
import { caseFileActions } from '../case-file-policy.ts';
import { lockCaseFiles, readStates } from '../case-file-store.ts';
import { findConflict } from '../views/case-row.ts';
import { askTasks, type NewTask } from './ask-tasks.ts';
import { listCaseTasks } from './views/get-task.ts';

export type AskDeps = {
  db: Db;
  clock: Clock;
  registers: RegisterDirectory;
  organisation: OrganisationDirectory;
};

/**
 * Asks others about a file, by whoever has it or leads where it lies. It moves nothing: on another version than the
 * person saw it is a conflict, yet several may ask at once. Gives every task of the file.
 * Errors: `case-file.not-found`, `.not-allowed`, `.changed-meanwhile`, `.barred-by-complaint`, `case-task.*`.
 */
export async function askCaseTasks(
  deps: AskDeps,
  actor: Actor,
  { id, requestId, ...command }: AskTasksRequest & { id: string },
): Promise<CaseTask[]> {
  const steps = await Promise.all(
    command.steps.map((step, place) =>
      Promise.all(step.map((task, index) => resolve(deps, task, `steps.${place}.${index}`))),
    ),
  );
  const claim = {
    accountId: actor.accountId,
    requestId,
    action: 'case-task.asked',
    body: { id, ...command },
    at: deps.clock.now(),
  };
  const reach = await readEntryReach(deps, actor);
  await deps.db.transaction().execute(async (tx) => {
    await lockCaseFiles(tx, [id]);
    const file = (await readStates(tx, { reach, clock: deps.clock }, [id])).get(id);
    if (file === undefined) throw new AppError('not-found', 'case-file.not-found');
    if (!(await claimCommand(tx, claim))) return;
    if (file.version !== command.version) {
      const conflict = await findConflict(tx, { actor, reach, clock: deps.clock }, id);
      throw new AppError('conflict', 'case-file.changed-meanwhile', conflict ? { conflict } : {});
    }
    const may = (capacity: Actor) => caseFileActions(capacity, file).includes('ask');
    if (!may(actor)) throw new AppError('forbidden', 'case-file.not-allowed');
    const subject = command.subject ?? { type: 'case-file' as const, id };
    await askTasks(tx, deps, inNameOf(actor, may), { caseFileId: id, subject, steps });
  });
  return listCaseTasks(deps, actor, id);
}

async function resolve({ organisation }: AskDeps, task: TaskToAsk, path: string): Promise<NewTask> {
  const { kind, to, dueOn = null, text } = task;
  const asked = { kind, dueOn, text: text || null };
  if (to.unit === undefined) return { ...asked, unitId: null, personId: to.person ?? null };
  const unit = await organisation.findUnit(to.unit);
  if (unit === undefined) {
    const code = 'case-task.unit-not-found';
    throw new AppError('validation', code, { fields: [{ path: `${path}.to.unit`, code }] });
  }
  return { ...asked, unitId: unit.id, personId: null };
}
