import {
  AnswerTaskRequest,
  AnswerTasksRequest,
  Askable,
  AskTasksRequest,
  CaseConflictProblem,
  CaseTaskDetail,
  CaseTasks,
  ListTasksQuery,
  RemindTaskRequest,
  ReturnTaskRequest,
  TaskConflictProblem,
  TaskCounts,
  TaskOutcomes,
  TaskPage,
  WithdrawTaskRequest,
} from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../../platform/http/http.ts';
import { actorOf } from '../../identity/index.ts';
import { type AskDeps, askCaseTasks } from './ask-case-tasks.ts';
import { remindTask } from './remind-task.ts';
import { answerTask, answerTasks, returnTask, type SettleDeps, withdrawTask } from './settle-tasks.ts';
import { getTask, listCaseTasks } from './views/get-task.ts';
import { type AskableDeps, listAskable } from './views/list-askable.ts';
import { countTasks, listTasks } from './views/list-tasks.ts';

export type TaskRoutesDeps = AskDeps & SettleDeps & AskableDeps;

const files = '/api/v1/case-files';
const tasks = '/api/v1/tasks';
const params = z.object({ id: z.uuid() });

/** The door of what is asked about files. */
export function taskRoutes(app: Http, deps: TaskRoutesDeps) {
  fileRoutes(app, deps);
  queueRoutes(app, deps);
  actRoutes(app, deps);
}

function fileRoutes(app: Http, deps: TaskRoutesDeps) {
  app.get(`${files}/:id/tasks`, { schema: { params, response: { 200: CaseTasks } } }, async (request) => ({
    items: await listCaseTasks(deps, actorOf(request), request.params.id),
  }));
  app.get(`${files}/:id/askable`, { schema: { params, response: { 200: Askable } } }, (request) =>
    listAskable(deps, actorOf(request), request.params.id),
  );
  app.post(
    `${files}/:id/tasks`,
    { schema: { params, body: AskTasksRequest, response: { 200: CaseTasks, 409: CaseConflictProblem } } },
    async (request) => ({
      items: await askCaseTasks(deps, actorOf(request), { ...request.body, id: request.params.id }),
    }),
  );
}

function queueRoutes(app: Http, deps: TaskRoutesDeps) {
  app.get(tasks, { schema: { querystring: ListTasksQuery, response: { 200: TaskPage } } }, (request) =>
    listTasks(deps, actorOf(request), request.query),
  );
  app.get(`${tasks}/counts`, { schema: { response: { 200: TaskCounts } } }, (request) =>
    countTasks(deps, actorOf(request)),
  );
  app.get(`${tasks}/:id`, { schema: { params, response: { 200: CaseTaskDetail } } }, (request) =>
    getTask(deps, actorOf(request), request.params.id),
  );
  app.post(
    `${tasks}/answer`,
    { schema: { body: AnswerTasksRequest, response: { 200: TaskOutcomes } } },
    async (request) => ({ items: await answerTasks(deps, actorOf(request), request.body) }),
  );
}

/** Each act answers with the task as it stands after it; on another version, with the task as others left it. */
function actRoutes(app: Http, deps: TaskRoutesDeps) {
  const response = { 200: CaseTaskDetail, 409: TaskConflictProblem };
  app.post(`${tasks}/:id/answer`, { schema: { params, body: AnswerTaskRequest, response } }, (request) =>
    answerTask(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(`${tasks}/:id/return`, { schema: { params, body: ReturnTaskRequest, response } }, (request) =>
    returnTask(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(`${tasks}/:id/withdraw`, { schema: { params, body: WithdrawTaskRequest, response } }, (request) =>
    withdrawTask(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(`${tasks}/:id/remind`, { schema: { params, body: RemindTaskRequest, response } }, (request) =>
    remindTask(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
}
