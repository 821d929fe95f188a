import { ReportFormat, ReportRhythm, type WorksReportRequest } from '@opis/contracts';
import { Button, Field, Segmented } from '@opis/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { exportWorksReport, saveReport } from '../../api/reports.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { longWorksKey } from '../exports/use-long-works.ts';
import { savedReportsKey } from './saved-reports-list.tsx';

/** As a file, made in the background; or kept, and made by itself. */
export function ReportActs({ request }: { request: WorksReportRequest }) {
  const t = useText();
  const [keeping, setKeeping] = useState(false);
  const queries = useQueryClient();
  const asking = useMutation({
    mutationFn: (format: ReportFormat) =>
      exportWorksReport({ ...request, requestId: crypto.randomUUID(), format }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: longWorksKey });
      showToast(t('export.asked'));
    },
  });
  return (
    <div className="page-acts">
      {asking.error && <FailureBand error={asking.error} />}
      {ReportFormat.options.map((format) => (
        <Button
          key={format}
          icon="download"
          aria-disabled={asking.isPending}
          onClick={() => !asking.isPending && asking.mutate(format)}
        >
          {t(`reports.as.${format}`)}
        </Button>
      ))}
      <Button icon="add" onClick={() => setKeeping(true)}>
        {t('reports.keep')}
      </Button>
      {keeping && <KeepDialog request={request} onClose={() => setKeeping(false)} />}
    </div>
  );
}

const rhythms = ['never', ...ReportRhythm.options] as const;

function KeepDialog({ request, onClose }: { request: WorksReportRequest; onClose: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const [title, setTitle] = useState('');
  const [rhythm, setRhythm] = useState<(typeof rhythms)[number]>('never');
  const [format, setFormat] = useState<ReportFormat>('pdf');
  const [missing, setMissing] = useState(false);
  const [requestId, setRequestId] = useState(() => crypto.randomUUID());
  const saving = useMutation({
    mutationFn: () =>
      saveReport({ requestId, title, request, rhythm: rhythm === 'never' ? null : rhythm, format }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: savedReportsKey });
      showToast(t('reports.kept', { title }));
      onClose();
    },
    // Another title is another request.
    onError: () => setRequestId(crypto.randomUUID()),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(title.trim() === '');
    if (title.trim() !== '' && !saving.isPending) saving.mutate();
  };
  return (
    <Dialog title={t('reports.keep-title')} onClose={onClose}>
      <form className="act-form" noValidate onSubmit={submit}>
        {saving.error && <FailureBand error={saving.error} />}
        <Field
          id="report-title"
          label={t('reports.title-of')}
          error={missing ? t('reports.title-missing') : undefined}
        >
          {(control) => (
            <input
              {...control}
              data-first
              className="input"
              autoComplete="off"
              maxLength={120}
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        <Segmented
          name="rhythm"
          label={t('reports.rhythm')}
          choices={rhythms.map((value) => ({ value, label: t(`reports.rhythm.${value}`) }))}
          value={rhythm}
          onChange={setRhythm}
        />
        <p className="field-hint">{t(rhythm === 'never' ? 'reports.rhythm-none' : 'reports.rhythm-hint')}</p>
        {rhythm !== 'never' && (
          <Segmented
            name="report-format"
            label={t('export.format')}
            choices={ReportFormat.options.map((value) => ({ value, label: t(`reports.as.${value}`) }))}
            value={format}
            onChange={setFormat}
          />
        )}
        <div className="dialog-actions">
          <Button kind="primary" type="submit" aria-disabled={saving.isPending}>
            {t('reports.keep')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
