import type { PartyEntry, PartyPage } from '@opis/contracts';
import { Button, Tag } from '@opis/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listPartyEntries } from '../../api/party-acts.ts';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';

/** Everything of this person that the reader may see, whichever of their writings it was filed under. */
export function PartyEntries({ party }: { party: PartyPage }) {
  const t = useText();
  const first = { items: party.entries, next: party.entriesNext };
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['party-entries', party.id, party.entries, party.entriesNext],
    queryFn: ({ pageParam, signal }) =>
      pageParam === null ? first : listPartyEntries(party.id, pageParam, signal),
    initialPageParam: null as string | null,
    initialData: { pages: [first], pageParams: [null] },
    getNextPageParam: (page) => page.next,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const entries = data.pages.flatMap((page) => page.items);
  return (
    <section className="sheet last" aria-labelledby="entries-title">
      <h2 className="last-title" id="entries-title">
        {t('party.entries')}{' '}
        <span className="second">{t('counter.sender-works', { count: party.entryCount })}</span>
      </h2>
      {entries.length === 0 && <p className="last-empty second">{t('party.entries-none')}</p>}
      <ul>
        {entries.map((entry) => (
          <EntryRow key={`${entry.register}-${entry.registrationNumber}`} entry={entry} />
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

function EntryRow({ entry }: { entry: PartyEntry }) {
  const t = useText();
  const { register, year, number } = entry;
  return (
    <li className={`last-row is-history${entry.state === 'annulled' ? ' is-annulled' : ''}`}>
      <Link
        className="number"
        to="/registre/$code/$year/$number"
        params={{ code: register, year: String(year), number: String(number) }}
      >
        {entry.registrationNumber}
      </Link>
      <span className="ellipsis">{entry.subject}</span>
      <span className="line">
        {entry.unit && <span className="meta">{entry.unit}</span>}
        {entry.state === 'annulled' ? (
          <Tag tone="late" icon="annulled">
            {t('party.state.annulled')}
          </Tag>
        ) : (
          <Tag tone={entry.state === 'answered' ? 'ok' : 'plain'}>{t(`party.state.${entry.state}`)}</Tag>
        )}
      </span>
    </li>
  );
}
