import type { PartySuggestion } from '@opis/contracts';
import { Icon, StatePanel } from '@opis/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { suggestParties } from '../../api/suggest-parties.ts';
import { MarkedText } from '../../parts/marked-text.tsx';
import { partyLine } from '../../parts/party-line.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../parts/text.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { toSought } from './parties-search.ts';
import './parties.css';

/** One base of persons and bodies, found as they are remembered. */
export function PartiesPage() {
  const t = useText();
  const search = useSearch({ from: '/persoane' });
  const { sought } = useLocation({ select: (location) => location.state });
  const q = search.q ?? sought ?? '';
  const mayMerge = useSession().permissions.includes('party.merge');
  usePageTitle(t('parties.title'));
  const { data, error, refetch } = useQuery({
    queryKey: ['party-suggestions', q],
    queryFn: ({ signal }) => suggestParties(q, signal),
    enabled: q.trim().length >= 2,
    placeholderData: keepPreviousData,
  });
  const asked = q.trim().length >= 2;
  return (
    <>
      <div className="page-head">
        <h1>{t('parties.title')}</h1>
        {mayMerge && (
          <Link className="quiet-link" to="/persoane/dubluri">
            {t('duplicates.link')}
          </Link>
        )}
      </div>
      <SearchBox q={q} />
      {error && <FailureState error={error} onRetry={() => void refetch()} />}
      {!asked && (
        <StatePanel title={t('parties.start-title')}>
          <p>{t('parties.start-body')}</p>
        </StatePanel>
      )}
      {asked && data && (
        <>
          <p className="meta parties-count" role="status">
            {t('parties.found', { count: data.items.length })}
          </p>
          {data.items.length === 0 ? (
            <StatePanel title={t('parties.none-title', { q })}>
              <p>{t('parties.none-body')}</p>
            </StatePanel>
          ) : (
            <ul className="parties sheet">
              {data.items.map((party) => (
                <PartyRow key={party.id} party={party} typed={q} />
              ))}
            </ul>
          )}
        </>
      )}
    </>
  );
}

/** What is typed goes into the address once the hands rest, so that the list can be kept and sent. */
function SearchBox({ q }: { q: string }) {
  const t = useText();
  const navigate = useNavigate();
  const [text, setText] = useState(q);
  useEffect(() => setText(q), [q]);
  useEffect(() => {
    if (text.trim() === q) return;
    const timer = setTimeout(() => {
      void navigate({ to: '/persoane', ...toSought(text), replace: true });
    }, 250);
    return () => clearTimeout(timer);
  }, [text, q, navigate]);
  return (
    <div className="parties-search">
      <div className="input-shell">
        <Icon name="search" />
        <input
          type="search"
          aria-label={t('parties.search')}
          aria-describedby="parties-hint"
          // biome-ignore lint/a11y/noAutofocus: the page is this search
          autoFocus
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <p className="field-hint" id="parties-hint">
        {t('parties.search-hint')}
      </p>
    </div>
  );
}

function PartyRow({ party, typed }: { party: PartySuggestion; typed: string }) {
  const t = useText();
  return (
    <li className="party-item">
      <Icon name={party.kind} />
      <div className="grow">
        <Link className="party-name" to="/persoane/$id" params={{ id: party.id }}>
          <MarkedText text={party.name} typed={typed} />
        </Link>
        <p className="meta">{partyLine(party) || t(`kind.${party.kind}`)}</p>
      </div>
      <span className="meta">{t('counter.sender-works', { count: party.entryCount })}</span>
    </li>
  );
}
