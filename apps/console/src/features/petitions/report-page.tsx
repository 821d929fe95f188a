import type { PetitionFigure, PetitionFigureGroup, PetitionReport } from '@opis/contracts';
import { Button, Field, Segmented, StatePanel } from '@opis/ui';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { exportPetitionReport, readPetitionReport } from '../../api/petitions.ts';
import { Bar } from '../../parts/bar.tsx';
import { showDate } from '../../parts/dates.ts';
import { FailureBand, FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { FigureFiles } from './figure-files.tsx';
import { petitionKeys } from './petition-keys.ts';
import './petitions.css';
import { halfOf, type PetitionReportSearch } from './report-search.ts';

const tables: readonly PetitionFigureGroup[] = [
  'solution',
  'month',
  'kind',
  'channel',
  'subject',
  'extended',
];

/** The half-yearly report on petitions; each figure opens the petitions that it counts. */
export function PetitionReportPage() {
  const t = useText();
  usePageTitle(t('petition-report.title'));
  const search = useSearch({ from: '/petitii/raport' });
  const navigate = useNavigate();
  const now = halfOf(useToday());
  const year = search.an ?? now.year;
  const half = search.semestru ?? now.half;
  const { data, error, refetch } = useQuery({
    queryKey: petitionKeys.report(year, half),
    queryFn: ({ signal }) => readPetitionReport({ year, half }, signal),
    placeholderData: keepPreviousData,
  });
  const change = (changes: PetitionReportSearch) =>
    void navigate({ to: '/petitii/raport', search: { an: year, semestru: half, ...changes }, replace: true });
  const received = data?.figures.find(({ group }) => group === 'received');
  const open = data?.figures.find(({ group, code }) => group === search.dupa && code === search.cifra);
  return (
    <>
      <div className="page-head">
        <h1>{t('petition-report.title')}</h1>
        <Exports year={year} half={half} />
      </div>
      <div className="petition-half">
        <Field id="report-year" label={t('petition-report.year')}>
          {(control) => (
            <input
              {...control}
              className="input"
              inputMode="numeric"
              maxLength={4}
              defaultValue={year}
              onBlur={(event) => change({ an: Number(event.target.value) || now.year })}
              onKeyDown={(event) => {
                if (event.key === 'Enter') change({ an: Number(event.currentTarget.value) || now.year });
              }}
            />
          )}
        </Field>
        <Segmented
          name="half"
          label={t('petition-report.half')}
          value={half === 1 ? '1' : '2'}
          choices={[
            { value: '1', label: t('petition-report.first') },
            { value: '2', label: t('petition-report.second') },
          ]}
          onChange={(value) => change({ semestru: value === '1' ? 1 : 2 })}
        />
      </div>
      {error && <FailureState error={error} onRetry={() => void refetch()} />}
      {data && received?.count === 0 && (
        <StatePanel title={t('petition-report.none-title')}>
          <p>{t('petition-report.none-body')}</p>
        </StatePanel>
      )}
      {data && received && received.count > 0 && (
        <>
          <p>
            {t('petition-report.lead', {
              received: received.count,
              from: showDate(data.from),
              to: showDate(data.to),
            })}
          </p>
          {open && (
            <FigureFiles
              year={year}
              half={half}
              figure={open}
              late={search.depasite === 1}
              onClose={() => change({})}
            />
          )}
          <div className="petition-figures">
            {tables.map((group) => (
              <FigureTable key={group} group={group} report={data} year={year} half={half} />
            ))}
          </div>
          {data.figures.some(({ group, code }) => group === 'kind' && code === '-') && (
            <p className="second">{t('petition-report.kind-note')}</p>
          )}
        </>
      )}
    </>
  );
}

type Half = { year: number; half: 1 | 2 };

function FigureTable({
  group,
  report,
  year,
  half,
}: Half & { group: PetitionFigureGroup; report: PetitionReport }) {
  const t = useText();
  const figures = report.figures.filter((figure) => figure.group === group);
  const most = Math.max(...figures.map(({ count }) => count), 1);
  return (
    <table>
      <caption>{t(`petition-report.group.${group}`)}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t(`petition-report.group.${group}`)}</span>
          </th>
          <td aria-hidden="true" />
          <th scope="col">{t('petition-report.count')}</th>
          <th scope="col">{t('petition-report.late')}</th>
        </tr>
      </thead>
      <tbody>
        {figures.map((figure) => (
          <tr key={figure.code}>
            <th scope="row">{figure.name}</th>
            <td aria-hidden="true">
              <Bar all={figure.count / most} late={figure.late / most} />
            </td>
            <td>
              <FigureLink figure={figure} year={year} half={half} />
            </td>
            <td>
              <FigureLink figure={figure} year={year} half={half} late />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function FigureLink({ figure, year, half, late }: Half & { figure: PetitionFigure; late?: true }) {
  const t = useText();
  const { group, code, name } = figure;
  const count = late ? figure.late : figure.count;
  if (count === 0) return <span className="second">0</span>;
  return (
    <Link
      to="/petitii/raport"
      search={{ an: year, semestru: half, dupa: group, cifra: code, ...(late && { depasite: 1 }) }}
      aria-label={t(late ? 'petition-report.open-late' : 'petition-report.open-figure', { name, count })}
      replace
    >
      {count}
    </Link>
  );
}

function Exports({ year, half }: Half) {
  const t = useText();
  const queries = useQueryClient();
  const asking = useMutation({
    mutationFn: (format: 'pdf' | 'xlsx') =>
      exportPetitionReport({ requestId: crypto.randomUUID(), year, half, format }),
    onSuccess: () => {
      showToast(t('petition-report.begun'));
      void queries.invalidateQueries({ queryKey: ['long-works'] });
    },
  });
  return (
    <div className="page-acts">
      {asking.error && <FailureBand error={asking.error} />}
      <Button kind="primary" onClick={() => asking.mutate('pdf')}>
        {t('petition-report.pdf')}
      </Button>
      <Button onClick={() => asking.mutate('xlsx')}>{t('petition-report.xlsx')}</Button>
    </div>
  );
}
