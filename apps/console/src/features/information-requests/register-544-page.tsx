import { type InformationRegisterRow, InformationResult } from '@opis/contracts';
import { Button, SkeletonRows, StatePanel, Tag } from '@opis/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { listInformationRequests } from '../../api/information-requests.ts';
import { showDate } from '../../parts/dates.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { ComplainDialog } from './complain-dialog.tsx';
import { useMayRegister } from './use-may-register.ts';
import './information.css';
import { InformationExports, InformationTabs, YearPick } from './information-tools.tsx';

const answers = [...InformationResult.options, 'open'] as const;

/** The register of requests and answers of a year (INF-14): newest first; each row opens its file. */
export function Register544Page() {
  const t = useText();
  usePageTitle(t('info.register-title'));
  const today = useToday();
  const { an: year = Number(today.slice(0, 4)), raspuns: result } = useSearch({ from: '/544' });
  const navigate = useNavigate();
  const mayRegister = useMayRegister();
  const page = useInfiniteQuery({
    queryKey: ['information-requests', 'register', year, result],
    queryFn: ({ pageParam, signal }) => listInformationRequests({ year, result, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const [complained, setComplained] = useState<InformationRegisterRow | null>(null);
  const rows = page.data?.pages.flatMap(({ items }) => items) ?? [];
  const [first] = page.data?.pages ?? [];
  const change = (search: { an?: number; raspuns?: (typeof answers)[number] }) =>
    void navigate({ to: '/544', search: { an: year, raspuns: result, ...search }, replace: true });
  return (
    <>
      <div className="page-head">
        <h1>{t('info.register-title')}</h1>
        <InformationExports what="register" year={year} />
      </div>
      <InformationTabs verbal={mayRegister} />
      <div className="info-tools">
        <YearPick year={year} today={today} onChange={(an) => change({ an })} />
        <label className="year-pick">
          <span>{t('info.answer')} </span>
          <select
            className="input"
            value={result ?? ''}
            onChange={(event) => {
              const chosen = answers.find((each) => each === event.target.value);
              void navigate({
                to: '/544',
                search: { an: year, ...(chosen && { raspuns: chosen }) },
                replace: true,
              });
            }}
          >
            <option value="">{t('info.all')}</option>
            {answers.map((each) => (
              <option key={each} value={each}>
                {t(`info.result.${each}`)}
              </option>
            ))}
          </select>
        </label>
        {first && <p className="meta">{t('info.counts', { open: first.open, late: first.late })}</p>}
      </div>
      {page.error && <FailureState error={page.error} onRetry={() => void page.refetch()} />}
      {page.isPending && <SkeletonRows rows={8} columns={6} />}
      {page.data && rows.length === 0 && (
        <StatePanel title={t('info.none-title')}>
          <p>{t('info.none-body')}</p>
        </StatePanel>
      )}
      {rows.length > 0 && (
        <div className="info-scroll">
          <table className="info-register">
            <caption className="visually-hidden">{t('info.register-title')}</caption>
            <thead>
              <tr>
                {(['number', 'issuer', 'information', 'domain', 'answer', 'due', 'answered'] as const).map(
                  (head) => (
                    <th scope="col" key={head}>
                      {t(`info.head.${head}`)}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td>
                    <Link
                      className="number"
                      to="/lucrari/$id"
                      params={{ id: row.id }}
                      search={{ fila: 'date' }}
                      preload={false}
                    >
                      {row.registrationNumber}
                    </Link>
                    <br />
                    <span className="meta">{t(`info.form.${row.form}`)}</span>
                  </td>
                  <td>{row.issuer}</td>
                  <td>{row.information}</td>
                  <td>{row.domain ? t(`info.domain.${row.domain}`) : '—'}</td>
                  <td>
                    {row.result ? t(`info.result.${row.result}`) : t('info.result.open')}
                    {row.grounds.length > 0 && <span className="meta"> {row.grounds.join('; ')}</span>}
                    {row.complaints > 0 && (
                      <Tag tone="warn">{t('info.complained', { count: row.complaints })}</Tag>
                    )}
                  </td>
                  <td className="info-nowrap">{row.dueOn ? showDate(row.dueOn) : '—'}</td>
                  <td className="info-nowrap">
                    {row.resultOn ? showDate(row.resultOn) : '—'}{' '}
                    {row.late && <Tag tone="late">{t('info.passed')}</Tag>}
                    {mayRegister && isComplainable(row) && (
                      <Button size="small" kind="quiet" onClick={() => setComplained(row)}>
                        {t('info.complain-short')}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {complained && (
        <ComplainDialog
          request={complained}
          onDone={() => {
            setComplained(null);
            showToast(t('info.done.complain'));
          }}
          onClose={() => setComplained(null)}
        />
      )}
      {page.hasNextPage && (
        <p className="info-tools">
          <Button onClick={() => void page.fetchNextPage()}>{t('info.more')}</Button>
        </p>
      )}
    </>
  );
}

// After a refusal, whole or in part, or once the term has passed without an answer (art. 21).
const isComplainable = ({ result, late }: InformationRegisterRow) =>
  result === 'refused' || result === 'partial' || (result === null && late);
