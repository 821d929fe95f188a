import type { BookClosing } from '@opis/contracts';
import { Band, Button } from '@opis/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { closeBook } from '../../api/close-book.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';

/** The act itself, for who may do it: rows without an answer are seen first, then it is asked once more. */
export function CloseForm({ closing }: { closing: BookClosing }) {
  const t = useText();
  const [seen, setSeen] = useState(false);
  const [unseen, setUnseen] = useState(false);
  const [asking, setAsking] = useState(false);
  if (closing.gaps.length > 0) return <Stop words={t('closing.gaps-warning')} />;
  if (!closing.mayClose) return <p className="meta">{t('closing.not-yours')}</p>;
  const mustSee = closing.unsolved > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setUnseen(mustSee && !seen);
    setAsking(!mustSee || seen);
  };
  return (
    <form className="closing-form" noValidate onSubmit={submit}>
      {mustSee && (
        <Band tone="warn" icon="warning">
          <p>{t('closing.unsolved-warning', { count: closing.unsolved })}</p>
          <label className="closing-seen">
            <input
              type="checkbox"
              checked={seen}
              aria-invalid={unseen || undefined}
              aria-describedby={unseen ? 'closing-unseen' : undefined}
              onChange={(event) => setSeen(event.target.checked)}
            />
            {t('closing.confirm-unsolved')}
          </label>
          {unseen && !seen && (
            <p className="field-error" id="closing-unseen" role="alert">
              {t('closing.confirm-first')}
            </p>
          )}
        </Band>
      )}
      <Button kind="danger" type="submit">
        {t('closing.submit', { year: String(closing.year) })}
      </Button>
      {asking && <ConfirmClosing closing={closing} onClose={() => setAsking(false)} />}
    </form>
  );
}

function Stop({ words }: { words: string }) {
  return (
    <Band tone="late" icon="error">
      <p>{words}</p>
    </Band>
  );
}

function ConfirmClosing({ closing, onClose }: { closing: BookClosing; onClose: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const year = String(closing.year);
  const [requestId] = useState(() => crypto.randomUUID());
  const act = useMutation({
    mutationFn: () =>
      closeBook(closing.register.code, closing.year, {
        requestId,
        hash: closing.hash,
        confirmUnsolved: closing.unsolved > 0,
      }),
    onSuccess: async (closed) => {
      queries.setQueryData(['closing', closing.register.code, closing.year], closed);
      await queries.invalidateQueries({ queryKey: ['entries'] });
      showToast(t('closing.done', { year }));
      onClose();
    },
    // What moved meanwhile is read again: the proposal behind the dialog is the new one.
    onError: () => queries.invalidateQueries({ queryKey: ['closing', closing.register.code] }),
  });
  return (
    <Dialog title={t('closing.confirm-title', { year })} onClose={onClose}>
      {act.error && <FailureBand error={act.error} />}
      <p>{t('closing.confirm-body')}</p>
      <div className="dialog-actions">
        <Button kind="danger" aria-disabled={act.isPending} onClick={() => !act.isPending && act.mutate()}>
          {t('closing.confirm')}
        </Button>
        <Button data-first onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </Dialog>
  );
}
