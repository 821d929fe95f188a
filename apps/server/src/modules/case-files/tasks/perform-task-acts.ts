import { AppError, type ErrorCode, type TaskAction } from '@opis/contracts';
import type { ClaimedCommand } from '../../../platform/claim-command.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { DoneElsewhere, recallResult, rememberResult } from '../../../platform/remember-result.ts';
import { type Actor, inNameOf } from '../../identity/index.ts';
import { type EntryReach, type RegisterDirectory, readEntryReach } from '../../registry/index.ts';
import type { CaseFileState } from '../case-file.ts';
import { lockCaseFiles, readStates } from '../case-file-store.ts';
import type { LineDecision, Task } from './task.ts';
import { taskActions } from './task-policy.ts';
import { findFilesOfTasks, readLines } from './task-store.ts';
import { type TaskChange, type TaskWriteDeps, writeTaskChanges } from './write-tasks.ts';

export type TaskActDeps = TaskWriteDeps & { db: Db; registers: RegisterDirectory };

/** An act on some tasks, each on the version that the person saw. */
export type TaskAct = {
  requestId: string;
  name: string;
  body: object;
  items: readonly { id: string; version: number }[];
  action: TaskAction;
  /** Pure; throws an `AppError` where the act makes no sense. */
  decide(line: readonly Task[], task: Task): LineDecision;
};

/** How one task fared. */
export type TaskActOutcome = { id: string } & (
  | { version: number }
  | { refusal: { family: AppError['family']; code: ErrorCode; fields: AppError['fields'] } }
);

/**
 * Files under lock, policy, decision, write, for many tasks in one transaction: tasks of one line wait for one another
 * at their file. One that cannot be done does not hold back the others. A repeat is given the first outcomes.
 */
export function performTaskActs(deps: TaskActDeps, actor: Actor, act: TaskAct): Promise<TaskActOutcome[]> {
  return perform(deps, actor, { act, settled: () => {} });
}

/** The same for one task: what refuses it is thrown, and nothing is remembered of it. */
export async function performTaskAct(deps: TaskActDeps, actor: Actor, act: TaskAct): Promise<void> {
  await perform(deps, actor, { act, settled: throwRefusals });
}

function throwRefusals(outcomes: readonly TaskActOutcome[]) {
  for (const outcome of outcomes) {
    if (!('refusal' in outcome)) continue;
    const { family, code, fields } = outcome.refusal;
    throw new AppError(family, code, { fields });
  }
}

type Asked = { act: TaskAct; settled(outcomes: readonly TaskActOutcome[]): void };

async function perform(deps: TaskActDeps, actor: Actor, { act, settled }: Asked): Promise<TaskActOutcome[]> {
  const { requestId, name: action, body } = act;
  const command = { accountId: actor.accountId, requestId, action, body, at: deps.clock.now() };
  const done = await recall(deps.db, command);
  if (done) return done;
  const reach = await readEntryReach(deps, actor);
  try {
    return await deps.db.transaction().execute(async (tx) => {
      const items = await actOnTasks(tx, { deps, actor, reach, act, command });
      settled(items);
      await rememberResult(tx, command, { items });
      return items;
    });
  } catch (error) {
    if (!(error instanceof DoneElsewhere)) throw error;
    return (await recall(deps.db, command)) ?? [];
  }
}

async function recall(db: Db, command: ClaimedCommand): Promise<TaskActOutcome[] | undefined> {
  const found = (await recallResult(db, command)) as { items: TaskActOutcome[] } | undefined;
  return found?.items;
}

type Place = { deps: TaskActDeps; actor: Actor; reach: EntryReach; act: TaskAct; command: ClaimedCommand };

async function actOnTasks(tx: Tx, { deps, actor, reach, act, command }: Place): Promise<TaskActOutcome[]> {
  const ids = act.items.map(({ id }) => id);
  const fileIds = await findFilesOfTasks(tx, ids);
  await lockCaseFiles(tx, fileIds);
  // The same request in another transaction was quicker to the lock: its outcome is this one's.
  if (await recallResult(tx, command)) throw new DoneElsewhere('the command was done by another transaction');
  const files = await readStates(tx, { reach, clock: deps.clock }, fileIds);
  let tasks = await readLines(tx, ids);
  const outcomes = new Map<string, TaskActOutcome>();
  let changes: TaskChange[] = [];
  for (const item of act.items) {
    if (outcomes.has(item.id)) continue;
    // Two of the same line: the second sees what the first made of it.
    const line = tasks.find(({ id }) => id === item.id)?.line;
    if (changes.some((change) => change.line.some((task) => task.line === line))) {
      await writeTaskChanges(tx, deps, changes);
      changes = [];
      tasks = await readLines(tx, ids);
    }
    const settled = settle({ actor, act }, item, { files, tasks });
    outcomes.set(
      item.id,
      'refusal' in settled ? { id: item.id, refusal: toRefusal(settled.refusal) } : toDone(item),
    );
    if (!('refusal' in settled)) changes.push(settled);
  }
  await writeTaskChanges(tx, deps, changes);
  return act.items.flatMap(({ id }) => outcomes.get(id) ?? []);
}

const toRefusal = ({ family, code, fields }: AppError) => ({ family, code, fields });
const toDone = ({ id, version }: { id: string; version: number }) => ({ id, version: version + 1 });

function settle(
  { actor, act }: { actor: Actor; act: TaskAct },
  item: { id: string; version: number },
  { files, tasks }: { files: ReadonlyMap<string, CaseFileState>; tasks: readonly Task[] },
): TaskChange | { refusal: AppError } {
  const task = tasks.find(({ id }) => id === item.id);
  const file = task && files.get(task.caseFileId);
  // Who sees the row of the book alone knows nothing of what is asked about the file.
  if (task === undefined || !file?.reader) {
    return { refusal: new AppError('not-found', 'case-task.not-found') };
  }
  if (task.version !== item.version) {
    return { refusal: new AppError('conflict', 'case-task.changed-meanwhile') };
  }
  const line = tasks.filter((each) => each.line === task.line);
  const may = (capacity: Actor) => taskActions(capacity, task, file).includes(act.action);
  if (!may(actor)) return { refusal: new AppError('forbidden', 'case-task.not-allowed') };
  try {
    return { ...act.decide(line, task), file, line, acting: inNameOf(actor, may) };
  } catch (error) {
    if (error instanceof AppError) return { refusal: error };
    throw error;
  }
}
