import { Button, Field } from '@opis/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { checkYear } from '../../api/deadlines.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';

/** The lawyer vouches for the days off of one year more. */
export function CheckYearDialog({ year, onClose }: { year: number; onClose: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const [source, setSource] = useState('');
  const [missing, setMissing] = useState(false);
  const [requestId, setRequestId] = useState(() => crypto.randomUUID());
  const saving = useMutation({
    mutationFn: () => checkYear(year, { requestId, source: source.trim() }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['deadlines'] });
      showToast(t('law.year-done', { year: String(year) }));
      onClose();
    },
    onError: () => setRequestId(crypto.randomUUID()),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(source.trim() === '');
    if (source.trim() !== '' && !saving.isPending) saving.mutate();
  };
  return (
    <Dialog title={t('law.year-title', { year: String(year) })} onClose={onClose}>
      <form className="act-form" noValidate onSubmit={submit}>
        {saving.error && <FailureBand error={saving.error} />}
        <p>{t('law.year-body')}</p>
        <Field
          id="year-source"
          label={t('law.year-source')}
          error={missing ? t('law.year-missing') : undefined}
        >
          {(control) => (
            <input
              {...control}
              data-first
              className="input"
              type="text"
              autoComplete="off"
              maxLength={300}
              value={source}
              onChange={(event) => setSource(event.target.value)}
            />
          )}
        </Field>
        <div className="dialog-actions">
          <Button kind="primary" type="submit" aria-disabled={saving.isPending}>
            {t('law.check-save')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
