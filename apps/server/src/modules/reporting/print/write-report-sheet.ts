import type { WorksReport, WorksReportRequest } from '@opis/contracts';
import { writeXlsx } from 'hucre/xlsx';
import { reportText } from '../report-texts.ts';
import { describeReport } from './describe-report.ts';
import { reportColumns, totalsOf } from './report-columns.ts';

type Made = { request: WorksReportRequest; report: WorksReport; title: string | null };

/** The report as a workbook: one sheet of figures as numbers, one that says what was asked. */
export function writeReportSheet({ request, report, title }: Made): Promise<Uint8Array> {
  const columns = reportColumns(request, report);
  const words = describeReport(request, report);
  const line = (name: string, group: Parameters<(typeof columns)[number]['of']>[0]) => [
    name,
    ...columns.map(({ of }) => of(group)),
  ];
  return writeXlsx({
    sheets: [
      {
        name: reportText('sheet.figures'),
        columns: [
          { header: reportText(`by.${request.by}`), width: 44 },
          ...columns.map(({ name }) => ({ header: name, width: 14, numFmt: '#,##0' })),
        ],
        rows: [
          ...report.groups.map((group) => line(group.name, group)),
          line(reportText('total'), totalsOf(report)),
        ],
        freezePane: { rows: 1, columns: 1 },
      },
      {
        name: reportText('sheet.about'),
        rows: [
          [title ?? words.heading],
          [words.period],
          [words.scope],
          ...(report.more > 0 ? [[reportText('more', { count: report.more })]] : []),
        ],
      },
    ],
  });
}
