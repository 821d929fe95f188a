import {
  Channel,
  PeriodBasis,
  TermStanding,
  WorksGrouping,
  type WorksReport,
  type WorksReportRequest,
  WorksState,
} from '@opis/contracts';
import { DayFilter, SelectFilter } from '../../parts/list-filters.tsx';
import { useCategories, useRegisters, useUnits } from '../../parts/reference-lists.ts';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../parts/text.tsx';
import { useProcedures } from '../procedures/use-procedures.ts';
import { useColleagues } from '../substitutions/use-substitutions.ts';
import { PartyFilter } from './party-filter.tsx';
import type { ReportSearch } from './report-search.ts';

type ReportFiltersProps = {
  search: ReportSearch;
  request: WorksReportRequest;
  /** Names behind the ids of the address, once they are known. */
  named: WorksReport['named'] | undefined;
  onChange: (changes: { [Key in keyof ReportSearch]?: ReportSearch[Key] | undefined }) => void;
};

/** What is counted: of which days, apart by what, narrowed to what. All of it stands in the address. */
export function ReportFilters({ search, request, named, onChange }: ReportFiltersProps) {
  const t = useText();
  const units = useUnits();
  const seesParties = useSession().permissions.includes('party.read');
  const choices = <Value extends string>(values: readonly Value[], label: (value: Value) => string) =>
    values.map((value) => ({ value, label: label(value) }));
  const groupings = choices(WorksGrouping.options, (by) => t(`reports.by.${by}`));
  return (
    <>
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
          options={choices(PeriodBasis.options, (basis) => t(`reports.basis.${basis}`))}
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
          options={choices(WorksState.options, (state) => t(`reports.state.${state}`))}
          onChange={(situatie) => onChange({ situatie: WorksState.options.find((one) => one === situatie) })}
        />
        <SelectFilter
          label={t('reports.term')}
          value={search.termen}
          options={choices(TermStanding.options, (term) => t(`reports.term.${term}`))}
          onChange={(termen) => onChange({ termen: TermStanding.options.find((one) => one === termen) })}
        />
        <SelectFilter
          label={t('reports.channel')}
          value={search.canal}
          options={choices(Channel.options, (channel) => t(`channel.${channel}`))}
          onChange={(canal) => onChange({ canal: Channel.options.find((one) => one === canal) })}
        />
        <NarrowedTo search={search} named={named} onChange={onChange} />
      </div>
      {(seesParties || search.petent) && (
        <PartyFilter
          value={search.petent}
          name={named?.party ?? null}
          onChange={(petent) => onChange({ petent })}
        />
      )}
    </>
  );
}

/** Whose, of which kind, in which book: lists that the house keeps. */
function NarrowedTo({ search, named, onChange }: Omit<ReportFiltersProps, 'request'>) {
  const t = useText();
  const colleagues = useColleagues().data?.items ?? [];
  const procedures = useProcedures();
  const categories = useCategories();
  const registers = useRegisters().data?.items ?? [];
  const people = colleagues.map(({ staffId, displayName }) => ({ value: staffId, label: displayName }));
  const { persoana } = search;
  const isGone = persoana !== undefined && !people.some(({ value }) => value === persoana);
  return (
    <>
      <SelectFilter
        label={t('reports.handler')}
        value={persoana}
        // Whoever left is chosen from no list, and still stands in what was kept.
        options={isGone ? [...people, { value: persoana, label: named?.handler ?? '–' }] : people}
        onChange={(chosen) => onChange({ persoana: chosen })}
      />
      <SelectFilter
        label={t('reports.procedure')}
        value={search.procedura}
        options={procedures.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(procedura) => onChange({ procedura })}
      />
      <SelectFilter
        label={t('reports.category')}
        value={search.categorie}
        options={categories.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(categorie) => onChange({ categorie })}
      />
      <SelectFilter
        label={t('reports.register')}
        value={search.registru}
        options={registers.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(registru) => onChange({ registru })}
      />
    </>
  );
}
