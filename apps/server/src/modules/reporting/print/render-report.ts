import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { formatPlainDate, type WorksReport, type WorksReportRequest } from '@opis/contracts';
import type { LegalTime } from '../../../platform/clock.ts';
import type { PdfRenderer } from '../../../platform/pdf/pdf-renderer.ts';
import { type PrintedInstitution, reportFrame } from '../../registry/index.ts';
import { reportText } from '../report-texts.ts';
import { describeReport } from './describe-report.ts';
import { reportColumns, totalsOf } from './report-columns.ts';

const { resolve } = createRequire(import.meta.url);
const readTemplate = (path: string) => readFileSync(resolve(`@opis/server/${path}`), 'utf8');
const sources = {
  'main.typ': readTemplate('modules/reporting/print/report.typ'),
  'print-library.typ': readTemplate('platform/pdf/print-library.typ'),
};

export type PrintedReport = {
  request: WorksReportRequest;
  report: WorksReport;
  title: string | null;
  /** Whose report it is. */
  by: string;
  institution: PrintedInstitution;
  written: LegalTime;
};

/** The report as tagged PDF/A: what was counted, a chart of the first rows, the table. */
export const renderReport = (pdf: PdfRenderer, made: PrintedReport): Promise<Buffer> =>
  pdf.render({ main: 'main.typ', sources, data: toReportData(made) });

/** Rows that a chart still shows well. */
const mostBars = 12;
const count = new Intl.NumberFormat('ro-RO', { maximumFractionDigits: 1 });
const show = (value: number | null) => (value === null ? '—' : count.format(value));

/** The texts that the template lays out. */
export function toReportData({ request, report, title, by, institution, written }: PrintedReport) {
  const words = describeReport(request, report);
  const columns = reportColumns(request, report);
  const most = Math.max(...report.groups.map(({ figures }) => figures.all), 1);
  return {
    ...reportFrame(institution, written, reportText),
    title: title ?? words.heading,
    heading: title ?? words.heading,
    lines: [...(title ? [words.heading] : []), words.period, words.scope],
    chart: {
      title: reportText('chart', { by: reportText(`by.${request.by}`) }),
      legend: reportText('chart.legend'),
      bars: report.groups.slice(0, mostBars).map((group) => ({
        name: group.name,
        value: show(group.figures.all),
        part: group.figures.all / most,
        late: (group.figures.overdue + group.figures.late) / most,
      })),
    },
    columns: [reportText(`by.${request.by}`), ...columns.map((column) => column.name)],
    rows: report.groups.map((group) => [group.name, ...columns.map(({ of }) => show(of(group)))]),
    totals: [reportText('total'), ...columns.map(({ of }) => show(of(totalsOf(report))))],
    more: report.more > 0 ? reportText('more', { count: report.more }) : null,
    explained: reportText('explained', { day: formatPlainDate(report.countedOn) }),
    made: reportText('made', { by }),
  };
}
