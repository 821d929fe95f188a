import { type SavedReport, WorksReportRequest } from '@opis/contracts';
import { Button } from '@opis/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listSavedReports, removeReport } from '../../api/reports.ts';
import { showDate } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import { toReportSearch } from './report-search.ts';

export const savedReportsKey = ['saved-reports'] as const;

/** What this person keeps: one key away; with a rhythm, when it comes next. */
export function SavedReportsList({ current }: { current: WorksReportRequest }) {
  const t = useText();
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey: savedReportsKey, queryFn: ({ signal }) => listSavedReports(signal) });
  const removing = useMutation({
    mutationFn: removeReport,
    onSettled: () => queries.invalidateQueries({ queryKey: savedReportsKey }),
  });
  if (!data || data.items.length === 0) return null;
  return (
    <nav className="saved-reports" aria-label={t('reports.saved')}>
      {data.items.map((report) => (
        <span className="saved-report" key={report.id}>
          <Link
            to="/situatii"
            search={toReportSearch(report.request)}
            aria-current={isSame(report, current) ? 'page' : undefined}
          >
            {report.title}
          </Link>
          {report.nextOn && (
            <span className="meta">{t('reports.next-on', { day: showDate(report.nextOn) })}</span>
          )}
          <Button
            kind="quiet"
            icon="remove"
            aria-label={t('reports.forget', { title: report.title })}
            onClick={() => removing.mutate(report.id)}
          />
        </span>
      ))}
    </nav>
  );
}

const isSame = ({ request }: SavedReport, current: WorksReportRequest) =>
  JSON.stringify(WorksReportRequest.parse(request)) ===
  JSON.stringify(WorksReportRequest.parse(JSON.parse(JSON.stringify(current))));
