import type { PartyPage } from '@opis/contracts';
import { Icon } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { listPartyAccesses } from '../../api/party-acts.ts';
import { showInstant } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';

/** Who opened this page or saw the CNP, newest first. */
export function PartyAccesses({ party }: { party: PartyPage }) {
  const t = useText();
  const { data } = useQuery({
    queryKey: ['party-accesses', party.id],
    queryFn: ({ signal }) => listPartyAccesses(party.id, signal),
  });
  if (!data) return null;
  return (
    <details className="sheet party-lookers">
      <summary>
        <Icon name="seen" size={14} />
        {t('party.lookers')} <span className="second">{data.items.length}</span>
      </summary>
      <ul>
        {data.items.map((access) => (
          <li className="looker" key={`${access.at}-${access.by}-${access.kind}`}>
            <span>
              <b className="strong">{access.by}</b>{' '}
              {t(`party.looked.${access.kind}`, { purpose: access.purpose })}
            </span>
            <span className="meta">{showInstant(access.at)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
