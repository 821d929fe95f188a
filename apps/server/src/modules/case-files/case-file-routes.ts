import {
  AssignCaseFileRequest,
  AssignCaseFilesRequest,
  Assignees,
  AssignOutcomes,
  CaseAccesses,
  CaseConflictProblem,
  CaseFileCounts,
  CaseFileDetail,
  CaseFilePage,
  CaseFileRef,
  CaseFileRow,
  Chronology,
  CloseCaseFileRequest,
  CloseCaseFilesRequest,
  CountCaseFilesQuery,
  JoinCaseFileRequest,
  ListAccessesQuery,
  ListCaseFilesQuery,
  ListChronologyQuery,
  NoteCaseFileRequest,
  ReopenCaseFileRequest,
  ResolutionModel,
  ResolutionModels,
  ReturnCaseFileRequest,
  ReturnPlaces,
  SaveResolutionModelRequest,
  UndoCaseFilesRequest,
} from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../platform/http/http.ts';
import { actorOf } from '../identity/index.ts';
import { type AssignDeps, assignCaseFile, assignCaseFiles } from './acts/assign-case-files.ts';
import { joinCaseFile } from './acts/join-case-file.ts';
import { closeCaseFile, closeCaseFiles, reopenCaseFile, returnCaseFile } from './acts/move-case-file.ts';
import { noteCaseFile } from './acts/note-case-file.ts';
import { undoCaseFiles } from './acts/undo-case-files.ts';
import {
  listResolutionModels,
  type ResolutionModelDeps,
  removeResolutionModel,
  saveResolutionModel,
} from './resolution-models.ts';
import { type ChronologyDeps, listChronology } from './views/chronology.ts';
import { type CasePageDeps, findCaseFileOf, getCaseFile } from './views/get-case-file.ts';
import { type AssigneeDeps, listAssignees } from './views/list-assignees.ts';
import { listCaseAccesses } from './views/list-case-accesses.ts';
import { countCaseFiles, listCaseFiles } from './views/list-case-files.ts';
import { listReturnPlaces } from './views/list-holders.ts';

export type CaseFileRoutesDeps = AssignDeps &
  CasePageDeps &
  AssigneeDeps &
  ChronologyDeps &
  ResolutionModelDeps;

const files = '/api/v1/case-files';
const params = z.object({ id: z.uuid() });
const EntryPath = z.object({
  code: z.string().max(200),
  year: z.coerce.number().int().min(1990).max(2200),
  number: z.coerce.number().int().min(1).max(999_999_999),
});

/** The door of case files for the API and the console. */
export function caseFileRoutes(app: Http, deps: CaseFileRoutesDeps) {
  queueRoutes(app, deps);
  undoRoute(app, deps);
  pageRoutes(app, deps);
  actRoutes(app, deps);
  modelRoutes(app, deps);
}

function queueRoutes(app: Http, deps: CaseFileRoutesDeps) {
  app.get(
    files,
    { schema: { querystring: ListCaseFilesQuery, response: { 200: CaseFilePage } } },
    (request) => listCaseFiles(deps, actorOf(request), request.query),
  );
  app.get(
    `${files}/counts`,
    { schema: { querystring: CountCaseFilesQuery, response: { 200: CaseFileCounts } } },
    (request) => countCaseFiles(deps, actorOf(request), request.query),
  );
  app.post(
    `${files}/assign`,
    { schema: { body: AssignCaseFilesRequest, response: { 200: AssignOutcomes } } },
    async (request) => ({ items: await assignCaseFiles(deps, actorOf(request), request.body) }),
  );
  app.post(
    `${files}/close`,
    { schema: { body: CloseCaseFilesRequest, response: { 200: AssignOutcomes } } },
    async (request) => ({ items: await closeCaseFiles(deps, actorOf(request), request.body) }),
  );
}

function undoRoute(app: Http, deps: CaseFileRoutesDeps) {
  app.post(
    `${files}/undo`,
    { schema: { body: UndoCaseFilesRequest, response: { 200: AssignOutcomes } } },
    async (request) => ({ items: await undoCaseFiles(deps, actorOf(request), request.body) }),
  );
}

function pageRoutes(app: Http, deps: CaseFileRoutesDeps) {
  app.get(`${files}/:id`, { schema: { params, response: { 200: CaseFileDetail } } }, (request) =>
    getCaseFile(deps, actorOf(request), request.params.id),
  );
  app.get(
    `${files}/:id/chronology`,
    { schema: { params, querystring: ListChronologyQuery, response: { 200: Chronology } } },
    (request) => listChronology(deps, actorOf(request), { ...request.query, id: request.params.id }),
  );
  app.get(
    `${files}/:id/accesses`,
    { schema: { params, querystring: ListAccessesQuery, response: { 200: CaseAccesses } } },
    (request) => listCaseAccesses(deps, actorOf(request), { ...request.query, id: request.params.id }),
  );
  app.get(`${files}/:id/assignees`, { schema: { params, response: { 200: Assignees } } }, (request) =>
    listAssignees(deps, actorOf(request), request.params.id),
  );
  app.get(`${files}/:id/return-places`, { schema: { params, response: { 200: ReturnPlaces } } }, (request) =>
    listReturnPlaces(deps, actorOf(request), request.params.id),
  );
  app.get(
    '/api/v1/registers/:code/entries/:year/:number/case-file',
    { schema: { params: EntryPath, response: { 200: CaseFileRef } } },
    (request) => {
      const { code: register, ...key } = request.params;
      return findCaseFileOf(deps, actorOf(request), { register, ...key });
    },
  );
}

/** Each act answers with the row as it stands after it; on another version, with what others did meanwhile. */
function actRoutes(app: Http, deps: CaseFileRoutesDeps) {
  const response = { 200: CaseFileRow, 409: CaseConflictProblem };
  app.post(`${files}/:id/assign`, { schema: { params, body: AssignCaseFileRequest, response } }, (request) =>
    assignCaseFile(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(`${files}/:id/return`, { schema: { params, body: ReturnCaseFileRequest, response } }, (request) =>
    returnCaseFile(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(`${files}/:id/close`, { schema: { params, body: CloseCaseFileRequest, response } }, (request) =>
    closeCaseFile(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(`${files}/:id/reopen`, { schema: { params, body: ReopenCaseFileRequest, response } }, (request) =>
    reopenCaseFile(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(`${files}/:id/note`, { schema: { params, body: NoteCaseFileRequest, response } }, (request) =>
    noteCaseFile(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(`${files}/:id/join`, { schema: { params, body: JoinCaseFileRequest, response } }, (request) =>
    joinCaseFile(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
}

function modelRoutes(app: Http, deps: CaseFileRoutesDeps) {
  const models = '/api/v1/resolution-models';
  app.get(models, { schema: { response: { 200: ResolutionModels } } }, async (request) => ({
    items: await listResolutionModels(deps, actorOf(request)),
  }));
  app.post(
    models,
    { schema: { body: SaveResolutionModelRequest, response: { 201: ResolutionModel } } },
    async (request, reply) =>
      reply.code(201).send(await saveResolutionModel(deps, actorOf(request), request.body)),
  );
  app.delete(`${models}/:id`, { schema: { params, response: { 204: z.null() } } }, async (request, reply) => {
    await removeResolutionModel(deps, actorOf(request), request.params.id);
    return reply.code(204).send(null);
  });
}
