import { Readable } from 'node:stream';
import { AppError, type ExportPetitionReportRequest, type LongWork } from '@opis/contracts';
import { z } from 'zod';
import { toLegalTime } from '../../../platform/clock.ts';
import type { FileStore } from '../../../platform/files/file-store.ts';
import type { PdfRenderer } from '../../../platform/pdf/pdf-renderer.ts';
import { recordEvent } from '../../events/index.ts';
import { type Actor, resolveAccount } from '../../identity/index.ts';
import {
  beginLongWork,
  defineLongWork,
  getLongWork,
  keepMadeFile,
  type LongWorkOutcome,
} from '../../long-works/index.ts';
import type { OrganisationDirectory } from '../../organisation/index.ts';
import { printedInstitution } from '../../registry/index.ts';
import { petitionText } from '../petition-text.ts';
import { type ReportDeps, readPetitionReport } from './read-report.ts';
import { renderPetitionReport, writePetitionSheet } from './render-report.ts';

export type ExportPetitionsDeps = ReportDeps & {
  files: FileStore;
  organisation: OrganisationDirectory;
  pdf: PdfRenderer;
  publicUrl: string;
};

const Params = z.strictObject({
  username: z.string(),
  year: z.int(),
  half: z.int().min(1).max(2),
  format: z.enum(['pdf', 'xlsx']),
});
type Params = z.infer<typeof Params>;

/** The half-yearly report as a file, counted with its owner's rights of the moment in which it runs. */
export const exportPetitionReport = defineLongWork({
  name: 'petitions.export-half-year',
  schema: Params,
  run: async (deps: ExportPetitionsDeps, params: Params, work): Promise<LongWorkOutcome> => {
    const actor = await resolveAccount(deps, params.username);
    if (actor === undefined) throw new AppError('forbidden', 'identity.forbidden');
    await work.progress('counting', 0, null);
    const { year, half, format } = params;
    const report = await readPetitionReport(deps, actor, { year, half });
    const received = report.figures.find(({ group }) => group === 'received')?.count ?? 0;
    await work.progress('writing', 0, received);
    const bytes =
      format === 'xlsx'
        ? await writePetitionSheet(report)
        : await renderPetitionReport(deps.pdf, {
            report,
            by: actor.displayName,
            institution: await printedInstitution(deps),
            written: toLegalTime(deps.clock.now()),
          });
    const stem = petitionText('report.file', { year: String(year), half: String(half) });
    const file = await keepMadeFile(deps, { content: Readable.from([Buffer.from(bytes)]), stem, format });
    return {
      file,
      counts: { petitions: received },
      finish: (tx) =>
        recordEvent(tx, actor, {
          type: 'petition.report-made',
          at: deps.clock.now(),
          subjectType: 'long-work',
          subjectId: work.id,
          data: { year, half, petitions: received, sha256: file.sha256 },
        }),
    };
  },
});

/** Puts the report in line as a file; the same request again gives the same work. */
export async function requestPetitionReport(
  deps: ReportDeps,
  actor: Actor,
  { requestId, year, half, format }: ExportPetitionReportRequest,
): Promise<LongWork> {
  const now = deps.clock.now();
  const id = await deps.db.transaction().execute((tx) =>
    beginLongWork(tx, exportPetitionReport, {
      accountId: actor.accountId,
      requestId,
      params: { username: actor.username, year, half, format },
      label: { year, half, format },
      at: now,
    }),
  );
  return (await getLongWork(deps.db, { accountId: actor.accountId, id, now })).work;
}
