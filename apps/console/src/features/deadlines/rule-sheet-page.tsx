import { Button, buttonClass } from '@opis/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { computeDeadline, computePaperUrl } from '../../api/deadlines.ts';
import { showDate, weekdayOf } from '../../parts/dates.ts';
import { DayFilter, SelectFilter } from '../../parts/list-filters.tsx';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { deadlineRulesQuery } from './law-page.tsx';
import { SheetBody, SheetWaiting } from './sheet-body.tsx';
import './sheet.css';
import { usePrint } from './term-sheet-page.tsx';

/** Counts any rule from any day: what the law would say, without a file. */
export function RuleSheetPage() {
  const t = useText();
  const today = useToday();
  const navigate = useNavigate();
  const { regula: rule } = useParams({ from: '/termene/$regula' });
  const { de: start = today } = useSearch({ from: '/termene/$regula' });
  const rules = useQuery(deadlineRulesQuery).data?.items ?? [];
  usePageTitle(`${t('sheet.title')} ${rule}`);
  const { data, error, refetch } = useQuery({
    queryKey: ['deadlines', 'compute', rule, start],
    queryFn: ({ signal }) => computeDeadline({ rule, start }, signal),
    placeholderData: keepPreviousData,
  });
  const print = usePrint(computePaperUrl({ rule, start }));
  const go = (to: { regula?: string | undefined; de?: string | undefined }) =>
    void navigate({
      to: '/termene/$regula',
      params: { regula: to.regula ?? rule },
      search: { de: to.de ?? start },
      replace: true,
    });
  return (
    <article className="deadline">
      <header className="page-head">
        <h1>{t('law.try')}</h1>
        <span className="grow" />
        <Button icon="print" disabled={!data} onClick={print}>
          {t('sheet.print')}
        </Button>
        <Link className={buttonClass({})} to="/termene">
          {t('law.title')}
        </Link>
      </header>
      <fieldset className="filters">
        <legend className="visually-hidden">{t('law.try')}</legend>
        <SelectFilter
          label={t('law.try-rule')}
          value={rule}
          options={rules.map(({ id, name }) => ({ value: id, label: `${id} · ${name}` }))}
          onChange={(regula) => go({ regula })}
        />
        <DayFilter label={t('law.try-start')} value={start} onChange={(de) => go({ de })} />
      </fieldset>
      {error && <FailureState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <SheetWaiting />}
      {!error && data && (
        <SheetBody
          sheet={data}
          finding={t(data.rule.direction === 'before' ? 'sheet.finding-before' : 'sheet.finding-rule', {
            day: `${weekdayOf(data.due)}, ${showDate(data.due)}`,
          })}
          extendable
        />
      )}
    </article>
  );
}
