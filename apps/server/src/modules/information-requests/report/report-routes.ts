import {
  AnswerReportLinesRequest,
  ExportInformationRequest,
  InformationReport,
  InformationReportFiles,
  LongWork,
} from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../../platform/http/http.ts';
import { actorOf } from '../../identity/index.ts';
import type { InformationDeps } from '../information-deps.ts';
import { requestInformationExport } from './export-information.ts';
import { answerReportLines, getYearlyReport, listReportFiles } from './yearly-report.ts';

const root = '/api/v1/information-requests';
const report = `${root}/report/:year`;
const params = z.object({ year: z.coerce.number().int().min(2001).max(2200) });

/** The yearly report, each figure with its files, and both papers as long works. */
export function informationReportRoutes(app: Http, deps: InformationDeps) {
  app.get(report, { schema: { params, response: { 200: InformationReport } } }, (request) =>
    getYearlyReport(deps, actorOf(request), request.params.year),
  );
  app.get(
    `${report}/lines/:line`,
    {
      schema: {
        params: params.extend({ line: z.string().max(20) }),
        response: { 200: InformationReportFiles },
      },
    },
    (request) => listReportFiles(deps, actorOf(request), request.params),
  );
  app.post(
    `${report}/answers`,
    { schema: { params, body: AnswerReportLinesRequest, response: { 200: InformationReport } } },
    (request) => answerReportLines(deps, actorOf(request), { ...request.body, ...request.params }),
  );
  for (const [path, what] of [
    [report, 'report'],
    [`${root}/register/:year`, 'register'],
  ] as const) {
    app.post(
      `${path}/exports`,
      { schema: { params, body: ExportInformationRequest, response: { 202: LongWork } } },
      async (request, reply) => {
        const command = { ...request.body, ...request.params, what };
        return reply.code(202).send(await requestInformationExport(deps, actorOf(request), command));
      },
    );
  }
}
