import {
  CaseTerms,
  CheckedRule,
  CheckRuleRequest,
  CheckYearRequest,
  ComputeDeadlineQuery,
  DeadlineRules,
  DeadlineSheet,
  MovingTerms,
  PlainDate,
  PreviewDaysRequest,
  RuleId,
  TermSheet,
} from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../platform/http/http.ts';
import type { PdfRenderer } from '../../platform/pdf/pdf-renderer.ts';
import { actorOf } from '../identity/index.ts';
import { type CaseTermsDeps, getTermSheet, listCaseTerms } from './case-terms.ts';
import { type CheckDeps, checkRule, checkYear, listLaw } from './check-rule.ts';
import { type PreviewDaysDeps, previewDays } from './preview-days.ts';
import { computeSheet } from './sheet/make-sheet.ts';
import { printSheet, type SheetHead } from './sheet/print-sheet.ts';

export type DeadlineRoutesDeps = CheckDeps &
  CaseTermsDeps &
  PreviewDaysDeps & { pdf: PdfRenderer; head(): Promise<SheetHead> };

const base = '/api/v1/deadlines';
const fileTerms = '/api/v1/case-files/:id/terms';
const fileParams = z.object({ id: z.uuid() });
const termParams = z.object({ id: z.uuid(), termId: z.uuid() });
const paper = {
  produces: ['application/pdf'],
  response: { 200: z.any().meta({ type: 'string', format: 'binary' }) },
};

/** Rules of law, how a term is counted, the terms of files. What the law says anybody who is signed in may ask. */
export function deadlineRoutes(app: Http, deps: DeadlineRoutesDeps) {
  lawRoutes(app, deps);
  sheetRoutes(app, deps);
  fileRoutes(app, deps);
}

function lawRoutes(app: Http, deps: DeadlineRoutesDeps) {
  app.get(`${base}/rules`, { schema: { response: { 200: DeadlineRules } } }, () => listLaw(deps));
  app.post(
    `${base}/rules/:rule/:validFrom/check`,
    {
      schema: {
        params: z.object({ rule: RuleId, validFrom: PlainDate }),
        body: CheckRuleRequest,
        response: { 200: CheckedRule },
      },
    },
    (request) => {
      const { rule: id, validFrom } = request.params;
      return checkRule(deps, actorOf(request), { ...request.body, id, validFrom });
    },
  );
  app.post(
    `${base}/years/:year/check`,
    {
      schema: {
        params: z.object({ year: z.coerce.number().int().min(1990).max(2099) }),
        body: CheckYearRequest,
        response: { 200: DeadlineRules },
      },
    },
    (request) => checkYear(deps, actorOf(request), { ...request.body, year: request.params.year }),
  );
  app.post(
    `${base}/days/preview`,
    { schema: { body: PreviewDaysRequest, response: { 200: MovingTerms } } },
    (request) => previewDays(deps, actorOf(request), request.body),
  );
}

function sheetRoutes(app: Http, deps: DeadlineRoutesDeps) {
  app.get(
    `${base}/compute`,
    { schema: { querystring: ComputeDeadlineQuery, response: { 200: DeadlineSheet } } },
    (request) => computeSheet(deps, request.query),
  );
  app.get(
    `${base}/compute.pdf`,
    { schema: { ...paper, querystring: ComputeDeadlineQuery } },
    async (request, reply) => {
      const sheet = await computeSheet(deps, request.query);
      const bytes = await printSheet(deps.pdf, sheet, { head: await deps.head(), now: deps.clock.now() });
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="termen-${sheet.rule.id}-${sheet.start}.pdf"`)
        .send(bytes);
    },
  );
}

function fileRoutes(app: Http, deps: DeadlineRoutesDeps) {
  app.get(fileTerms, { schema: { params: fileParams, response: { 200: CaseTerms } } }, async (request) => ({
    items: await listCaseTerms(deps, actorOf(request), request.params.id),
  }));
  app.get(
    `${fileTerms}/:termId`,
    { schema: { params: termParams, response: { 200: TermSheet } } },
    (request) => getTermSheet(deps, actorOf(request), request.params),
  );
  app.get(
    `${fileTerms}/:termId/sheet.pdf`,
    { schema: { ...paper, params: termParams } },
    async (request, reply) => {
      const { sheet, caseFile } = await getTermSheet(deps, actorOf(request), request.params);
      const place = { head: await deps.head(), file: caseFile, now: deps.clock.now() };
      const number = caseFile.registrationNumber.replaceAll(/\D/g, '-');
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="termen-${number}.pdf"`)
        .send(await printSheet(deps.pdf, sheet, place));
    },
  );
}
