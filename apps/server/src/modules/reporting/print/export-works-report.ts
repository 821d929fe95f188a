import { Readable } from 'node:stream';
import { AppError, Id, ReportFormat, type WorksReport, WorksReportRequest } from '@opis/contracts';
import { z } from 'zod';
import { toLegalTime } from '../../../platform/clock.ts';
import type { FileStore } from '../../../platform/files/file-store.ts';
import type { PdfRenderer } from '../../../platform/pdf/pdf-renderer.ts';
import { recordEvent } from '../../events/index.ts';
import { type Actor, resolveAccount } from '../../identity/index.ts';
import { defineLongWork, keepMadeFile, type LongWorkOutcome } from '../../long-works/index.ts';
import type { OrganisationDirectory } from '../../organisation/index.ts';
import { printedInstitution } from '../../registry/index.ts';
import { reportText } from '../report-texts.ts';
import { getSavedReport } from '../saved/saved-reports.ts';
import { countWorks, type ReportDeps } from '../works/count-works.ts';
import { renderReport } from './render-report.ts';
import { writeReportSheet } from './write-report-sheet.ts';

export type ExportReportDeps = ReportDeps & {
  files: FileStore;
  organisation: OrganisationDirectory;
  pdf: PdfRenderer;
  publicUrl: string;
};

const Params = z.strictObject({
  username: z.string(),
  request: WorksReportRequest,
  format: ReportFormat,
  saved: Id.optional(),
});
type ExportParams = z.infer<typeof Params>;

/** A report as a file: counted with its owner's rights of the moment in which it runs. */
export const exportWorksReport = defineLongWork({
  name: 'reporting.export-works',
  schema: Params,
  run: async (deps: ExportReportDeps, params: ExportParams, work): Promise<LongWorkOutcome> => {
    const actor = await resolveAccount(deps, params.username);
    if (actor === undefined) throw new AppError('forbidden', 'identity.forbidden');
    await work.progress('counting', 0, null);
    const report = await countWorks(deps, actor, params.request, { patient: true });
    if (report.totals.all === 0) throw new AppError('conflict', 'report.nothing');
    await work.progress('writing', 0, null);
    const bytes = await write(deps, actor, { params, report });
    const { from, to } = params.request.question;
    const file = await keepMadeFile(deps, {
      ...{ content: Readable.from([Buffer.from(bytes)]), format: params.format },
      stem: reportText('file', { from, to }),
    });
    return {
      file,
      counts: { works: report.totals.all, groups: report.groups.length },
      finish: (tx) =>
        recordEvent(tx, actor, {
          type: 'report.made',
          at: deps.clock.now(),
          subjectType: 'long-work',
          subjectId: work.id,
          data: { by: params.request.by, works: report.totals.all, sha256: file.sha256 },
        }),
    };
  },
});

type Written = { params: ExportParams; report: WorksReport };

async function write(deps: ExportReportDeps, actor: Actor, { params, report }: Written): Promise<Uint8Array> {
  const title = params.saved === undefined ? null : (await getSavedReport(deps, actor, params.saved)).title;
  const made = { request: params.request, report, title, by: actor.displayName };
  if (params.format === 'xlsx') return writeReportSheet(made);
  return renderReport(deps.pdf, {
    ...made,
    institution: await printedInstitution(deps),
    written: toLegalTime(deps.clock.now()),
  });
}
