import {
  AppError,
  type TaskKind,
  type TaskStatus,
  type TaskSubjectType,
  type TaskVerdict,
  verdictsOf,
  verdictsWithWords,
} from '@opis/contracts';

/** A task as an act finds it, under the lock of its file. */
export type Task = {
  readonly id: string;
  readonly caseFileId: string;
  readonly line: string;
  readonly position: number;
  readonly round: number;
  readonly kind: TaskKind;
  readonly status: TaskStatus;
  readonly toUnitId: string | null;
  readonly toPersonId: string | null;
  readonly dueOn: string | null;
  readonly text: string | null;
  readonly subjectType: TaskSubjectType;
  readonly subjectId: string;
  /** Account of who asked, and in whose name. */
  readonly askedBy: string;
  readonly askedOnBehalfOf: string | null;
  readonly remindedAt: Date | null;
  /** The procedure of the file asks for it: nobody gives it up. */
  readonly required: boolean;
  readonly version: number;
};

/** How a task ends. */
export type Settlement = {
  readonly status: Extract<TaskStatus, 'done' | 'returned' | 'withdrawn'>;
  readonly verdict: TaskVerdict | null;
  /** The words of the answer, or the reason. */
  readonly answer: string | null;
  /** Of a return: the earlier task; null: whoever asked. */
  readonly returnedTo: string | null;
};

/** What an act makes of a line: what ends, whose turn comes, and what is asked anew. */
export type LineDecision = {
  readonly settled: readonly (Settlement & { task: Task })[];
  readonly opened: readonly Task[];
  /** Tasks to be asked again in a further round; the first position of them opens. */
  readonly again: readonly Task[];
};

const isPending = ({ status }: Task) => status === 'waiting' || status === 'open';

/** The tasks of a line as they stand: of each place the newest round. */
export function currentTasks(line: readonly Task[]): Task[] {
  const newest = new Map<number, number>();
  for (const { position, round } of line) {
    newest.set(position, Math.max(round, newest.get(position) ?? 0));
  }
  return line.filter(({ position, round }) => newest.get(position) === round);
}

/** The steps that this one may be sent back to: earlier places of its line that were answered. */
export function earlierSteps(line: readonly Task[], task: Task): Task[] {
  return currentTasks(line).filter((each) => each.position < task.position && each.status === 'done');
}

/**
 * An answer. The last of its step opens the next one; an unfavourable one ends the line, whatever was to follow.
 * Throws `case-task.wrong-verdict` and `case-task.words-required`.
 */
export function decideAnswer(
  line: readonly Task[],
  task: Task,
  { verdict, text }: { verdict: TaskVerdict; text: string | null },
): LineDecision {
  if (!verdictsOf[task.kind].includes(verdict)) throw wrong('verdict', 'case-task.wrong-verdict');
  if (text === null && verdictsWithWords.includes(verdict)) throw wrong('text', 'case-task.words-required');
  const done = { task, status: 'done', verdict, answer: text, returnedTo: null } as const;
  const rest = currentTasks(line).filter((each) => each.id !== task.id);
  if (verdict === 'unfavourable') {
    const following = rest.filter(({ status }) => status === 'waiting');
    return { settled: [done, ...following.map(withdrawn)], opened: [], again: [] };
  }
  return { settled: [done], opened: turnAfter(rest), again: [] };
}

/**
 * Back with a reason. To an earlier step: it and all that follows are asked again, in the same order. To whoever asked
 * (`to` null): the line ends there. Throws `case-task.not-an-earlier-step`.
 */
export function decideReturn(
  line: readonly Task[],
  task: Task,
  { to, reason }: { to: string | null; reason: string },
): LineDecision {
  const back = to === null ? undefined : earlierSteps(line, task).find(({ id }) => id === to);
  if (to !== null && back === undefined) throw wrong('to', 'case-task.not-an-earlier-step');
  const current = currentTasks(line);
  const returned = { task, status: 'returned', verdict: null, answer: reason, returnedTo: to } as const;
  const others = current.filter((each) => each.id !== task.id && isPending(each));
  // Only the step that was named is asked again at its place, and everything after it.
  const again =
    back === undefined
      ? []
      : current.filter(({ id, position }) => id === back.id || position > back.position);
  return { settled: [returned, ...others.map(withdrawn)], opened: [], again };
}

/** No longer asked; what was to follow goes on without it. */
export function decideWithdrawal(line: readonly Task[], task: Task, reason: string | null): LineDecision {
  const rest = currentTasks(line).filter((each) => each.id !== task.id);
  return { settled: [{ ...withdrawn(task), answer: reason }], opened: turnAfter(rest), again: [] };
}

/** None of these is asked any more. */
export function endTasks(tasks: readonly Task[], reason: string | null = null): LineDecision {
  const settled = tasks.filter(isPending).map((task) => ({ ...withdrawn(task), answer: reason }));
  return { settled, opened: [], again: [] };
}

const withdrawn = (task: Task) =>
  ({ task, status: 'withdrawn', verdict: null, answer: null, returnedTo: null }) as const;

/** Whose turn it is once nothing of the line is open: the first place that waits. */
function turnAfter(rest: readonly Task[]): Task[] {
  if (rest.some(({ status }) => status === 'open')) return [];
  const waiting = rest.filter(({ status }) => status === 'waiting');
  const next = Math.min(...waiting.map(({ position }) => position));
  return waiting.filter(({ position }) => position === next);
}

const wrong = (path: string, code: ConstructorParameters<typeof AppError>[1]) =>
  new AppError('validation', code, { fields: [{ path, code }] });
