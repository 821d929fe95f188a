import type { WorksFigures, WorksGroup, WorksReport, WorksReportRequest } from '@opis/contracts';
import { reportText } from '../report-texts.ts';

const figures = ['all', 'open', 'closed', 'in-time', 'late', 'running', 'overdue', 'none'] as const;

/** One column of figures, on paper and in a sheet. */
export type ReportColumn = {
  name: string;
  of(group: Pick<WorksGroup, 'figures' | 'across'>): number | null;
};

/** The columns of a report: its figures, or the groups across with their sum. */
export function reportColumns({ across }: WorksReportRequest, report: WorksReport): ReportColumn[] {
  if (across === undefined)
    return [
      ...figures.map((figure) => ({
        name: reportText(`figure.${figure}`),
        of: (group: { figures: WorksFigures }) => group.figures[figure],
      })),
      { name: reportText('figure.days'), of: (group) => group.figures.days },
    ];
  return [
    ...report.columns.map(({ name }, at) => ({
      name,
      of: (group: { across: number[] }) => group.across[at] ?? 0,
    })),
    { name: reportText('figure.all'), of: (group) => group.figures.all },
  ];
}

/** The last line: of all works, not only of the groups that are shown. */
export const totalsOf = ({ totals, across }: WorksReport): Pick<WorksGroup, 'figures' | 'across'> => ({
  figures: totals,
  across,
});
