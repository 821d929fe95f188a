import type { HistoryFinding, HistoryReport } from '@opis/contracts';
import { Band, Button, Field } from '@opis/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { sendHistory } from '../../api/history.ts';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { HistoryTable } from './history-table.tsx';

/** A file is checked first: what it would bring, or each wrong line; only then it may be brought in. */
export function ImportForm({ code }: { code: string }) {
  const t = useText();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [map, setMap] = useState('');
  const [missing, setMissing] = useState(false);
  const checking = useMutation({
    mutationFn: (chosen: File) => sendHistory(code, { file: chosen, mode: 'preview', map }),
  });
  const bringing = useMutation({
    mutationFn: (chosen: File) => sendHistory(code, { file: chosen, mode: 'import', map }),
    onSuccess: (report) => {
      if (report.errorCount > 0) return;
      showToast(t('history.import-done', { count: report.added }));
      setFile(null);
      checking.reset();
      for (const queryKey of [
        ['history-years', code],
        ['history', code],
      ])
        void queries.invalidateQueries({ queryKey });
    },
  });
  const check = (event: FormEvent) => {
    event.preventDefault();
    setMissing(file === null);
    if (file && !checking.isPending) checking.mutate(file);
  };
  const report = checking.data;
  return (
    <details className="sheet history-import">
      <summary>{t('history.import')}</summary>
      <form className="act-form" noValidate onSubmit={check}>
        {checking.error && <FailureBand error={checking.error} />}
        {bringing.error && <FailureBand error={bringing.error} />}
        <Field
          id="history-file"
          label={t('history.import-file')}
          hint={t('history.import-hint')}
          error={missing ? t('history.import-file-missing') : undefined}
        >
          {(control) => (
            <input
              {...control}
              type="file"
              accept=".csv,.txt,.tsv,text/csv"
              onChange={(event) => {
                setFile(event.target.files?.[0] ?? null);
                checking.reset();
              }}
            />
          )}
        </Field>
        <Field
          id="history-map"
          label={t('history.import-map')}
          optional={t('optional')}
          hint={t('history.import-map-hint')}
        >
          {(control) => (
            <input
              {...control}
              className="input"
              autoComplete="off"
              value={map}
              onChange={(event) => setMap(event.target.value)}
            />
          )}
        </Field>
        <div>
          <Button type="submit" icon="verified" aria-disabled={checking.isPending}>
            {checking.isPending ? t('history.import-checking') : t('history.import-check')}
          </Button>
        </div>
      </form>
      {report && (
        <Report report={report}>
          {file && report.errorCount === 0 && report.added > 0 && (
            <Button
              kind="primary"
              aria-disabled={bringing.isPending}
              onClick={() => !bringing.isPending && bringing.mutate(file)}
            >
              {bringing.isPending
                ? t('history.import-checking')
                : t('history.import-submit', { count: report.added })}
            </Button>
          )}
        </Report>
      )}
    </details>
  );
}

function Report({ report, children }: { report: HistoryReport; children: ReactNode }) {
  const t = useText();
  const failed = report.errorCount > 0;
  return (
    <div className="history-report" role="status">
      <p className="strong">{t('history.report', { rows: report.rows, encoding: report.encoding })}</p>
      {report.unread.length > 0 && (
        <p className="meta">{t('history.report-unread', { columns: report.unread.join(', ') })}</p>
      )}
      {failed && (
        <Band tone="late" icon="error">
          <p>{t('history.report-errors', { count: report.errorCount })}</p>
          <Findings items={report.errors} count={report.errorCount} />
        </Band>
      )}
      {!failed && (
        <p>
          {t('history.report-added', { count: report.added })}
          {report.same > 0 && `; ${t('history.report-same', { count: report.same })}`}
        </p>
      )}
      {report.differingCount > 0 && (
        <Band tone="warn" icon="warning">
          <p>{t('history.report-differing', { count: report.differingCount })}</p>
          <Findings items={report.differing} count={report.differingCount} />
        </Band>
      )}
      {!failed && report.sample.length > 0 && (
        <HistoryTable rows={report.sample} caption={t('history.sample')} />
      )}
      {children && <div>{children}</div>}
    </div>
  );
}

function Findings({ items, count }: { items: readonly HistoryFinding[]; count: number }) {
  const t = useText();
  return (
    <>
      {count > items.length && <p className="meta">{t('history.report-listed', { count: items.length })}</p>}
      <ul>
        {items.map((item) => (
          <li key={`${item.line}-${item.text}`}>{item.text}</li>
        ))}
      </ul>
    </>
  );
}
