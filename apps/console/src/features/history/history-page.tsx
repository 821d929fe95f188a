import type { HistoryYears } from '@opis/contracts';
import { Button, Icon, StatePanel, Tag } from '@opis/ui';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { listHistory, listHistoryYears } from '../../api/history.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useRegisters } from '../../parts/reference-lists.ts';
import { useText } from '../../parts/text.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { HistoryTable } from './history-table.tsx';
import { ImportForm } from './import-form.tsx';
import './history.css';

/** The register of the time before the program, year by year; whoever may, brings a file in. */
export function HistoryPage() {
  const t = useText();
  const { code } = useParams({ from: '/registre/$code/istoric' });
  const name = useRegisters().data?.items.find((one) => one.code === code)?.name ?? code;
  usePageTitle(t('history.title'));
  const { data, error, refetch } = useQuery({
    queryKey: ['history-years', code],
    queryFn: ({ signal }) => listHistoryYears(code, signal),
  });
  return (
    <>
      <Link className="back-link" to="/registre/$code" params={{ code }}>
        <Icon name="previous" />
        {name}
      </Link>
      <div className="page-head">
        <h1>{t('history.of', { name })}</h1>
        <Tag icon="history">{t('history.tag')}</Tag>
      </div>
      <p className="second">{t('history.intro')}</p>
      {error && <FailureState error={error} onRetry={() => void refetch()} />}
      {data?.canImport && <ImportForm code={code} />}
      {data && data.items.length === 0 && (
        <StatePanel title={t('history.none-title')}>
          {data.canImport && <p>{t('history.none-body')}</p>}
        </StatePanel>
      )}
      {data && data.items.length > 0 && <YearView code={code} years={data.items} />}
    </>
  );
}

function YearView({ code, years }: { code: string; years: HistoryYears['items'] }) {
  const t = useText();
  const { an, text = '' } = useSearch({ from: '/registre/$code/istoric' });
  const year = years.find((one) => one.year === an)?.year ?? years[0]?.year ?? 0;
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['history', code, year, text],
    queryFn: ({ pageParam, signal }) =>
      listHistory(code, { year, q: text || undefined, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  const rows = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="history-tools">
        <nav className="history-years" aria-label={t('history.year')}>
          {years.map((one) => (
            <Link
              key={one.year}
              className="history-year"
              to="/registre/$code/istoric"
              params={{ code }}
              search={{ an: one.year }}
              aria-current={one.year === year ? 'page' : undefined}
            >
              {one.year} <span className="meta">{t('history.rows', { count: one.count })}</span>
            </Link>
          ))}
        </nav>
        <SearchBox code={code} year={year} text={text} />
      </div>
      {error && <FailureState error={error} onRetry={() => void refetch()} />}
      {data && rows.length === 0 && <StatePanel title={t('history.none-found', { year: String(year) })} />}
      {rows.length > 0 && <HistoryTable rows={rows} caption={t('history.caption', { year: String(year) })} />}
      {hasNextPage && (
        <p className="party-more">
          <Button aria-disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('history.more')}
          </Button>
        </p>
      )}
    </>
  );
}

function SearchBox({ code, year, text }: { code: string; year: number; text: string }) {
  const t = useText();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(text);
  useEffect(() => {
    if (typed.trim() === text) return;
    const timer = setTimeout(() => {
      const words = typed.trim();
      const search = { an: year, ...(words && { text: words }) };
      void navigate({ to: '/registre/$code/istoric', params: { code }, search, replace: true });
    }, 250);
    return () => clearTimeout(timer);
  }, [typed, text, year, code, navigate]);
  return (
    <div className="input-shell history-search">
      <Icon name="search" />
      <input
        type="search"
        aria-label={t('history.search', { year: String(year) })}
        placeholder={t('history.search-hint')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </div>
  );
}
