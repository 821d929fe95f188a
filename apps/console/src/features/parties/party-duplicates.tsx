import type { PartyPage } from '@opis/contracts';
import { buttonClass, Tag } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listPartyDuplicates } from '../../api/party-acts.ts';
import { partyLine } from '../../parts/party-line.ts';
import { useText } from '../../parts/text.tsx';

/** Others that may be the same person, and why they are thought to be. */
export function PartyDuplicates({ party }: { party: PartyPage }) {
  const t = useText();
  const { data } = useQuery({
    queryKey: ['party-duplicates', party.id],
    queryFn: ({ signal }) => listPartyDuplicates(party.id, signal),
    enabled: party.actions.includes('merge'),
  });
  if (!data || data.items.length === 0) return null;
  return (
    <section className="sheet last" aria-labelledby="alike-title">
      <h2 className="last-title" id="alike-title">
        {t('party.duplicates')}
      </h2>
      <ul>
        {data.items.map(({ party: other, reasons }) => (
          <li className="party-item" key={other.id}>
            <div className="grow">
              <Link className="party-name" to="/persoane/$id" params={{ id: other.id }}>
                {other.name}
              </Link>
              <p className="meta">{partyLine(other) || t(`kind.${other.kind}`)}</p>
              <p className="line">
                {reasons.map((reason) => (
                  <Tag key={reason}>{t(`party.why.${reason}`)}</Tag>
                ))}
              </p>
            </div>
            <Link
              className={buttonClass({ size: 'small' })}
              to="/persoane/$id/uneste/$altul"
              params={{ id: party.id, altul: other.id }}
              aria-label={t('party.compare-with', { name: other.name })}
            >
              {t('party.compare')}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
