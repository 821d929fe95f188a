import { useNavigate } from '@tanstack/react-router';
import { DayFilter, ToggleFilter } from '../../parts/list-filters.tsx';
import { useText } from '../../parts/text.tsx';
import { readSearchAddress, type SearchAddress } from './search-address.ts';

/** From when to when, and whether only what stands in documents is meant; kept in the address. */
export function SearchScope({ address }: { address: SearchAddress }) {
  const t = useText();
  const navigate = useNavigate();
  const put = (part: Record<string, unknown>) => {
    const { document: _document, pagina: _page, ...others } = address;
    void navigate({ to: '/cautare', search: readSearchAddress({ ...others, ...part }), replace: true });
  };
  return (
    <fieldset className="search-scope">
      <legend>{t('search.period')}</legend>
      <DayFilter label={t('search.from')} value={address.de} onChange={(de) => put({ de })} />
      <DayFilter label={t('search.to')} value={address.pana} onChange={(pana) => put({ pana })} />
      <ToggleFilter
        label={t('search.only-documents')}
        on={address.documente === true}
        onChange={(documente) => put({ documente })}
      />
    </fieldset>
  );
}
