import type { CaseFileRow, CaseFileStatus, CaseQueue } from '@opis/contracts';
import { Button } from '@opis/ui';
import { DayFilter, SelectFilter, TextFilter } from '../../parts/list-filters.tsx';
import { useCategories, useRegisters, useUnits } from '../../parts/reference-lists.ts';
import { useText } from '../../parts/text.tsx';
import { isFiltered, openStatuses, type WorksSearch } from './works-search.ts';

type WorksFiltersProps = {
  search: WorksSearch;
  queue: CaseQueue;
  rows: readonly CaseFileRow[];
  onPut: (search: WorksSearch) => void;
  onClear: () => void;
};

/** Filters stand in the address: a list can be kept, sent and opened again as it was. */
export function WorksFilters({ search, queue, rows, onPut, onClear }: WorksFiltersProps) {
  const t = useText();
  const units = useUnits();
  const categories = useCategories();
  const registers = useRegisters().data?.items ?? [];
  const put = (part: { [K in keyof WorksSearch]: WorksSearch[K] | undefined }) =>
    onPut({ ...search, ...part } as WorksSearch);
  const statuses: readonly CaseFileStatus[] = queue === 'recent' ? [...openStatuses, 'closed'] : openStatuses;
  return (
    <fieldset className="filters" id="works-filters">
      <legend className="visually-hidden">{t('works.filters')}</legend>
      <TextFilter label={t('works.filter-text')} value={search.text} onChange={(text) => put({ text })} />
      <SelectFilter
        label={t('works.filter-unit')}
        value={search.compartiment}
        options={units.map(({ code, shortName }) => ({ value: code, label: shortName }))}
        onChange={(compartiment) => put({ compartiment })}
      />
      {queue !== 'mine' && (
        <SelectFilter
          label={t('works.filter-person')}
          value={search.persoana}
          options={handlersOf(rows)}
          onChange={(persoana) => put({ persoana })}
        />
      )}
      <SelectFilter
        label={t('works.filter-category')}
        value={search.categorie}
        options={categories.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(categorie) => put({ categorie })}
      />
      {registers.length > 1 && (
        <SelectFilter
          label={t('works.filter-register')}
          value={search.registru}
          options={registers.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(registru) => put({ registru })}
        />
      )}
      {(queue === 'recent' || queue === 'unit') && (
        <SelectFilter
          label={t('works.filter-status')}
          value={search.stadiu}
          options={statuses.map((status) => ({ value: status, label: t(`status.${status}`) }))}
          onChange={(stadiu) => put({ stadiu: statuses.find((one) => one === stadiu) })}
        />
      )}
      <DayFilter label={t('book.from')} value={search.de} onChange={(de) => put({ de })} />
      <DayFilter label={t('book.to')} value={search.pana} onChange={(pana) => put({ pana })} />
      <DayFilter label={t('works.filter-due')} value={search.termen} onChange={(termen) => put({ termen })} />
      {isFiltered(search) && (
        <Button kind="quiet" size="small" keyHint="Esc" onClick={onClear}>
          {t('works.clear')}
        </Button>
      )}
    </fieldset>
  );
}

/** People who have something in the rows that were read. */
function handlersOf(rows: readonly CaseFileRow[]): { value: string; label: string }[] {
  const names = new Map(
    rows.flatMap(({ handler }) => (handler ? [[handler.id, handler.name] as const] : [])),
  );
  return [...names]
    .map(([value, label]) => ({ value, label }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'ro'));
}
