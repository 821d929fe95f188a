import type { Register } from '@opis/contracts';
import { Button } from '@opis/ui';
import { useNavigate, useParams } from '@tanstack/react-router';
import { DayFilter, SelectFilter, ToggleFilter } from '../../parts/list-filters.tsx';
import { useUnits } from '../../parts/reference-lists.ts';
import { useText } from '../../parts/text.tsx';
import { useKeys } from '../../parts/use-keys.ts';
import { type BookSearch, channels, isFiltered, readBookSearch } from './book-search.ts';

/** Filters stand in the address: a list can be kept, sent and opened again as it was. */
export function BookFilters({ register, search }: { register: Register; search: BookSearch }) {
  const t = useText();
  const units = useUnits();
  const navigate = useNavigate();
  const put = (part: Record<string, unknown>) =>
    void navigate({
      to: '/registre/$code',
      params: { code: register.code },
      search: readBookSearch({ ...search, ...part }),
      replace: true,
    });
  const clear = () =>
    void navigate({
      to: '/registre/$code',
      params: { code: register.code },
      search: readBookSearch({ an: search.an }),
      replace: true,
    });
  const filtered = isFiltered(search);
  // An opened entry closes first: Esc steps back once.
  const panelOpen = useParams({ strict: false }).number !== undefined;
  useKeys({ Escape: filtered && !panelOpen ? clear : undefined });
  return (
    <fieldset className="filters">
      <legend className="visually-hidden">{t('book.filters')}</legend>
      <DayFilter label={t('book.from')} value={search.de} onChange={(de) => put({ de })} />
      <DayFilter label={t('book.to')} value={search.pana} onChange={(pana) => put({ pana })} />
      <SelectFilter
        label={t('book.unit')}
        value={search.compartiment}
        options={units.map(({ code, shortName }) => ({ value: code, label: shortName }))}
        onChange={(compartiment) => put({ compartiment })}
      />
      <SelectFilter
        label={t('book.channel')}
        value={search.canal}
        options={channels.map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))}
        onChange={(canal) => put({ canal })}
      />
      {register.subRegisters.length > 0 && (
        <SelectFilter
          label={t('book.sub-register')}
          value={search.subregistru}
          options={register.subRegisters.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(subregistru) => put({ subregistru })}
        />
      )}
      <SelectFilter
        label={t('book.status')}
        value={search.stare}
        options={[
          { value: 'registered', label: t('book.status-registered') },
          { value: 'annulled', label: t('book.status-annulled') },
        ]}
        onChange={(stare) => put({ stare })}
      />
      <ToggleFilter
        label={t('book.unsolved')}
        on={search.nerezolvate === true}
        onChange={(nerezolvate) => put({ nerezolvate })}
      />
      {register.canRegister && (
        <ToggleFilter
          label={t('book.mine')}
          on={search.proprii === true}
          onChange={(proprii) => put({ proprii })}
        />
      )}
      {filtered && (
        <Button kind="quiet" size="small" keyHint="Esc" onClick={clear}>
          {t('book.clear')}
        </Button>
      )}
    </fieldset>
  );
}
