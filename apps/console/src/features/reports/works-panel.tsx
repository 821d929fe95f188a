import type { ReportedWorks } from '@opis/contracts';
import { Button } from '@opis/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { FailureState } from '../../parts/problem-view.tsx';
import { TermBadge } from '../../parts/term-badge.tsx';
import { useText } from '../../parts/text.tsx';
import './reports.css';

type WorksPanelProps = {
  heading: string;
  /** Names the list; another is another list, and is told as such. */
  queryKey: readonly unknown[];
  list: (after: string | undefined, signal: AbortSignal) => Promise<ReportedWorks>;
  onClose: () => void;
};

/** The works behind a figure, newest first. */
export function WorksPanel({ heading, queryKey, list, onClose }: WorksPanelProps) {
  const t = useText();
  const head = useRef<HTMLHeadingElement>(null);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => list(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const name = JSON.stringify(queryKey);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is told by moving to its heading
  useEffect(() => head.current?.focus(), [name]);
  const rows = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="reported" aria-labelledby="reported-head" aria-busy={data === undefined && !error}>
      <div className="reported-head">
        <h2 id="reported-head" ref={head} tabIndex={-1}>
          {heading}
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
            <span>{work.due && <TermBadge due={work.due} />}</span>
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
