import type { CaseFileRow, PartyPage } from '@opis/contracts';
import { Button, Tag } from '@opis/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listCaseFiles } from '../../api/list-case-files.ts';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { useWhere } from '../works/acts/case-conflict.tsx';

/** The case files of this person that the reader may see, and how each stands: with whom it is, or how it was closed. */
export function PartyWorks({ party }: { party: PartyPage }) {
  const t = useText();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['case-files', 'of-party', party.id],
    queryFn: ({ pageParam, signal }) =>
      listCaseFiles({ queue: 'recent', party: party.id, limit: 20, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const works = data?.pages.flatMap((page) => page.items) ?? [];
  if (!error && works.length === 0) return null;
  return (
    <section className="sheet last" aria-labelledby="works-title">
      <h2 className="last-title" id="works-title">
        {t('party.works')}
      </h2>
      <ul>
        {works.map((work) => (
          <WorkRow key={work.id} work={work} />
        ))}
      </ul>
      {error && <FailureBand error={error} />}
      {hasNextPage && (
        <p className="party-more">
          <Button aria-disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('party.entries-more')}
          </Button>
        </p>
      )}
    </section>
  );
}

function WorkRow({ work }: { work: CaseFileRow }) {
  const t = useText();
  const where = useWhere(work);
  return (
    <li className="last-row is-history">
      <Link className="number" to="/lucrari/$id" params={{ id: work.id }}>
        {work.registrationNumber}
      </Link>
      <span className="ellipsis">{work.subject}</span>
      <span className="line">
        {work.outcome === null ? (
          <Tag tone="blue">{where}</Tag>
        ) : (
          <Tag tone={work.outcome === 'annulled' ? 'late' : 'ok'}>{t(`outcome.${work.outcome}`)}</Tag>
        )}
      </span>
    </li>
  );
}
