import type { PartyPage as Party } from '@opis/contracts';
import { Icon, Tag } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { readParty } from '../../api/read-party.ts';
import { showDate, toPlainDate } from '../../parts/dates.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { MaskedCnp } from './masked-cnp.tsx';
import { PartyAccesses } from './party-accesses.tsx';
import { PartyContacts } from './party-contacts.tsx';
import { PartyDuplicates } from './party-duplicates.tsx';
import { PartyEntries } from './party-entries.tsx';
import { PartyMerged } from './party-merged.tsx';
import { PartyRepresentation } from './party-representation.tsx';
import { PartyWorks } from './party-works.tsx';
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
        <div className="sheet party-card">
          {party.maskedCnp === null && party.cui === null && party.contacts.length === 0 && (
            <p className="second">{t('party.nothing-known')}</p>
          )}
          {(party.maskedCnp !== null || party.cui !== null) && (
            <dl className="facts">
              {party.maskedCnp && (
                <Fact label={t('party.cnp')}>
                  <MaskedCnp party={party} masked={party.maskedCnp} />
                </Fact>
              )}
              {party.cui && <Fact label={t('party.cui')}>{party.cui}</Fact>}
            </dl>
          )}
          <PartyContacts party={party} />
          <PartyRepresentation party={party} />
          <PartyMerged party={party} />
          <p className="meta">{t('party.since', { date: showDate(toPlainDate(party.createdAt)) })}</p>
          <p className="meta line">
            <Icon name="seen" size={14} />
            {t('party.seen')}
          </p>
        </div>
        <div className="party-columns">
          <PartyDuplicates party={party} />
          <PartyWorks party={party} />
          <PartyEntries party={party} />
          <PartyAccesses party={party} />
        </div>
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
