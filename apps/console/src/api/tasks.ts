import type {
  AnswerTaskRequest,
  AnswerTasksRequest,
  Askable,
  AskTasksRequest,
  CaseTaskDetail,
  CaseTasks,
  ReturnTaskRequest,
  TaskCounts,
  TaskOutcomes,
  TaskPage,
  TaskQueue,
  WithdrawTaskRequest,
} from '@opis/contracts';
import { request } from './http.ts';

const patience = 20_000;

/** One page of a queue of what is asked. */
export function listTasks(
  query: { queue: TaskQueue; after?: string | undefined; limit: number },
  signal?: AbortSignal,
): Promise<TaskPage> {
  return request('/tasks', { query, signal });
}

/** How many wait in each queue. */
export function countTasks(signal?: AbortSignal): Promise<TaskCounts> {
  return request('/tasks/counts', { signal });
}

/** A task with the line it stands in. */
export function readTask(id: string, signal?: AbortSignal): Promise<CaseTaskDetail> {
  return request(`/tasks/${id}`, { signal });
}

/** Everything that was asked about a file. */
export function listCaseTasks(fileId: string, signal?: AbortSignal): Promise<CaseTasks> {
  return request(`/case-files/${fileId}/tasks`, { signal });
}

/** Whom one may ask about a file. */
export function listAskable(fileId: string, signal?: AbortSignal): Promise<Askable> {
  return request(`/case-files/${fileId}/askable`, { signal });
}

/** Asks a line; repeating the same `requestId` has no second effect. */
export function askCaseTasks(fileId: string, body: AskTasksRequest): Promise<CaseTasks> {
  return request(`/case-files/${fileId}/tasks`, { method: 'POST', body, patience });
}

/** The acts on one task, each with its own body. */
export type TaskActs = {
  answer: AnswerTaskRequest;
  return: ReturnTaskRequest;
  withdraw: WithdrawTaskRequest;
};

export function actOnTask<Kind extends keyof TaskActs>(
  id: string,
  kind: Kind,
  body: TaskActs[Kind],
): Promise<CaseTaskDetail> {
  return request(`/tasks/${id}/${kind}`, { method: 'POST', body, patience });
}

/** Reminds whoever was asked. */
export function remindTask(id: string, requestId: string): Promise<CaseTaskDetail> {
  return request(`/tasks/${id}/remind`, { method: 'POST', body: { requestId }, patience });
}

/** The same answer for many; each is done or says why not. */
export function answerTasks(body: AnswerTasksRequest): Promise<TaskOutcomes> {
  return request('/tasks/answer', { method: 'POST', body, patience: 60_000 });
}
