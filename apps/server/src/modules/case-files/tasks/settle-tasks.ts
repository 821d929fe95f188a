import type {
  AnswerTaskRequest,
  AnswerTasksRequest,
  CaseTaskDetail,
  ReturnTaskRequest,
  TaskOutcome,
  WithdrawTaskRequest,
} from '@opis/contracts';
import { AppError } from '@opis/contracts';
import { errorText } from '../../../platform/texts.ts';
import type { Actor } from '../../identity/index.ts';
import {
  performTaskAct,
  performTaskActs,
  type TaskAct,
  type TaskActDeps,
  type TaskActOutcome,
} from './perform-task-acts.ts';
import { decideAnswer, decideReturn, decideWithdrawal } from './task.ts';
import { getTask, type TaskViewDeps } from './views/get-task.ts';

export type SettleDeps = TaskActDeps & TaskViewDeps;

/**
 * Answers what was asked, with a verdict and words. Errors: `case-task.not-found`, `.not-allowed`,
 * `.changed-meanwhile` (with the task as it stands), `.wrong-verdict`, `.words-required`.
 */
export async function answerTask(
  deps: SettleDeps,
  actor: Actor,
  { id, requestId, version, ...said }: AnswerTaskRequest & { id: string },
): Promise<CaseTaskDetail> {
  return actOnOne(deps, actor, {
    ...answering(said),
    requestId,
    body: { id, version, ...said },
    items: [{ id, version }],
  });
}

/** The same answer for many tasks in one transaction; each is done or says why not. */
export async function answerTasks(
  deps: SettleDeps,
  actor: Actor,
  { requestId, items, ...said }: AnswerTasksRequest,
): Promise<TaskOutcome[]> {
  const outcomes = await performTaskActs(deps, actor, {
    ...answering(said),
    requestId,
    body: { items, ...said },
    items,
  });
  return outcomes.map(toTaskOutcome);
}

const answering = ({ verdict, text }: Pick<AnswerTaskRequest, 'verdict' | 'text'>) =>
  ({
    name: 'case-task.answered',
    action: 'answer',
    decide: (line, task) => decideAnswer(line, task, { verdict, text: text || null }),
  }) satisfies Partial<TaskAct>;

/** Sends a task back with a reason: to an earlier step of its line, or to whoever asked. */
export async function returnTask(
  deps: SettleDeps,
  actor: Actor,
  { id, requestId, version, reason, to = null }: ReturnTaskRequest & { id: string },
): Promise<CaseTaskDetail> {
  return actOnOne(deps, actor, {
    requestId,
    name: 'case-task.returned',
    action: 'return',
    body: { id, version, reason, to },
    items: [{ id, version }],
    decide: (line, task) => decideReturn(line, task, { to, reason }),
  });
}

/** Asks it no more; by whoever asked, or whoever has the file. What was to follow goes on without it. */
export async function withdrawTask(
  deps: SettleDeps,
  actor: Actor,
  { id, requestId, version, reason }: WithdrawTaskRequest & { id: string },
): Promise<CaseTaskDetail> {
  return actOnOne(deps, actor, {
    requestId,
    name: 'case-task.withdrawn',
    action: 'withdraw',
    body: { id, version, ...(reason && { reason }) },
    items: [{ id, version }],
    decide: (line, task) => decideWithdrawal(line, task, reason || null),
  });
}

async function actOnOne(deps: SettleDeps, actor: Actor, act: TaskAct): Promise<CaseTaskDetail> {
  const [item] = act.items;
  const id = item?.id ?? '';
  try {
    await performTaskAct(deps, actor, act);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'case-task.changed-meanwhile') throw error;
    const { circuit: _circuit, returnsTo: _returnsTo, ...conflict } = await getTask(deps, actor, id);
    throw new AppError('conflict', error.code, { conflict });
  }
  return getTask(deps, actor, id);
}

function toTaskOutcome(outcome: TaskActOutcome): TaskOutcome {
  if ('version' in outcome) return { ...outcome, done: true, problem: null };
  const { code } = outcome.refusal;
  return { id: outcome.id, done: false, version: null, problem: { code, detail: errorText(code) } };
}
