import type { UnfinishedLists } from '@opis/contracts';
import { StatePanel } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listUnfinishedLists, unfinishedListUrl } from '../../api/reports.ts';
import { showDate, toPlainDate } from '../../parts/dates.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import './reports.css';

type List = UnfinishedLists['items'][number];

const months = new Intl.DateTimeFormat('ro-RO', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const showMonth = (day: string) => months.format(new Date(`${day}T00:00:00Z`));

/** The monthly lists of requests not finished 30 days after registration (M10), of the structures that one leads. */
export function UnfinishedPage() {
  const t = useText();
  usePageTitle(t('unfinished.title'));
  const { data, error, refetch } = useQuery({
    queryKey: ['unfinished-lists'],
    queryFn: ({ signal }) => listUnfinishedLists(signal),
  });
  return (
    <>
      <div className="page-head">
        <h1>{t('unfinished.title')}</h1>
        <div className="page-acts">
          <Link className="button is-normal" to="/situatii">
            {t('rail.reports')}
          </Link>
        </div>
      </div>
      <p className="second">{t('unfinished.lead')}</p>
      {error && <FailureState error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && (
        <StatePanel title={t('unfinished.none-title')}>
          <p>{t('unfinished.none-body')}</p>
        </StatePanel>
      )}
      {data && data.items.length > 0 && <Lists lists={data.items} />}
    </>
  );
}

function Lists({ lists }: { lists: readonly List[] }) {
  const t = useText();
  return (
    <div className="report-scroll">
      <table className="report-table is-lists">
        <caption className="visually-hidden">{t('unfinished.title')}</caption>
        <thead>
          <tr>
            {(['unit', 'month', 'works', 'counted', 'mailed', 'paper'] as const).map((column) => (
              <th scope="col" key={column}>
                {t(`unfinished.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lists.map((list) => (
            <tr key={list.id}>
              <th scope="row">{list.unit}</th>
              <td>{showMonth(list.month)}</td>
              <td>{list.works}</td>
              <td>{showDate(list.countedOn)}</td>
              <td>
                {list.mailedAt === null ? t('unfinished.not-mailed') : showDate(toPlainDate(list.mailedAt))}
              </td>
              <td>
                <a
                  href={unfinishedListUrl(list.id)}
                  target="_blank"
                  rel="noreferrer"
                  aria-label={t('unfinished.open-of', { unit: list.unit, month: showMonth(list.month) })}
                >
                  {t('unfinished.open')}
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
