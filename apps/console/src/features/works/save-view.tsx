import { Button, Field } from '@opis/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { saveView } from '../../api/saved-views.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { savedViewsQuery } from './saved-views-query.ts';

/** Keeps the filters as they stand under a name: one more tab, on every computer of this person. */
export function SaveView({ query }: { query: string }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind="quiet" icon="add" onClick={() => setOpen(true)}>
        {t('works.view-save')}
      </Button>
      {open && <SaveViewDialog query={query} onClose={() => setOpen(false)} />}
    </>
  );
}

function SaveViewDialog({ query, onClose }: { query: string; onClose: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [missing, setMissing] = useState(false);
  const [requestId, setRequestId] = useState(() => crypto.randomUUID());
  const saving = useMutation({
    mutationFn: () => saveView({ requestId, list: 'works', name, query }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: savedViewsQuery.queryKey });
      showToast(t('works.view-saved', { name }));
      onClose();
    },
    // Another name is another request.
    onError: () => setRequestId(crypto.randomUUID()),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(name.trim() === '');
    if (name.trim() !== '' && !saving.isPending) saving.mutate();
  };
  return (
    <Dialog title={t('works.view-title')} onClose={onClose}>
      <form className="act-form" noValidate onSubmit={submit}>
        {saving.error && <FailureBand error={saving.error} />}
        <Field
          id="view-name"
          label={t('works.view-name')}
          hint={t('works.view-hint')}
          error={missing ? t('works.view-missing') : undefined}
        >
          {(control) => (
            <input
              {...control}
              data-first
              className="input"
              type="text"
              autoComplete="off"
              maxLength={40}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <div className="dialog-actions">
          <Button kind="primary" type="submit" aria-disabled={saving.isPending}>
            {t('works.view-save')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
