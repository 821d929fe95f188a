import type { ExportWorksReportRequest, LongWork, ReportFormat, WorksReportRequest } from '@opis/contracts';
import type { Actor } from '../../identity/index.ts';
import { beginLongWork, getLongWork } from '../../long-works/index.ts';
import { getSavedReport } from '../saved/saved-reports.ts';
import { type ReportDeps, requireSense } from '../works/count-works.ts';
import { exportWorksReport } from './export-works-report.ts';

/** Puts a report in line as a file. Errors: `report.period`, `report.same-grouping`, `report.not-found`. */
export async function requestWorksReport(
  deps: ReportDeps,
  actor: Actor,
  { requestId, saved, format, ...request }: ExportWorksReportRequest,
): Promise<LongWork> {
  requireSense(request);
  if (saved !== undefined) await getSavedReport(deps, actor, saved);
  const now = deps.clock.now();
  const id = await deps.db.transaction().execute((tx) =>
    beginLongWork(tx, exportWorksReport, {
      accountId: actor.accountId,
      requestId,
      params: { username: actor.username, request, format, saved },
      label: toLabel(request, format),
      at: now,
    }),
  );
  return (await getLongWork(deps.db, { accountId: actor.accountId, id, now })).work;
}

/** What its line says among the works in the background. */
export const toLabel = ({ question, by }: WorksReportRequest, format: ReportFormat): LongWork['label'] => ({
  by,
  from: question.from,
  to: question.to,
  format,
});
