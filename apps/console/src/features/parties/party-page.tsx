import { formatPhone, type PartyPage as Party } from '@opis/contracts';
import { Icon, Tag } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { readParty } from '../../api/read-party.ts';
import { showDate, toPlainDate } from '../../parts/dates.ts';
import { partyLine } from '../../parts/party-line.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { MaskedCnp } from './masked-cnp.tsx';
import './parties.css';

/** Who it is and what they sent; opening it leaves an access record, and says so. */
export function PartyPage() {
  const t = useText();
  const { id } = useParams({ from: '/persoane/$id' });
  const { data, error, refetch } = useQuery({
    queryKey: ['party', id],
    queryFn: ({ signal }) => readParty(id, signal),
  });
  usePageTitle(data?.name ?? t('parties.title'));
  return (
    <>
      <Link className="back-link" to="/persoane">
        <Icon name="previous" />
        {t('party.back')}
      </Link>
      {error && <FailureState error={error} onRetry={() => void refetch()} />}
      {data && <PartyView party={data} />}
    </>
  );
}

function PartyView({ party }: { party: Party }) {
  const t = useText();
  return (
    <>
      <div className="page-head">
        <h1 className="party-title">{party.name}</h1>
        <Tag icon={party.kind}>{t(`kind.${party.kind}`)}</Tag>
      </div>
      <div className="party-grid">
        <section className="sheet party-card" aria-label={party.name}>
          {!partyLine(party) && <p className="second">{t('party.nothing-known')}</p>}
          <dl className="facts">
            {party.maskedCnp && (
              <Fact label={t('party.cnp')}>
                <MaskedCnp party={party} masked={party.maskedCnp} />
              </Fact>
            )}
            {party.cui && <Fact label={t('party.cui')}>{party.cui}</Fact>}
            {party.phone && <Fact label={t('party.phone')}>{formatPhone(party.phone)}</Fact>}
            {party.email && <Fact label={t('party.email')}>{party.email}</Fact>}
            {party.address && <Fact label={t('party.address')}>{party.address}</Fact>}
          </dl>
          <p className="meta">{t('party.since', { date: showDate(toPlainDate(party.createdAt)) })}</p>
          <p className="meta line">
            <Icon name="seen" size={14} />
            {t('party.seen')}
          </p>
        </section>
        <PartyEntries party={party} />
      </div>
    </>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function PartyEntries({ party }: { party: Party }) {
  const t = useText();
  return (
    <section className="sheet last" aria-labelledby="entries-title">
      <h2 className="last-title" id="entries-title">
        {t('party.entries')}{' '}
        <span className="second">{t('counter.sender-works', { count: party.entries.length })}</span>
      </h2>
      {party.entries.length === 0 && <p className="last-empty second">{t('party.entries-none')}</p>}
      <ul>
        {party.entries.map((entry) => (
          <li
            className={`last-row is-history${entry.status === 'annulled' ? ' is-annulled' : ''}`}
            key={`${entry.register}-${entry.registrationNumber}`}
          >
            <Link
              className="number"
              to="/registre/$code/$year/$number"
              params={{ code: entry.register, year: String(entry.year), number: String(entry.number) }}
            >
              {entry.registrationNumber}
            </Link>
            <span className="ellipsis">{entry.subject}</span>
            {entry.status === 'annulled' && (
              <Tag tone="late" icon="annulled">
                {t('book.annulled')}
              </Tag>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
