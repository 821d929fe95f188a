import {
  Channel,
  PeriodBasis,
  TermStanding,
  WorksGrouping,
  type WorksReportRequest,
  WorksState,
} from '@opis/contracts';
import { DayFilter, SelectFilter } from '../../parts/list-filters.tsx';
import { useUnits } from '../../parts/reference-lists.ts';
import { useText } from '../../parts/text.tsx';
import type { ReportSearch } from './report-search.ts';

type ReportFiltersProps = {
  search: ReportSearch;
  request: WorksReportRequest;
  onChange: (changes: { [Key in keyof ReportSearch]?: ReportSearch[Key] | undefined }) => void;
};

/** What is counted: of which days, apart by what, narrowed to what. All of it stands in the address. */
export function ReportFilters({ search, request, onChange }: ReportFiltersProps) {
  const t = useText();
  const units = useUnits();
  const named = <Value extends string>(values: readonly Value[], label: (value: Value) => string) =>
    values.map((value) => ({ value, label: label(value) }));
  const groupings = named(WorksGrouping.options, (by) => t(`reports.by.${by}`));
  return (
    <div className="filters report-filters">
      <DayFilter
        label={t('reports.from')}
        value={request.question.from}
        onChange={(de) => onChange({ de })}
      />
      <DayFilter
        label={t('reports.to')}
        value={request.question.to}
        onChange={(pana) => onChange({ pana })}
      />
      <SelectFilter
        label={t('reports.basis')}
        value={search.dupa}
        options={named(PeriodBasis.options, (basis) => t(`reports.basis.${basis}`))}
        onChange={(dupa) => onChange({ dupa: PeriodBasis.options.find((one) => one === dupa) })}
      />
      <SelectFilter
        label={t('reports.rows')}
        value={request.by}
        options={groupings}
        onChange={(pe) => onChange({ pe: WorksGrouping.options.find((one) => one === pe) })}
      />
      <SelectFilter
        label={t('reports.columns')}
        value={request.across}
        options={groupings.filter(({ value }) => value !== request.by)}
        onChange={(coloane) => onChange({ coloane: WorksGrouping.options.find((one) => one === coloane) })}
      />
      <SelectFilter
        label={t('reports.unit')}
        value={search.compartiment}
        options={units.map(({ code, shortName }) => ({ value: code, label: shortName }))}
        onChange={(compartiment) => onChange({ compartiment })}
      />
      <SelectFilter
        label={t('reports.state')}
        value={search.situatie}
        options={named(WorksState.options, (state) => t(`reports.state.${state}`))}
        onChange={(situatie) => onChange({ situatie: WorksState.options.find((one) => one === situatie) })}
      />
      <SelectFilter
        label={t('reports.term')}
        value={search.termen}
        options={named(TermStanding.options, (term) => t(`reports.term.${term}`))}
        onChange={(termen) => onChange({ termen: TermStanding.options.find((one) => one === termen) })}
      />
      <SelectFilter
        label={t('reports.channel')}
        value={search.canal}
        options={named(Channel.options, (channel) => t(`channel.${channel}`))}
        onChange={(canal) => onChange({ canal: Channel.options.find((one) => one === canal) })}
      />
    </div>
  );
}
