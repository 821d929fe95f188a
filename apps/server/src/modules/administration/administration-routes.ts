import {
  AdministrationAct,
  AdministrationActs,
  AppError,
  ApplyImportRequest,
  ChangeOrganisationRequest,
  ExportQuery,
  Id,
  ImportPreview,
  ListActsQuery,
  OrganisationView,
  PreviewImportRequest,
  PreviewReorganisationRequest,
  ReorganisationOutcome,
  ReorganisationPreview,
  ReorganiseRequest,
  RevertActRequest,
  RevertOutcome,
} from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../platform/http/http.ts';
import { actorOf, requirePermission } from '../identity/index.ts';
import { changeOrganisation, exportOrganisation, findAct, listActs } from '../organisation/index.ts';
import type { AdministrationDeps } from './administration-deps.ts';
import { carryOutHandovers } from './carry-out-handovers.ts';
import { applyFile, previewFile } from './import-file.ts';
import { perform } from './perform.ts';
import { previewReorganisation, reorganiseUnit } from './reorganise-unit.ts';
import { revertAct } from './revert-act.ts';
import { viewOrganisation } from './view-organisation.ts';

const nothing = { 204: z.null() };
/** A file of 6 MB in base64, with what stands round it. */
const bodyLimit = 9 * 1024 * 1024;

/** How the institution is set up: seen, changed, brought in and out as a file, reorganised, each act reversible. */
export function administrationRoutes(app: Http, deps: AdministrationDeps) {
  organisationDoors(app, deps);
  actDoors(app, deps);
  fileDoors(app, deps);
  app.post(
    '/api/v1/administration/reorganisations/preview',
    { schema: { body: PreviewReorganisationRequest, response: { 200: ReorganisationPreview } } },
    (request) => previewReorganisation(deps, actorOf(request), request.body),
  );
  app.post(
    '/api/v1/administration/reorganisations',
    { schema: { body: ReorganiseRequest, response: { 200: ReorganisationOutcome } } },
    (request) => reorganiseUnit(deps, actorOf(request), request.body),
  );
}

function organisationDoors(app: Http, deps: AdministrationDeps) {
  app.get(
    '/api/v1/administration/organisation',
    { schema: { response: { 200: OrganisationView } } },
    (request) => viewOrganisation(deps, actorOf(request)),
  );
  app.post(
    '/api/v1/administration/changes',
    { schema: { body: ChangeOrganisationRequest, response: nothing } },
    async (request, reply) => {
      const actor = actorOf(request);
      const { requestId, edits } = request.body;
      const command = {
        requestId,
        action: 'administration.change',
        body: { edits },
        permission: 'organisation.manage',
      } as const;
      const { unitFiles } = deps;
      await perform(deps, actor, command, (tx, at) =>
        changeOrganisation(tx, actor, { edits, at, unitFiles }),
      );
      await carryOutHandovers(deps);
      return reply.code(204).send(null);
    },
  );
}

function actDoors(app: Http, deps: AdministrationDeps) {
  app.get(
    '/api/v1/administration/acts',
    { schema: { querystring: ListActsQuery, response: { 200: AdministrationActs } } },
    (request) => {
      requirePermission(actorOf(request), 'organisation.manage', null);
      return listActs(deps.db, request.query);
    },
  );
  app.get(
    '/api/v1/administration/acts/:id',
    { schema: { params: z.object({ id: Id }), response: { 200: AdministrationAct } } },
    async (request) => {
      requirePermission(actorOf(request), 'organisation.manage', null);
      const act = await findAct(deps.db, request.params.id);
      if (act === undefined) throw new AppError('not-found', 'organisation.act-not-found');
      return act;
    },
  );
  app.post(
    '/api/v1/administration/acts/:id/revert',
    { schema: { params: z.object({ id: Id }), body: RevertActRequest, response: { 200: RevertOutcome } } },
    (request) => revertAct(deps, actorOf(request), { ...request.body, actId: request.params.id }),
  );
}

function fileDoors(app: Http, deps: AdministrationDeps) {
  app.get(
    '/api/v1/administration/export',
    { schema: { querystring: ExportQuery, response: { 200: z.string() } } },
    async (request, reply) => {
      requirePermission(actorOf(request), 'organisation.manage', null);
      const { format } = request.query;
      const text = await exportOrganisation(deps.db, format);
      reply.header('content-disposition', `attachment; filename="structura.${format}"`);
      return reply
        .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/yaml; charset=utf-8')
        .send(text);
    },
  );
  app.post(
    '/api/v1/administration/import/preview',
    { bodyLimit, schema: { body: PreviewImportRequest, response: { 200: ImportPreview } } },
    (request) => previewFile(deps, actorOf(request), request.body),
  );
  app.post(
    '/api/v1/administration/import',
    { bodyLimit, schema: { body: ApplyImportRequest, response: nothing } },
    async (request, reply) => {
      await applyFile(deps, actorOf(request), request.body);
      return reply.code(204).send(null);
    },
  );
}
