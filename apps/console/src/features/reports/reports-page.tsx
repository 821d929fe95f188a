import { StatePanel } from '@opis/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { countWorks, listReportedWorks } from '../../api/reports.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { ReportActs } from './report-acts.tsx';
import { ReportFilters } from './report-filters.tsx';
import { type ReportSearch, toReportRequest } from './report-search.ts';
import { ReportTable } from './report-table.tsx';
import { SavedReportsList } from './saved-reports-list.tsx';
import { WorksPanel } from './works-panel.tsx';
import './reports.css';

/** Works counted by what one asks; each figure opens the works that it counts. */
export function ReportsPage() {
  const t = useText();
  usePageTitle(t('reports.title'));
  const search = useSearch({ from: '/situatii' });
  const { permissions } = useSession();
  const leads = permissions.includes('case.assign') || permissions.includes('audit.read');
  const navigate = useNavigate();
  const request = toReportRequest(search, useToday());
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: ['works-report', request],
    queryFn: ({ signal }) => countWorks(request, signal),
    placeholderData: keepPreviousData,
  });
  const change = (changes: Partial<ReportSearch>) =>
    void navigate({ to: '/situatii', search: { ...search, ...changes }, replace: true });
  return (
    <>
      <div className="page-head">
        <h1>{t('reports.title')}</h1>
        <ReportActs request={request} />
      </div>
      {leads && (
        <p>
          <Link to="/situatii/nerezolvate">{t('unfinished.link')}</Link>
        </p>
      )}
      <SavedReportsList current={request} />
      <ReportFilters
        search={search}
        request={request}
        named={data?.named}
        onChange={(changes) => change({ ...changes, cifra: undefined, rand: undefined, coloana: undefined })}
      />
      {error && <FailureState error={error} onRetry={() => void refetch()} />}
      {data && data.totals.all === 0 && (
        <StatePanel title={t('reports.none-title')}>
          <p>{t('reports.none-body')}</p>
        </StatePanel>
      )}
      {data && data.totals.all > 0 && (
        <ReportTable request={request} report={data} search={search} stale={isPlaceholderData} />
      )}
      {search.cifra && (
        <WorksPanel
          heading={t('reports.behind', { figure: t(`reports.figure.${search.cifra}`) })}
          queryKey={['reported-works', request, search.cifra, search.rand, search.coloana]}
          list={(after, signal) =>
            listReportedWorks(
              { ...request, figure: search.cifra, key: search.rand, acrossKey: search.coloana, after },
              signal,
            )
          }
          onClose={() => change({ cifra: undefined, rand: undefined, coloana: undefined })}
        />
      )}
    </>
  );
}
