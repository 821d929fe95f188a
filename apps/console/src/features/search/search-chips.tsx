import type { SearchResponse } from '@opis/contracts';
import { Icon } from '@opis/ui';
import { Link } from '@tanstack/react-router';
import { showDate } from '../../parts/dates.ts';
import { useRegisters, useUnits } from '../../parts/reference-lists.ts';
import { useText } from '../../parts/text.tsx';
import { facetFilters, nameOf } from './facet-list.tsx';
import { isNarrowed, type SearchAddress } from './search-address.ts';

type Chip = { filter: keyof SearchAddress; name: string };

/** What the search is narrowed by, each to be taken off with one key. */
export function SearchChips({ address, first }: { address: SearchAddress; first: SearchResponse }) {
  const t = useText();
  const chips = useChips(address, first);
  if (!isNarrowed(address)) return null;
  return (
    <ul className="search-chips" aria-label={t('search.chips')}>
      {chips.map(({ filter, name }) => (
        <li key={filter}>
          <Link
            className="search-chip"
            to="/cautare"
            search={(before) => without(before, filter)}
            replace
            aria-label={t('search.facet-remove', { name })}
          >
            {name}
            <Icon name="close" size={14} />
          </Link>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <Link
            className="search-chip is-quiet"
            to="/cautare"
            search={({ q }) => (q === undefined ? {} : { q })}
            replace
          >
            {t('search.chips-clear')}
          </Link>
        </li>
      )}
    </ul>
  );
}

function without(address: SearchAddress, filter: keyof SearchAddress): SearchAddress {
  const { [filter]: _taken, document: _document, pagina: _page, ...others } = address;
  return others;
}

function useChips(address: SearchAddress, { facets }: SearchResponse): Chip[] {
  const t = useText();
  const { data: registers } = useRegisters();
  const units = useUnits();
  const known = (facet: string, code: string) =>
    facet === 'register'
      ? registers?.items.find((one) => one.code === code)?.name
      : facet === 'unit'
        ? units.find((one) => one.code === code)?.shortName
        : undefined;
  const chosen = facetFilters.flatMap(({ facet, filter }): Chip[] => {
    const code = address[filter];
    if (code === undefined) return [];
    const value = facets?.[facet].find((one) => one.code === String(code));
    const name = value?.name ?? known(facet, String(code)) ?? String(code);
    return [{ filter, name: nameOf(facet, { code: String(code), name, count: 0 }, t) }];
  });
  const { de, pana, documente, vechi } = address;
  return [
    ...chosen,
    ...(de ? [{ filter: 'de' as const, name: t('search.chip.from', { day: showDate(de) }) }] : []),
    ...(pana ? [{ filter: 'pana' as const, name: t('search.chip.to', { day: showDate(pana) }) }] : []),
    ...(documente ? [{ filter: 'documente' as const, name: t('search.only-documents') }] : []),
    ...(vechi ? [{ filter: 'vechi' as const, name: t('search.history') }] : []),
  ];
}
