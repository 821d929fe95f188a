import { AppError, type TaskKind, type TaskSubjectType } from '@opis/contracts';
import type { Clock } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db.ts';
import { newId } from '../../../platform/ids.ts';
import type { Acting } from '../../identity/index.ts';
import type { CaseFileState } from '../case-file.ts';
import { lockCaseFiles, readStates } from '../case-file-store.ts';
import { everything } from '../everything.ts';
import { checkAsked } from './check-asked.ts';
import { endTasks, type Task } from './task.ts';
import { readPending } from './task-store.ts';
import { type TaskWriteDeps, writeAsked, writeTaskChanges } from './write-tasks.ts';

/** One thing asked of a unit or of a person; exactly one of the two. A clarification has a day (PET-03). */
export type NewTask = {
  kind: TaskKind;
  unitId: string | null;
  personId: string | null;
  dueOn: string | null;
  text: string | null;
  /** Cannot be given up by whoever asked. */
  required?: boolean;
};

/** Steps one after another, each a list that is asked at once; all of it about one thing. */
export type TaskLine = {
  caseFileId: string;
  subject: { type: TaskSubjectType; id: string };
  steps: readonly (readonly NewTask[])[];
};

/**
 * Asks a line about a file on the caller's transaction, in the caller's name; whose right it is to ask is the caller's
 * to check. Locks the file: books that the transaction needs are locked before. Whoever is asked reads the file from
 * the moment that their turn comes. Gives the tasks in order; `line` is the same in all.
 * Throws `case-file.not-found`, `case-task.*`, and `case-file.barred-by-complaint` (OG 27/2002 art. 11).
 */
export async function askTasks(
  tx: Tx,
  deps: { clock: Clock },
  acting: Acting,
  { caseFileId, subject, steps }: TaskLine,
): Promise<Task[]> {
  const file = await lockFile(tx, deps, caseFileId);
  const line = newId();
  const asked = steps.flatMap((step, place) =>
    step.map((each, index) => ({
      path: `steps.${place}.${index}`,
      task: toTask(each, { file, subject, acting, line, position: place + 1 }),
    })),
  );
  await checkAsked(tx, deps, { file, asked });
  const tasks = asked.map(({ task }) => task);
  await writeAsked(tx, deps, { file, tasks, acting });
  return tasks;
}

/**
 * What is still asked about a thing is asked no more, on the caller's transaction; gives the withdrawn tasks. The
 * caller's right is its own to check; subscribers are told.
 */
export async function withdrawTasks(
  tx: Tx,
  deps: TaskWriteDeps,
  acting: Acting,
  { caseFileId, subjectId, reason = null }: { caseFileId: string; subjectId: string; reason?: string | null },
): Promise<Task[]> {
  const file = await lockFile(tx, deps, caseFileId);
  const pending = await readPending(tx, { fileIds: [caseFileId], subjectId });
  await writeTaskChanges(tx, deps, [{ file, line: pending, acting, ...endTasks(pending, reason) }]);
  return pending;
}

async function lockFile(tx: Tx, { clock }: { clock: Clock }, id: string): Promise<CaseFileState> {
  await lockCaseFiles(tx, [id]);
  const file = (await readStates(tx, { reach: everything, clock }, [id])).get(id);
  if (file === undefined) throw new AppError('not-found', 'case-file.not-found');
  return file;
}

function toTask(
  { kind, unitId, personId, dueOn, text, required = false }: NewTask,
  {
    file,
    subject,
    acting,
    line,
    position,
  }: {
    file: CaseFileState;
    subject: TaskLine['subject'];
    acting: Acting;
    line: string;
    position: number;
  },
): Task {
  return {
    id: newId(),
    caseFileId: file.id,
    line,
    position,
    round: 1,
    kind,
    status: position === 1 ? 'open' : 'waiting',
    toUnitId: unitId,
    toPersonId: personId,
    dueOn,
    text,
    subjectType: subject.type,
    subjectId: subject.id,
    askedBy: acting.accountId,
    askedOnBehalfOf: acting.onBehalfOf,
    remindedAt: null,
    required,
    version: 1,
  };
}
