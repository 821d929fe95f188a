import { TacitEffect } from '@opis/contracts';
import { Button, Field } from '@opis/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { decideTacitEffect } from '../../api/tacit-approvals.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';

type DecideTacitDialogProps = { id: string; onDone: () => void; onClose: () => void };

const fewestLetters = 5;

/** What the silence had for effect, and on what basis: a person's own act. */
export function DecideTacitDialog({ id, onDone, onClose }: DecideTacitDialogProps) {
  const t = useText();
  const [effect, setEffect] = useState<TacitEffect>('approved');
  const [basis, setBasis] = useState('');
  const [signal, setSignal] = useState(false);
  const [missing, setMissing] = useState(false);
  const [requestId, setRequestId] = useState(() => crypto.randomUUID());
  const deciding = useMutation({
    mutationFn: () => decideTacitEffect(id, { requestId, effect, basis, signal }),
    onSuccess: () => {
      onDone();
      onClose();
    },
    onError: () => setRequestId(crypto.randomUUID()),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const short = basis.trim().length < fewestLetters;
    setMissing(short);
    if (!short && !deciding.isPending) deciding.mutate();
  };
  return (
    <Dialog title={t('tacit.decide-title')} onClose={onClose}>
      <form className="act-form" noValidate onSubmit={submit}>
        {deciding.error && <FailureBand error={deciding.error} />}
        <fieldset className="outcomes">
          <legend>{t('tacit.effect')}</legend>
          {TacitEffect.options.map((one, at) => (
            <label className="outcome" key={one}>
              <input
                type="radio"
                name="tacit-effect"
                checked={effect === one}
                {...(at === 0 && { 'data-first': true })}
                onChange={() => setEffect(one)}
              />
              {t(`tacit.choose.${one}`)}
            </label>
          ))}
        </fieldset>
        <Field
          id="tacit-basis"
          label={t('tacit.basis')}
          hint={t('tacit.basis-hint')}
          error={missing ? t('tacit.basis-missing') : undefined}
        >
          {(control) => (
            <textarea
              {...control}
              className="input"
              rows={3}
              maxLength={2000}
              value={basis}
              onChange={(event) => setBasis(event.target.value)}
            />
          )}
        </Field>
        <label className="outcome">
          <input type="checkbox" checked={signal} onChange={(event) => setSignal(event.target.checked)} />
          {t('tacit.signal')}
        </label>
        <div className="dialog-actions">
          <Button kind="primary" type="submit" aria-disabled={deciding.isPending}>
            {t('tacit.record')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
