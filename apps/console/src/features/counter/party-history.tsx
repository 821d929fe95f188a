import type { PartySuggestion } from '@opis/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { readParty } from '../../api/read-party.ts';
import { useText } from '../../parts/text.tsx';

/** What the chosen sender sent before: often the paper in hand completes one of these. */
export function PartyHistory({ party }: { party: PartySuggestion }) {
  const t = useText();
  const { data } = useQuery({
    queryKey: ['party', party.id],
    queryFn: ({ signal }) => readParty(party.id, signal),
    staleTime: 30_000,
  });
  return (
    <section className="sheet last" aria-labelledby="history-title">
      <h2 className="last-title" id="history-title">
        {party.name} <span className="second">{t('counter.history')}</span>
      </h2>
      {data?.entries.length === 0 && <p className="last-empty second">{t('counter.history-none')}</p>}
      <ul>
        {data?.entries.slice(0, 6).map((entry) => (
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
          </li>
        ))}
      </ul>
    </section>
  );
}
