import { Field } from '@opis/ui';
import { useState } from 'react';
import { Dialog } from '../../parts/dialog.tsx';
import { type MessageId, useText } from '../../parts/text.tsx';
import type { ActProps } from './act-dialog.tsx';
import { ActForm, useActErrors } from './act-form.tsx';
import { useAmendment } from './use-amendment.ts';

/** REG-05: a mistake keeps its number, struck and readable, with the reason. */
export function AnnulDialog({ entryKey, entry, onDone, onClose }: ActProps) {
  const t = useText();
  const number = entry.registrationNumber;
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<readonly { target: string; message: MessageId }[]>([]);
  const { act, ...state } = useAmendment('annulment', { key: entryKey, entry, onDone });
  const errors = useActErrors(state.error)(wrong);
  const submit = () => {
    const short = reason.trim().length < 3;
    setWrong(short ? [{ target: 'act-reason', message: 'entry.error.reason' }] : []);
    if (!short) void act({ reason });
  };
  return (
    <Dialog title={t('entry.annul.title', { number })} onClose={onClose}>
      <p>{t('entry.annul.body')}</p>
      <ActForm
        {...state}
        errors={errors}
        conflict={[]}
        danger
        submitLabel={t('entry.act.annul')}
        onSubmit={submit}
        onClose={onClose}
      >
        <Field
          id="act-reason"
          label={t('entry.annul.reason')}
          error={errors.find((one) => one.target === 'act-reason')?.text}
        >
          {(control) => (
            <textarea
              {...control}
              data-step
              data-first
              className="input"
              rows={3}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      </ActForm>
    </Dialog>
  );
}
