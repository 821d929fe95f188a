import type { FoundHistory, SearchResponse } from '@opis/contracts';
import { Button, Icon, SkeletonRows, StatePanel } from '@opis/ui';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { partyLine } from '../../parts/party-line.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { useNarrow } from '../../parts/use-narrow.ts';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { useSlow } from '../../parts/use-slow.ts';
import { FacetList, HistoryFacet } from './facet-list.tsx';
import { FoundHistoryRows } from './found-history.tsx';
import { FoundRows } from './found-rows.tsx';
import { TypedText } from './found-text.tsx';
import { keptText, mayStandInAddress } from './kept-text.ts';
import { OpenedPage } from './opened-page.tsx';
import { isNarrowed, type SearchAddress } from './search-address.ts';
import './search.css';
import { SearchChips } from './search-chips.tsx';
import { SearchScope } from './search-scope.tsx';
import { useRested, useSearchPages } from './use-search.ts';

/** Finds with half a memory: one box, what was found while it is typed, why, and filters that the address keeps. */
export function SearchPage() {
  const t = useText();
  usePageTitle(t('search.title'));
  const address = useSearch({ from: '/cautare' });
  const [text, setText] = useSoughtText(address);
  const rested = useRested(text);
  const pages = useSearchPages(rested, address);
  const list = useRef<HTMLDivElement>(null);
  const first = rested.trim() === '' ? undefined : pages.data?.pages[0];
  const slow = useSlow(pages.isFetching && first === undefined);
  const toList = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault();
    list.current?.querySelector<HTMLElement>('a.found-link')?.focus();
  };
  return (
    <div className="search-page">
      <div className="page-head">
        <h1>{t('search.title')}</h1>
      </div>
      <div className="search-box">
        <div className="input-shell">
          <Icon name="search" />
          <input
            type="search"
            aria-label={t('search.label')}
            aria-describedby="search-hint"
            // biome-ignore lint/a11y/noAutofocus: the page is this search
            autoFocus
            maxLength={300}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={toList}
          />
        </div>
        <p className="field-hint" id="search-hint">
          {t('search.hint')}
        </p>
      </div>
      {pages.error && !pages.isFetching && (
        <FailureState error={pages.error} onRetry={() => void pages.refetch()} />
      )}
      {rested.trim() === '' && (
        <StatePanel title={t('search.start-title')}>
          <p>{t('search.start-body')}</p>
        </StatePanel>
      )}
      {slow && (
        <table className="search-skeleton" aria-label={t('find.typing')}>
          <tbody>
            <SkeletonRows rows={8} columns={3} />
          </tbody>
        </table>
      )}
      <OpenedPage items={pages.data?.pages.flatMap(({ entries }) => entries.items) ?? []} text={rested} />
      {first && !pages.error && (
        <div className="search-layout" ref={list}>
          <Facets first={first} address={address} />
          <div className="search-found">
            <SearchChips address={address} first={first} />
            <FoundHead first={first} text={rested} />
            <FoundParties first={first} text={rested} />
            {first.entries.items.length + first.history.items.length === 0 && (
              <NothingFound text={rested} address={address} />
            )}
            {first.entries.items.length > 0 && (
              <FoundRows items={pages.data?.pages.flatMap(({ entries }) => entries.items) ?? []} />
            )}
            {first.history.items.length > 0 && (
              <FoundInHistory
                items={pages.data?.pages.flatMap(({ history }) => history.items) ?? []}
                first={first}
                address={address}
              />
            )}
            {pages.hasNextPage && (
              <div className="search-more">
                <Button disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                  {t(pages.isFetchingNextPage ? 'search.loading-more' : 'search.more')}
                </Button>
              </div>
            )}
          </div>
        </div>
      )}
    </div>
  );
}

/** What is typed goes into the address once the hands rest, unless it may be a CNP. */
function useSoughtText(address: SearchAddress): [string, (text: string) => void] {
  const navigate = useNavigate();
  const inAddress = address.q ?? '';
  const [text, setText] = useState(() => inAddress || keptText.read());
  const written = useRef(inAddress);
  useEffect(() => {
    // Somebody went back, or came from the palette with something else.
    if (inAddress === written.current) return;
    written.current = inAddress;
    setText(inAddress || keptText.read());
  }, [inAddress]);
  useEffect(() => {
    const shown = mayStandInAddress(text) ? text.trim() : '';
    if (shown === written.current) return;
    const timer = setTimeout(() => {
      written.current = shown;
      void navigate({
        to: '/cautare',
        search: ({ q: _q, document: _document, pagina: _page, ...filters }) =>
          shown === '' ? filters : { ...filters, q: shown },
        replace: true,
      });
    }, 250);
    return () => clearTimeout(timer);
  }, [text, navigate]);
  const type = (typed: string) => {
    keptText.put(typed);
    setText(typed);
  };
  return [text, type];
}

function Facets({ first, address }: { first: SearchResponse; address: SearchAddress }) {
  const t = useText();
  const narrow = useNarrow();
  const found = first.entries.count + first.history.count;
  if (found === 0 && !isNarrowed(address)) return null;
  const list = (
    <div className="facet-lists">
      {!address.vechi && <SearchScope address={address} />}
      {first.facets && <FacetList facets={first.facets} address={address} />}
      <HistoryFacet history={first.history} address={address} />
    </div>
  );
  if (!narrow) return <aside aria-label={t('search.filters')}>{list}</aside>;
  return (
    <details className="facets-fold">
      <summary>{t('search.filters')}</summary>
      {list}
    </details>
  );
}

function FoundHead({ first, text }: { first: SearchResponse; text: string }) {
  const t = useText();
  const { inDocuments } = first.entries;
  const { count, capped } = first.entries.count === 0 ? first.history : first.entries;
  return (
    <p className={count === 0 ? 'visually-hidden' : 'meta search-count'} role="status">
      {capped ? t('search.capped', { count: String(count) }) : t('search.count', { count })}
      {inDocuments > 0 && inDocuments < count && `, ${t('search.in-documents', { count: inDocuments })}`}
      {first.read === 'similar' && `. ${t('search.similar', { text: text.trim() })}`}
    </p>
  );
}

/** Rows of the old registers: the first few beside the entries, all of them when they are asked for alone. */
function FoundInHistory({
  items,
  first,
  address,
}: {
  items: readonly FoundHistory[];
  first: SearchResponse;
  address: SearchAddress;
}) {
  const t = useText();
  const { count } = first.history;
  return (
    <section className="found-history" aria-labelledby="found-history">
      <h2 id="found-history">{t('search.history')}</h2>
      <FoundHistoryRows items={items} />
      {!address.vechi && count > items.length && (
        <Link to="/cautare" search={(before) => ({ ...(before.q && { q: before.q }), vechi: true })}>
          {t('search.history-all', { count })}
        </Link>
      )}
    </section>
  );
}

function FoundParties({ first, text }: { first: SearchResponse; text: string }) {
  const t = useText();
  if (first.parties.length === 0) return null;
  return (
    <section className="found-parties" aria-label={t('search.parties')}>
      {first.parties.slice(0, 4).map((party) => (
        <Link className="found-party" key={party.id} to="/persoane/$id" params={{ id: party.id }}>
          <Icon name={party.kind} />
          <span>
            <TypedText text={party.name} typed={text} />
            <span className="second">
              {' '}
              {[partyLine(party).split(' · ')[0], t('counter.sender-works', { count: party.entryCount })]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
        </Link>
      ))}
    </section>
  );
}

function NothingFound({ text, address }: { text: string; address: SearchAddress }) {
  const t = useText();
  const navigate = useNavigate();
  const narrowed = isNarrowed(address);
  const clear = () =>
    void navigate({ to: '/cautare', search: address.q === undefined ? {} : { q: address.q } });
  return (
    <StatePanel
      title={t('search.none-title', { text: text.trim() })}
      actions={narrowed && <Button onClick={clear}>{t('search.clear')}</Button>}
    >
      <p>{t(narrowed ? 'search.none-filtered' : 'search.none-body')}</p>
    </StatePanel>
  );
}
