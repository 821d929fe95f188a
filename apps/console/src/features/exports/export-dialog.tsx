import type { ExportFormat, Register } from '@opis/contracts';
import { Button, Field, Segmented } from '@opis/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { previewExport, requestExport } from '../../api/export-book.ts';
import { showDate } from '../../parts/dates.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { readTypedDate } from '../../parts/typed-date.ts';
import { useToday } from '../../parts/use-institution.ts';
import type { BookSearch } from '../book/book-search.ts';
import { exportFormats, filterOf, periodOf, toQuestion } from './export-form.ts';
import { ExportHolds } from './export-holds.tsx';
import './exports.css';
import { longWorksKey } from './use-long-works.ts';

type ExportDialogProps = { register: Register; search: BookSearch; year: number; onClose: () => void };

/** The book as a file: which period, which form, and before anything is asked, what it will hold. */
export function ExportDialog({ register, search, year, onClose }: ExportDialogProps) {
  const t = useText();
  const works = useQueryClient();
  const [requestId] = useState(() => crypto.randomUUID());
  const [format, setFormat] = useState<ExportFormat>('pdf');
  const period = usePeriod(search, year);
  const question = toQuestion(period, search);
  const preview = useQuery({
    queryKey: ['export-preview', register.code, question],
    queryFn: ({ signal }) => previewExport(register.code, question ?? {}, signal),
    enabled: question !== undefined,
  });
  const asking = useMutation({
    mutationFn: ({ from, to }: { from: string; to: string }) =>
      requestExport(register.code, { requestId, format, from, to, ...filterOf(search) }),
    onSuccess: async () => {
      await works.invalidateQueries({ queryKey: longWorksKey });
      showToast(t('export.asked'));
      onClose();
    },
  });
  const nothing = preview.data?.count === 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (question && !nothing && !asking.isPending) asking.mutate(question);
  };
  return (
    <Dialog title={t('export.title', { name: register.name })} onClose={onClose}>
      <form className="act-form" noValidate onSubmit={submit}>
        {asking.error && <FailureBand error={asking.error} />}
        <div className="export-format">
          <Segmented
            name="export-format"
            label={t('export.format')}
            choices={exportFormats.map((value) => ({ value, label: t(`export.format.${value}`) }))}
            value={format}
            onChange={setFormat}
          />
          <p className="field-hint">{t(`export.hint.${format}`)}</p>
        </div>
        <div className="export-period">
          <DayField id="export-from" label={t('export.from')} day={period.fromField} />
          <DayField
            id="export-to"
            label={t('export.to')}
            day={period.toField}
            error={isBackwards(period) ? t('export.backwards') : undefined}
          />
        </div>
        <ExportHolds preview={question ? preview.data : undefined} format={format} failed={preview.error} />
        <div className="dialog-actions">
          <Button kind="primary" type="submit" icon="download" aria-disabled={nothing || asking.isPending}>
            {t('export.submit')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

const isBackwards = ({ from, to }: { from: string | undefined; to: string | undefined }) =>
  from !== undefined && to !== undefined && to < from;

type TypedDay = { text: string; onText: (text: string) => void; day: string | undefined };

function usePeriod(search: BookSearch, year: number) {
  const shown = periodOf(search, year);
  const fromField = useTypedDay(shown.from ?? '');
  const toField = useTypedDay(shown.to ?? '');
  return { fromField, toField, from: fromField.day, to: toField.day };
}

function useTypedDay(first: string): TypedDay {
  const today = useToday();
  const [text, onText] = useState(() => showDate(first));
  return { text, onText, day: readTypedDate(text, today) };
}

type DayFieldProps = { id: string; label: string; day: TypedDay; error?: string | undefined };

function DayField({ id, label, day, error }: DayFieldProps) {
  const t = useText();
  const wrong = day.day === undefined ? t('export.day-wrong') : error;
  return (
    <Field id={id} label={label} error={wrong}>
      {(control) => (
        <input
          {...control}
          className="input"
          autoComplete="off"
          value={day.text}
          onChange={(event) => day.onText(event.target.value)}
          onBlur={() => day.day && day.onText(showDate(day.day))}
        />
      )}
    </Field>
  );
}
