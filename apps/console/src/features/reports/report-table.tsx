import type { WorksFigure, WorksGroup, WorksReport, WorksReportRequest } from '@opis/contracts';
import { Link } from '@tanstack/react-router';
import { Bar } from '../../parts/bar.tsx';
import { showDate } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import type { ReportSearch } from './report-search.ts';

type ReportTableProps = {
  request: WorksReportRequest;
  report: WorksReport;
  search: ReportSearch;
  /** The answer to the question before. */
  stale: boolean;
};

const figures = ['all', 'open', 'closed', 'in-time', 'late', 'running', 'overdue', 'none'] as const;

/** A row a group, a bar from zero beside its name; each figure is a link to its works. */
export function ReportTable({ request, report, search, stale }: ReportTableProps) {
  const t = useText();
  const most = Math.max(...report.groups.map(({ figures: { all } }) => all), 1);
  const isAcross = request.across !== undefined;
  const heads = isAcross
    ? report.columns.map(({ name }) => name)
    : figures.slice(1).map((figure) => t(`reports.figure.${figure}`));
  return (
    <section className={stale ? 'report is-stale' : 'report'} aria-busy={stale}>
      <div className="report-scroll">
        <table className="report-table">
          <caption className="visually-hidden">{t('reports.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t(`reports.by.${request.by}`)}</th>
              <th scope="col" className="report-bar-head">
                <span className="visually-hidden">{t('reports.bar')}</span>
              </th>
              <th scope="col">{t('reports.figure.all')}</th>
              {heads.map((head) => (
                <th scope="col" key={head}>
                  {head}
                </th>
              ))}
              {!isAcross && <th scope="col">{t('reports.figure.days')}</th>}
            </tr>
          </thead>
          <tbody>
            {report.groups.map((group) => (
              <tr key={group.key}>
                <th scope="row">{group.name}</th>
                <td className="report-bar-cell">
                  <Bar
                    all={group.figures.all / most}
                    late={(group.figures.late + group.figures.overdue) / most}
                  />
                </td>
                <Cells group={group} report={report} search={search} isAcross={isAcross} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {t('reports.total')}
              </th>
              <Totals report={report} search={search} isAcross={isAcross} />
            </tr>
          </tfoot>
        </table>
      </div>
      <p className="meta">
        {t('reports.counted-on', { day: showDate(report.countedOn) })}{' '}
        {report.more > 0 && t('reports.more', { count: report.more })}
      </p>
    </section>
  );
}

type CellsProps = { group: WorksGroup; report: WorksReport; search: ReportSearch; isAcross: boolean };

function Cells({ group, report, search, isAcross }: CellsProps) {
  return (
    <>
      <Figure
        count={group.figures.all}
        search={{ ...search, cifra: 'all', rand: group.key, coloana: undefined }}
      />
      {isAcross
        ? report.columns.map(({ key }, at) => (
            <Figure
              key={key}
              count={group.across[at] ?? 0}
              search={{ ...search, cifra: 'all', rand: group.key, coloana: key }}
            />
          ))
        : figures
            .slice(1)
            .map((figure) => (
              <Figure
                key={figure}
                count={group.figures[figure]}
                late={figure === 'overdue'}
                search={{ ...search, cifra: figure, rand: group.key, coloana: undefined }}
              />
            ))}
      {!isAcross && <td>{showDays(group.figures.days)}</td>}
    </>
  );
}

function Totals({ report, search, isAcross }: Omit<CellsProps, 'group'>) {
  const shown: readonly WorksFigure[] = isAcross ? ['all'] : figures;
  return (
    <>
      {shown.map((figure) => (
        <Figure
          key={figure}
          count={report.totals[figure]}
          search={{ ...search, cifra: figure, rand: undefined, coloana: undefined }}
        />
      ))}
      {isAcross ? (
        report.columns.map(({ key }, at) => (
          <Figure
            key={key}
            count={report.across[at] ?? 0}
            search={{ ...search, cifra: 'all', rand: undefined, coloana: key }}
          />
        ))
      ) : (
        <td>{showDays(report.totals.days)}</td>
      )}
    </>
  );
}

type FigureProps = {
  count: number;
  search: { [Key in keyof ReportSearch]: ReportSearch[Key] | undefined };
  late?: boolean;
};

function Figure({ count, search, late = false }: FigureProps) {
  if (count === 0) return <td className="report-nothing">0</td>;
  return (
    <td>
      <Link
        className={late ? 'report-figure is-late' : 'report-figure'}
        to="/situatii"
        search={search}
        replace
      >
        {numbers.format(count)}
      </Link>
    </td>
  );
}

const numbers = new Intl.NumberFormat('ro-RO', { maximumFractionDigits: 1 });
const showDays = (days: number | null) => (days === null ? '—' : numbers.format(days));
