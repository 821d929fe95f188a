import type { PetitionFigure } from '@opis/contracts';
import { Button } from '@opis/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listPetitionFiles } from '../../api/petitions.ts';
import { showDate } from '../../parts/dates.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { petitionKeys } from './petition-keys.ts';

type FigureFilesProps = {
  year: number;
  half: 1 | 2;
  figure: PetitionFigure;
  /** Only those of the figure that are past their term. */
  late: boolean;
  onClose: () => void;
};

/** The very petitions that a figure counts. */
export function FigureFiles({ year, half, figure, late, onClose }: FigureFilesProps) {
  const t = useText();
  const { group, code, name } = figure;
  const heading = late
    ? t('petition-report.open-late', { name, count: figure.late })
    : t('petition-report.open-figure', { name, count: figure.count });
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: [...petitionKeys.report(year, half), 'files', group, code, late],
    queryFn: ({ pageParam, signal }) =>
      listPetitionFiles({ year, half, group, code, after: pageParam, ...(late && { late }) }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-label={heading}>
      <div className="page-head">
        <h2>{heading}</h2>
        <Button size="small" onClick={onClose}>
          {t('petition-report.close')}
        </Button>
      </div>
      {error && <FailureState error={error} onRetry={() => void refetch()} />}
      <ul className="body-list">
        {items.map((item) => (
          <li key={item.id}>
            <div>
              <p>
                <Link to="/lucrari/$id" params={{ id: item.id }}>
                  {item.registrationNumber}
                </Link>{' '}
                {item.subject}
              </p>
              <p className="second">{item.issuer}</p>
            </div>
            <span className="second">{item.dueOn && showDate(item.dueOn)}</span>
          </li>
        ))}
      </ul>
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>{t('petition-report.more')}</Button>}
    </section>
  );
}
