import { Button, Field } from '@opis/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';

type ReasonDialogProps = {
  title: string;
  submitLabel: string;
  reasonLabel?: string;
  reasonHint?: string;
  danger?: boolean;
  /** False while something beside the reason is missing; it says itself what. */
  ready?: () => boolean;
  act: (given: { requestId: string; reason: string }) => Promise<unknown>;
  onDone: () => void;
  onClose: () => void;
  children?: ReactNode;
  /** What may be said beside it, below the reason. */
  below?: ReactNode;
};

const fewestLetters = 3;

/** An act that is written down with its reason. One line: Enter does it. What was typed stays through any failure. */
export function ReasonDialog({
  title,
  submitLabel,
  reasonLabel,
  reasonHint,
  danger = false,
  ready = () => true,
  act,
  onDone,
  onClose,
  children,
  below,
}: ReasonDialogProps) {
  const t = useText();
  const [reason, setReason] = useState('');
  const [short, setShort] = useState(false);
  const [requestId] = useState(() => crypto.randomUUID());
  const acting = useMutation({ mutationFn: () => act({ requestId, reason }), onSuccess: onDone });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isShort = reason.trim().length < fewestLetters;
    setShort(isShort);
    if (ready() && !isShort && !acting.isPending) acting.mutate();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="act-form" noValidate onSubmit={submit}>
        {acting.error && <FailureBand error={acting.error} />}
        {children}
        <Field
          id="petition-reason"
          label={reasonLabel ?? t('petition.reason')}
          hint={reasonHint}
          error={short ? t('petition.reason-short') : undefined}
        >
          {(control) => (
            <input
              {...control}
              {...(!children && { 'data-first': true })}
              className="input"
              autoComplete="off"
              maxLength={1000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        {below}
        <div className="dialog-actions">
          <Button kind={danger ? 'danger' : 'primary'} type="submit" aria-disabled={acting.isPending}>
            {submitLabel}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
