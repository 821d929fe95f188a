import type { CaseTask, TaskConflictProblem } from '@opis/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { NoAnswerError, ProblemError } from '../../api/http.ts';
import { actOnTask, answerTasks, type TaskActs } from '../../api/tasks.ts';
import { refreshCaseFiles } from '../works/keep-case-file.ts';

type Fields<Kind extends keyof TaskActs> = Omit<TaskActs[Kind], 'requestId' | 'version'>;

export type TaskAct = {
  act: <Kind extends keyof TaskActs>(kind: Kind, fields: Fields<Kind>) => Promise<readonly CaseTask[]>;
  pending: boolean;
  error: unknown;
  /** The task as somebody else left it meanwhile. */
  conflict: CaseTask | null;
};

/**
 * Does one act to one task, or the same answer to many; gives those that were done. The id of the request stays until
 * the server has answered, so that a broken line cannot answer twice.
 */
export function useTaskAct(tasks: readonly CaseTask[]): TaskAct {
  const queries = useQueryClient();
  const requests = useRef(new Map<string, string>());
  const [state, setState] = useState<Omit<TaskAct, 'act'>>(atRest);
  const busy = useRef(false);

  const requestOf = (about: string) => {
    const known = requests.current.get(about) ?? crypto.randomUUID();
    requests.current.set(about, known);
    return known;
  };

  const once = async <Kind extends keyof TaskActs>(kind: Kind, fields: Fields<Kind>) => {
    const [first] = tasks;
    if (first === undefined) return [];
    if (tasks.length > 1 && kind === 'answer') {
      const items = tasks.map(({ id, version }) => ({ id, version }));
      const said = fields as Fields<'answer'>;
      const { items: outcomes } = await answerTasks({ ...said, requestId: requestOf('many'), items });
      const done = new Set(outcomes.filter((outcome) => outcome.done).map(({ id }) => id));
      return tasks.filter(({ id }) => done.has(id));
    }
    const body = { ...fields, requestId: requestOf(`${kind} ${first.id}`), version: first.version };
    await actOnTask(first.id, kind, body as unknown as TaskActs[Kind]);
    return [first];
  };

  const act: TaskAct['act'] = async (kind, fields) => {
    if (busy.current) return [];
    busy.current = true;
    setState({ ...atRest, pending: true });
    try {
      const done = await once(kind, fields);
      requests.current.clear();
      setState(atRest);
      refreshCaseFiles(queries);
      return done;
    } catch (error) {
      if (!(error instanceof NoAnswerError)) requests.current.clear();
      setState({ pending: false, error, conflict: conflictOf(error) });
      if (conflictOf(error)) refreshCaseFiles(queries);
      return [];
    } finally {
      busy.current = false;
    }
  };
  return { act, ...state };
}

const atRest = { pending: false, error: null, conflict: null };

function conflictOf(error: unknown): CaseTask | null {
  if (!(error instanceof ProblemError) || error.problem.code !== 'case-task.changed-meanwhile') return null;
  return (error.problem as TaskConflictProblem).conflict ?? null;
}
