import type { WorksFigure, WorksReportRequest } from '@opis/contracts';
import { Button } from '@opis/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { listReportedWorks } from '../../api/reports.ts';
import { showDate } from '../../parts/dates.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';

type ReportedWorksPanelProps = {
  request: WorksReportRequest;
  figure: WorksFigure;
  row: string | undefined;
  column: string | undefined;
  onClose: () => void;
};

/** The works behind a figure, newest first. */
export function ReportedWorksPanel({ request, figure, row, column, onClose }: ReportedWorksPanelProps) {
  const t = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['reported-works', request, figure, row, column],
    queryFn: ({ pageParam, signal }) =>
      listReportedWorks({ ...request, figure, key: row, acrossKey: column, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another figure is another list, and is told as such
  useEffect(() => heading.current?.focus(), [figure, row, column]);
  const rows = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="reported" aria-labelledby="reported-head">
      <div className="reported-head">
        <h2 id="reported-head" ref={heading} tabIndex={-1}>
          {t('reports.behind', { figure: t(`reports.figure.${figure}`) })}
        </h2>
        <Button kind="quiet" icon="close" onClick={onClose}>
          {t('reports.close')}
        </Button>
      </div>
      {error && <FailureState error={error} onRetry={() => void refetch()} />}
      <ul className="reported-list">
        {rows.map((work) => (
          <li key={work.id}>
            <Link className="number" to="/lucrari/$id" params={{ id: work.id }}>
              {work.registrationNumber}
            </Link>
            <span className="ellipsis" title={work.subject}>
              {work.subject}
            </span>
            <span className="second ellipsis">{work.issuer}</span>
            <span className="second ellipsis">{work.handler?.name ?? work.unit?.shortName ?? ''}</span>
            <span className="meta">{work.due ? showDate(work.due.on) : ''}</span>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button aria-disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('reports.more-works')}
        </Button>
      )}
    </section>
  );
}
