import { Readable } from 'node:stream';
import { AppError, type ExportInformationRequest, type LongWork } from '@opis/contracts';
import { sql } from 'kysely';
import { z } from 'zod';
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
  type RunningWork,
} from '../../long-works/index.ts';
import { readEntryReach } from '../../registry/index.ts';
import type { InformationDeps } from '../information-deps.ts';
import { informationText } from '../information-text.ts';
import { readRows } from '../views/list-register.ts';
import { type PaperDeps, printRegister, printReport } from './print-information.ts';
import { factsCte, todayOf } from './request-facts.ts';
import { registerSheet, reportSheet } from './write-sheets.ts';
import { getYearlyReport, requireScope } from './yearly-report.ts';

const Params = z.strictObject({
  username: z.string(),
  what: z.enum(['register', 'report']),
  year: z.int(),
  format: z.enum(['pdf', 'xlsx']),
});
type Params = z.infer<typeof Params>;

/** What writing the papers needs; `pdf` is a renderer of its own. */
export type ExportInformationDeps = Pick<InformationDeps, 'db' | 'clock' | 'registers'> &
  PaperDeps & { files: FileStore; pdf: PdfRenderer };

/** The most rows of the register that one paper takes. */
const mostRows = 20_000;

/** Register of requests (INF-14) or yearly report (INF-15) of a year, as PDF/A or XLSX; rights are those of its running. */
export const exportInformation = defineLongWork({
  name: 'information-requests.export',
  schema: Params,
  run: async (deps: ExportInformationDeps, params: Params, work): Promise<LongWorkOutcome> => {
    const actor = await resolveAccount(deps, params.username);
    if (actor === undefined) throw new AppError('forbidden', 'information-report.no-right');
    const { bytes, rows } = await (params.what === 'report' ? makeReport : makeRegister)(
      deps,
      actor,
      params,
      work,
    );
    const { what, year, format } = params;
    const stem = informationText(`file.${what}`, { year: String(year) });
    const file = await keepMadeFile(deps, { content: Readable.from([bytes]), stem, format });
    return {
      file,
      counts: { rows },
      finish: (tx) =>
        recordEvent(tx, actor, {
          ...{
            type: 'information-report.exported',
            at: deps.clock.now(),
            subjectType: 'long-work',
            subjectId: work.id,
          },
          data: { what, year, format, rows, sha256: file.sha256 },
        }),
    };
  },
  mayOpen: async (deps: ExportInformationDeps, actor: Actor, { what, year }: Params) =>
    what === 'register' ||
    (await requireScope(deps, actor, year).then(
      () => true,
      () => false,
    )),
});

type Made = { bytes: Buffer; rows: number };
type Maker = (deps: ExportInformationDeps, actor: Actor, params: Params, work: RunningWork) => Promise<Made>;

const makeReport: Maker = async (deps, actor, { year, format }, work) => {
  await work.progress('reading', 0, null);
  const report = await getYearlyReport(deps, actor, year);
  await work.progress('writing', 0, null);
  const bytes = format === 'pdf' ? await printReport(deps, report) : await reportSheet(report);
  return { bytes, rows: report.sections.reduce((sum, { lines }) => sum + lines.length, 0) };
};

const makeRegister: Maker = async (deps, actor, { year, format }, work) => {
  await work.progress('reading', 0, null);
  const { rowVisible: visible } = await readEntryReach(deps, actor);
  const facts = factsCte({ year, visible, today: todayOf(deps.clock) });
  const rows = await readRows(deps.db, facts, { where: sql`true`, limit: mostRows, ascending: true });
  await work.progress('writing', 0, rows.length);
  const bytes = format === 'pdf' ? await printRegister(deps, { year, rows }) : await registerSheet(rows);
  return { bytes, rows: rows.length };
};

/** Puts the paper of a year in line. Throws `information-report.no-right` for a report. */
export async function requestInformationExport(
  deps: Pick<InformationDeps, 'db' | 'clock' | 'registers'>,
  actor: Actor,
  { requestId, format, what, year }: ExportInformationRequest & { what: 'register' | 'report'; year: number },
): Promise<LongWork> {
  if (what === 'report') await requireScope(deps, actor, year);
  const at = deps.clock.now();
  const id = await deps.db.transaction().execute((tx) =>
    beginLongWork(tx, exportInformation, {
      ...{ accountId: actor.accountId, requestId, at },
      params: { username: actor.username, what, year, format },
      label: { what, year, format },
    }),
  );
  return (await getLongWork(deps.db, { accountId: actor.accountId, id, now: at })).work;
}
