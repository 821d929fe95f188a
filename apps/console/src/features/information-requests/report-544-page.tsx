import type { InformationReportLine } from '@opis/contracts';
import { StatePanel } from '@opis/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import {
  answerInformationReport,
  listInformationReportFiles,
  readInformationReport,
} from '../../api/information-requests.ts';
import { showDate } from '../../parts/dates.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand, FailureState, isNotFound } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { usePageTitle } from '../../parts/use-page-title.ts';
import './information.css';
import { InformationExports, InformationTabs, YearPick } from './information-tools.tsx';
import { useMayRegister } from './use-may-register.ts';

const reportKey = (year: number) => ['information-requests', 'report', year];

/** The yearly report (INF-15, INF-16): each figure opens its files, what no file tells is typed here. */
export function Report544Page() {
  const t = useText();
  usePageTitle(t('info.report-title'));
  const today = useToday();
  const { an: year = Number(today.slice(0, 4)), rand: line } = useSearch({ from: '/544/raport' });
  const navigate = useNavigate();
  const go = (search: { an: number; rand?: string }) =>
    void navigate({ to: '/544/raport', search, replace: true });
  const { data, error, refetch } = useQuery({
    queryKey: reportKey(year),
    queryFn: ({ signal }) => readInformationReport(year, signal),
  });
  return (
    <div className="info-report">
      <div className="page-head">
        <h1>{t('info.report-title')}</h1>
        {data && <InformationExports what="report" year={year} />}
      </div>
      <InformationTabs verbal={useMayRegister()} />
      <div className="info-tools">
        <YearPick year={year} today={today} onChange={(an) => go({ an })} />
        {data && <p className="meta">{t('info.report-total', { count: data.total })}</p>}
      </div>
      {error && isNotFound(error) && (
        <StatePanel title={t('info.report-no-right')}>
          <p>{t('info.report-no-right-body')}</p>
        </StatePanel>
      )}
      {error && !isNotFound(error) && <FailureState error={error} onRetry={() => void refetch()} />}
      {data && <p className="meta">{data.act}</p>}
      {data?.sections.map(({ code, title, lines }) => (
        <section key={code} aria-label={title}>
          <h2>
            {code}. {title}
          </h2>
          <table className="info-register">
            <caption className="visually-hidden">{title}</caption>
            <tbody>
              {lines.map((each) => (
                <tr key={each.code}>
                  <td>{each.code}</td>
                  <th scope="row">{each.label}</th>
                  <td>
                    {each.kind === 'asked' ? (
                      <Asked key={`${year}-${each.value}`} year={year} line={each} />
                    ) : (
                      <Figure line={each} year={year} />
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
      {line && <Files year={year} line={line} onClose={() => go({ an: year })} />}
    </div>
  );
}

const numbers = new Intl.NumberFormat('ro-RO');
const lei = new Intl.NumberFormat('ro-RO', { minimumFractionDigits: 2 });

function Figure({ line: { code, kind, value, label }, year }: { line: InformationReportLine; year: number }) {
  const t = useText();
  const amount = Number(value ?? 0);
  const words = kind === 'sum' ? t('info.lei', { amount: lei.format(amount) }) : numbers.format(amount);
  if (amount === 0) return <span className="meta">{words}</span>;
  return (
    <Link
      to="/544/raport"
      search={{ an: year, rand: code }}
      aria-label={t('info.figure-opens', { label, value: words })}
      replace
    >
      {words}
    </Link>
  );
}

function Asked({ year, line }: { year: number; line: InformationReportLine }) {
  const t = useText();
  const queries = useQueryClient();
  const [value, setValue] = useState(line.value ?? '');
  const saving = useMutation({
    mutationFn: (typed: string) => answerInformationReport(year, line.code, typed),
    onSuccess: (report) => queries.setQueryData(reportKey(year), report),
  });
  const save = (typed: string) => {
    if (typed !== (line.value ?? '')) saving.mutate(typed);
  };
  const label = t('info.asked', { label: line.label });
  return (
    <>
      {saving.error && <FailureBand error={saving.error} />}
      {line.asks === 'yes-no' ? (
        <select
          className="input"
          aria-label={label}
          value={value}
          onChange={(event) => {
            setValue(event.target.value);
            save(event.target.value);
          }}
        >
          <option value="">{t('info.unset')}</option>
          <option value="da">{t('info.yes')}</option>
          <option value="nu">{t('info.no')}</option>
        </select>
      ) : (
        <input
          className="input"
          aria-label={label}
          inputMode={line.asks === 'text' ? 'text' : 'decimal'}
          value={value}
          onChange={(event) => setValue(event.target.value)}
          onBlur={() => save(value.trim())}
        />
      )}
    </>
  );
}

function Files({ year, line, onClose }: { year: number; line: string; onClose: () => void }) {
  const t = useText();
  const { data, error } = useQuery({
    queryKey: ['information-requests', 'report', year, line],
    queryFn: ({ signal }) => listInformationReportFiles(year, line, signal),
  });
  return (
    <Dialog title={data ? `${data.code}. ${data.label}` : t('info.files')} onClose={onClose} wide>
      {error && <FailureBand error={error} />}
      {data && <p className="meta">{t('info.files-count', { count: data.items.length })}</p>}
      <ul className="info-list">
        {data?.items.map(({ id, registrationNumber, registeredOn, issuer, subject }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a file with two court cases stands twice
          <li key={`${id}-${at}`}>
            <Link
              className="number"
              to="/lucrari/$id"
              params={{ id }}
              search={{ fila: 'date' }}
              preload={false}
              title={showDate(registeredOn)}
            >
              {registrationNumber}
            </Link>{' '}
            {issuer} <span className="meta">{subject}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
