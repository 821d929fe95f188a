import {
  BoardQuery,
  ExportWorksReportRequest,
  Id,
  ListBoardWorksQuery,
  ListReportedWorksRequest,
  LongWork,
  ReportedWorks,
  SavedReport,
  SavedReports,
  SaveReportRequest,
  UnfinishedLists,
  UnitBoard,
  WorksReport,
  WorksReportRequest,
} from '@opis/contracts';
import { z } from 'zod';
import type { FileStore } from '../../platform/files/file-store.ts';
import type { Http } from '../../platform/http/http.ts';
import { actorOf } from '../identity/index.ts';
import { getUnitBoard } from './board/get-unit-board.ts';
import { listBoardWorks } from './board/list-board-works.ts';
import { requestWorksReport } from './print/request-works-report.ts';
import { reportText } from './report-texts.ts';
import { listSavedReports, removeReport, saveReport } from './saved/saved-reports.ts';
import { listUnfinishedLists, readUnfinishedList } from './unfinished/unfinished-list-views.ts';
import { countWorks, type ReportDeps } from './works/count-works.ts';
import { listReportedWorks } from './works/list-reported-works.ts';

/** Reports on works: over what one may see, whoever one is; boards for who leads a unit. */
export function reportingRoutes(app: Http, deps: ReportDeps & { files: FileStore }) {
  // POST because a question is long; nothing is written.
  app.post(
    '/api/v1/reports/works',
    { schema: { body: WorksReportRequest, response: { 200: WorksReport } } },
    (request) => countWorks(deps, actorOf(request), request.body),
  );
  app.post(
    '/api/v1/reports/works/rows',
    { schema: { body: ListReportedWorksRequest, response: { 200: ReportedWorks } } },
    (request) => listReportedWorks(deps, actorOf(request), request.body),
  );
  app.post(
    '/api/v1/reports/works/exports',
    { schema: { body: ExportWorksReportRequest, response: { 202: LongWork } } },
    async (request, reply) =>
      reply.code(202).send(await requestWorksReport(deps, actorOf(request), request.body)),
  );
  savedReportRoutes(app, deps);
  unfinishedListRoutes(app, deps);
  app.get(
    '/api/v1/reports/board',
    { schema: { querystring: BoardQuery, response: { 200: UnitBoard } } },
    (request) => getUnitBoard(deps, actorOf(request), request.query),
  );
  app.get(
    '/api/v1/reports/board/works',
    { schema: { querystring: ListBoardWorksQuery, response: { 200: ReportedWorks } } },
    (request) => listBoardWorks(deps, actorOf(request), request.query),
  );
}

function savedReportRoutes(app: Http, deps: ReportDeps) {
  app.get('/api/v1/reports/saved', { schema: { response: { 200: SavedReports } } }, async (request) => ({
    items: await listSavedReports(deps, actorOf(request)),
  }));
  app.post(
    '/api/v1/reports/saved',
    { schema: { body: SaveReportRequest, response: { 201: SavedReport } } },
    async (request, reply) => reply.code(201).send(await saveReport(deps, actorOf(request), request.body)),
  );
  app.delete(
    '/api/v1/reports/saved/:id',
    { schema: { params: z.object({ id: Id }), response: { 204: z.null() } } },
    async (request, reply) => {
      await removeReport(deps, actorOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}

function unfinishedListRoutes(app: Http, deps: ReportDeps & { files: FileStore }) {
  app.get('/api/v1/reports/unfinished', { schema: { response: { 200: UnfinishedLists } } }, (request) =>
    listUnfinishedLists(deps.db, actorOf(request)),
  );
  app.get(
    '/api/v1/reports/unfinished/:id.pdf',
    { schema: { params: z.object({ id: Id }) } },
    async (request, reply) => {
      const { month, bytes } = await readUnfinishedList(deps, actorOf(request), request.params.id);
      return reply
        .type('application/pdf')
        .header('Content-Disposition', `inline; filename="${reportText('unfinished.file', { month })}.pdf"`)
        .send(bytes);
    },
  );
}
