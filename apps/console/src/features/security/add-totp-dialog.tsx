import type { TotpOffer } from '@opis/contracts';
import { Button, Field } from '@opis/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { confirmTotp, offerTotp } from '../../api/second-factors.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FocusedSummary } from '../../parts/focused-summary.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { PasswordAsked } from './password-asked.tsx';
import { QrCode } from './qr-code.tsx';
import { RecoveryCodeList } from './recovery-code-list.tsx';

/** Password, picture for the telephone, its first code, recovery codes. */
export function AddTotpDialog({ onAdded, onClose }: { onAdded: () => unknown; onClose: () => void }) {
  const t = useText();
  const offering = useMutation({ mutationFn: offerTotp });
  const confirming = useMutation({ mutationFn: confirmTotp, onSuccess: onAdded });
  return (
    <Dialog title={t('security.totp')} onClose={onClose}>
      {confirming.data ? (
        <RecoveryCodeList codes={confirming.data.codes} onDone={onClose} />
      ) : offering.data ? (
        <FirstCode
          offer={offering.data}
          pending={confirming.isPending}
          error={confirming.error}
          onSubmit={(code) => confirming.mutate(code)}
        />
      ) : (
        <PasswordAsked
          submitLabel={t('security.go-on')}
          pending={offering.isPending}
          error={offering.error}
          onSubmit={(password) => offering.mutate(password)}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

type FirstCodeProps = {
  offer: TotpOffer;
  pending: boolean;
  error: unknown;
  onSubmit: (code: string) => void;
};

function FirstCode({ offer, pending, error, onSubmit }: FirstCodeProps) {
  const t = useText();
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(code.trim() === '');
    if (code.trim() !== '' && !pending) onSubmit(code);
  };
  return (
    <form className="act-form" noValidate onSubmit={submit}>
      {missing && (
        <FocusedSummary
          title={t('security.not-done')}
          errors={[{ target: 'totp-code', text: t('security.code-missing') }]}
        />
      )}
      {!missing && error !== null && <FailureBand error={error} />}
      <p>{t('security.totp-scan')}</p>
      <QrCode text={offer.uri} label={t('security.totp-picture')} />
      <p className="second">
        {t('security.totp-by-hand')} <code className="security-secret">{inFours(offer.secret)}</code>
      </p>
      <Field
        id="totp-code"
        label={t('security.code')}
        hint={t('security.code-hint')}
        error={missing ? t('security.code-missing') : undefined}
      >
        {(control) => (
          <input
            {...control}
            // biome-ignore lint/a11y/noAutofocus: the step is this field
            autoFocus
            className="input is-number"
            inputMode="numeric"
            autoComplete="one-time-code"
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </Field>
      <div className="dialog-actions">
        <Button kind="primary" type="submit" aria-disabled={pending}>
          {t('security.code-confirm')}
        </Button>
      </div>
    </form>
  );
}

const inFours = (secret: string) => secret.replaceAll(/(.{4})(?=.)/g, '$1 ');
