import type { AssignOutcomes, CaseConflict, CaseFileRow } from '@opis/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import {
  actOnCaseFile,
  assignCaseFiles,
  type CaseActKind,
  type CaseActs,
  conflictOf,
} from '../../../api/act-on-case-file.ts';
import { NoAnswerError, ProblemError } from '../../../api/http.ts';
import { useFailureText } from '../../../parts/problem-view.tsx';
import { keepCaseFile, refreshCaseFiles } from '../keep-case-file.ts';

/** What an act says, without what the console adds: the id that makes it once, and the version it was decided on. */
export type ActFields<Kind extends CaseActKind> = Omit<CaseActs[Kind], 'requestId' | 'version'>;
/** One of many that could not be done, and why. */
export type Refused = { row: CaseFileRow; detail: string };
/** How it went: the file as it is now (one act), or only which (many), and how many were refused. */
export type ActResult = { done: readonly CaseFileRow[]; after: CaseFileRow | null; left: number };

export type CaseAct = {
  act: <Kind extends CaseActKind>(kind: Kind, fields: ActFields<Kind>) => Promise<ActResult | null>;
  pending: boolean;
  error: unknown;
  /** What others did meanwhile; the next attempt is on top of it. */
  conflict: CaseConflict | null;
  refused: readonly Refused[];
  /** Puts aside what stood against the last attempt. */
  forget: () => void;
};

/**
 * Does one act to one file or to many. The id of the request stays until the server has answered, so that a broken line
 * cannot move a file twice; what somebody else changed meanwhile is shown before anything is written over it.
 */
export function useCaseAct(rows: readonly CaseFileRow[]): CaseAct {
  const queries = useQueryClient();
  const say = useFailureText();
  const about = rows.map(({ id }) => id).join();
  const [kept, keep] = useState<{ about: string; state: State }>({ about, state: atRest });
  // What stood against one file says nothing of the next.
  const state = kept.about === about ? kept.state : atRest;
  const setState = (next: State) => keep({ about, state: next });
  const busy = useRef(false);
  // Lists are read again once it is settled: a row that leaves would take the two versions with it.
  const outdated = useRef(false);
  const settle = useCallback(() => {
    if (outdated.current) refreshCaseFiles(queries);
    outdated.current = false;
  }, [queries]);
  useEffect(() => settle, [settle]);
  const requests = useRef(new Map<string, string>());

  const requestOf = (id: string) => {
    const known = requests.current.get(id) ?? crypto.randomUUID();
    requests.current.set(id, known);
    return known;
  };
  // Answered, well or badly: the next attempt is another one.
  const answered = (id: string) => requests.current.delete(id);

  const one: CaseAct['act'] = async (kind, fields) => {
    const [row] = rows;
    if (!row) return null;
    const body = withVersion(
      kind,
      { ...fields, requestId: requestOf(row.id) },
      state.conflict?.version ?? row.version,
    );
    try {
      const after = await actOnCaseFile(row.id, kind, body);
      answered(row.id);
      keepCaseFile(queries, after);
      setState(atRest);
      return { done: [row], after, left: 0 };
    } catch (error) {
      if (isAnswer(error)) answered(row.id);
      const conflict = conflictOf(error);
      if (conflict) outdated.current = true;
      setState({ ...atRest, error, conflict: conflict ?? state.conflict });
      return null;
    }
  };

  const many: CaseAct['act'] = async (kind, fields) => {
    const left = state.refused.length > 0 ? state.refused.map(({ row }) => row) : rows;
    try {
      const refused =
        kind === 'assign'
          ? await assignMany(left, fields as ActFields<'assign'>)
          : await eachInTurn(left, (row) =>
              actOnCaseFile(
                row.id,
                kind,
                withVersion(kind, { ...fields, requestId: requestOf(row.id) }, row.version),
              ),
            );
      requests.current.clear();
      refreshCaseFiles(queries);
      setState({ ...atRest, refused });
      const failed = new Set(refused.map(({ row }) => row.id));
      return { done: left.filter((row) => !failed.has(row.id)), after: null, left: refused.length };
    } catch (error) {
      setState({ ...atRest, error });
      return null;
    }
  };

  const assignMany = async (
    left: readonly CaseFileRow[],
    fields: ActFields<'assign'>,
  ): Promise<Refused[]> => {
    const items = left.map(({ id, version }) => ({ id, version }));
    const answer = await assignCaseFiles({ ...fields, requestId: requestOf('many'), items });
    return toRefused(left, answer);
  };

  const eachInTurn = async (left: readonly CaseFileRow[], act: (row: CaseFileRow) => Promise<unknown>) => {
    const refused: Refused[] = [];
    for (const row of left) {
      await act(row).catch((error: unknown) => {
        if (error instanceof NoAnswerError) throw error;
        refused.push({ row, detail: say(error) });
      });
    }
    return refused;
  };

  const act: CaseAct['act'] = async (kind, fields) => {
    if (busy.current) return null;
    busy.current = true;
    setState({ ...state, pending: true, error: null });
    try {
      return await (rows.length === 1 ? one : many)(kind, fields);
    } finally {
      busy.current = false;
    }
  };
  const forget = () => {
    setState(atRest);
    settle();
  };
  return { act, forget, ...state };
}

type State = Omit<CaseAct, 'act' | 'forget'>;
const atRest: State = { pending: false, error: null, conflict: null, refused: [] };

function withVersion<Kind extends CaseActKind>(kind: Kind, body: object, version: number): CaseActs[Kind] {
  return (kind === 'note' ? body : { ...body, version }) as CaseActs[Kind];
}

function isAnswer(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.status < 500;
}

function toRefused(rows: readonly CaseFileRow[], { items }: AssignOutcomes): Refused[] {
  return items.flatMap(({ id, problem }) => {
    const row = rows.find((one) => one.id === id);
    return row && problem ? [{ row, detail: problem.detail }] : [];
  });
}
