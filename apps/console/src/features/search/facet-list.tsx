import type { FacetValue, SearchFacets, SearchResponse } from '@opis/contracts';
import { Icon } from '@opis/ui';
import { Link } from '@tanstack/react-router';
import { type MessageId, useText } from '../../parts/text.tsx';
import type { SearchAddress } from './search-address.ts';

type Filter = 'an' | 'compartiment' | 'registru' | 'canal' | 'fel' | 'stare';

/** Facets in the order in which they are shown, and the filter of the address that each sets. */
export const facetFilters: readonly { facet: keyof SearchFacets; filter: Filter }[] = [
  { facet: 'year', filter: 'an' },
  { facet: 'unit', filter: 'compartiment' },
  { facet: 'register', filter: 'registru' },
  { facet: 'channel', filter: 'canal' },
  { facet: 'direction', filter: 'fel' },
  { facet: 'status', filter: 'stare' },
];

/** How much of it is in the old registers, which are asked apart: they know nothing of the other facets but the year. */
export function HistoryFacet({ history, address }: HistoryFacetProps) {
  const t = useText();
  const chosen = address.vechi === true;
  if (history.count === 0 && !chosen) return null;
  const { vechi: _, document: _document, pagina: _page, ...others } = address;
  const { q, an, registru } = address;
  const alone = { ...(q && { q }), ...(an && { an }), ...(registru && { registru }), vechi: true as const };
  const name = t('search.history');
  return (
    <section className="facet">
      <h2>{t('search.facet.history')}</h2>
      <Link
        className="facet-link"
        to="/cautare"
        search={chosen ? others : alone}
        replace
        data-chosen={chosen || undefined}
        aria-label={chosen ? t('search.facet-remove', { name }) : undefined}
      >
        <span className="facet-name">{name}</span>
        {chosen ? (
          <Icon name="close" size={14} />
        ) : (
          <span className="meta">{history.capped ? `${history.count}+` : history.count}</span>
        )}
      </Link>
    </section>
  );
}

type HistoryFacetProps = { history: SearchResponse['history']; address: SearchAddress };

/** What was found, counted by what may be told of it; each count is a filter, kept in the address. */
export function FacetList({ facets, address }: { facets: SearchFacets; address: SearchAddress }) {
  const t = useText();
  return (
    <div className="facets">
      {facetFilters.map(({ facet, filter }) => {
        const values = facets[facet];
        const chosen = address[filter];
        // One value alone narrows nothing.
        if (chosen === undefined && values.length < 2) return null;
        return (
          <section key={facet} className="facet">
            <h2>{t(`search.facet.${facet}`)}</h2>
            <ul>
              {values.slice(0, 12).map((value) => (
                <li key={value.code}>
                  <FacetLink
                    value={value}
                    name={nameOf(facet, value, t)}
                    filter={filter}
                    chosen={String(chosen) === value.code}
                  />
                </li>
              ))}
              {chosen !== undefined && values.length === 0 && (
                <li>
                  <FacetLink
                    value={{ code: String(chosen), name: String(chosen), count: 0 }}
                    name={String(chosen)}
                    filter={filter}
                    chosen
                  />
                </li>
              )}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

type FacetLinkProps = {
  value: FacetValue;
  name: string;
  filter: Filter;
  chosen: boolean;
};

function FacetLink({ value, name, filter, chosen }: FacetLinkProps) {
  const t = useText();
  return (
    <Link
      className="facet-link"
      to="/cautare"
      search={(address) => withFilter(address, filter, chosen ? undefined : value.code)}
      replace
      data-chosen={chosen || undefined}
      aria-label={chosen ? t('search.facet-remove', { name }) : undefined}
    >
      <span className="facet-name">{name}</span>
      {chosen ? <Icon name="close" size={14} /> : <span className="meta">{value.count}</span>}
    </Link>
  );
}

function withFilter(address: SearchAddress, filter: Filter, value: string | undefined): SearchAddress {
  const { [filter]: _before, document: _document, pagina: _page, ...others } = address;
  return value === undefined ? others : { ...others, [filter]: filter === 'an' ? Number(value) : value };
}

export function nameOf(
  facet: keyof SearchFacets,
  { code, name }: FacetValue,
  t: (id: MessageId) => string,
): string {
  if (facet === 'channel') return t(`channel.${code}` as MessageId);
  if (facet === 'direction') return t(`direction.${code}` as MessageId);
  return facet === 'status' ? t(`search.status.${code}` as MessageId) : name;
}
