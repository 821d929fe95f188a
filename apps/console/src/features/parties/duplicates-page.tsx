import type { DuplicatePairs, PartySuggestion } from '@opis/contracts';
import { Button, buttonClass, Icon, StatePanel, Tag } from '@opis/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listDuplicatePairs } from '../../api/party-acts.ts';
import { partyLine } from '../../parts/party-line.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import './parties.css';

/** The queue of possible duplicates: each pair with what makes it one, to be compared or told apart. */
export function DuplicatesPage() {
  const t = useText();
  usePageTitle(t('duplicates.title'));
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['party-duplicates', 'pairs'],
    queryFn: ({ pageParam, signal }) => listDuplicatePairs(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const pairs = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <Link className="back-link" to="/persoane">
        <Icon name="previous" />
        {t('party.back')}
      </Link>
      <div className="page-head">
        <h1>{t('duplicates.title')}</h1>
      </div>
      <p className="second">{t('duplicates.intro')}</p>
      {error && <FailureState error={error} onRetry={() => void refetch()} />}
      {data && pairs.length === 0 && (
        <StatePanel title={t('duplicates.none-title')}>
          <p>{t('duplicates.none-body')}</p>
        </StatePanel>
      )}
      {pairs.length > 0 && (
        <>
          <p className="meta parties-count" role="status">
            {t('duplicates.count', { count: pairs.length })}
          </p>
          <ul className="sheet pairs">
            {pairs.map((pair) => (
              <PairRow key={`${pair.newer.id}-${pair.older.id}`} pair={pair} />
            ))}
          </ul>
        </>
      )}
      {hasNextPage && (
        <p className="party-more">
          <Button aria-disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('duplicates.more')}
          </Button>
        </p>
      )}
    </>
  );
}

function PairRow({ pair: { newer, older, reasons } }: { pair: DuplicatePairs['items'][number] }) {
  const t = useText();
  return (
    <li className="pair">
      <Side party={older} />
      <Side party={newer} />
      <div className="pair-why">
        {reasons.map((reason) => (
          <Tag key={reason}>{t(`party.why.${reason}`)}</Tag>
        ))}
      </div>
      <Link
        className={buttonClass({ size: 'small' })}
        to="/persoane/$id/uneste/$altul"
        params={{ id: older.id, altul: newer.id }}
        aria-label={`${t('party.compare-with', { name: older.name })}: ${newer.name}`}
      >
        {t('party.compare')}
      </Link>
    </li>
  );
}

function Side({ party }: { party: PartySuggestion }) {
  const t = useText();
  return (
    <div className="pair-side">
      <Link className="party-name" to="/persoane/$id" params={{ id: party.id }}>
        {party.name}
      </Link>
      <p className="meta">{partyLine(party) || t(`kind.${party.kind}`)}</p>
      <p className="meta">{t('counter.sender-works', { count: party.entryCount })}</p>
    </div>
  );
}
