import { Button } from '@opis/ui';
import type { FormEvent, ReactNode } from 'react';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';

type FormDialogProps = {
  title: string;
  body?: string;
  error: Error | null;
  /** `ready` false keeps the act back until it makes sense; while it is pending too. */
  act: { label: string; ready: boolean; pending: boolean; onPress: () => void };
  onClose: () => void;
  children: ReactNode;
};

/** A few fields and one act; what was typed stays through any failure. */
export function FormDialog({ title, body, error, act, onClose, children }: FormDialogProps) {
  const t = useText();
  const { label, ready, pending, onPress } = act;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !pending) onPress();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      {body && <p className="second">{body}</p>}
      <form className="act-form" noValidate onSubmit={submit}>
        {error && <FailureBand error={error} />}
        {children}
        <div className="dialog-actions">
          <Button kind="primary" type="submit" aria-disabled={!ready || pending}>
            {label}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
