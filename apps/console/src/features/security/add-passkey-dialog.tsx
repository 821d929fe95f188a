import { Band, Field } from '@opis/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { addPasskey, offerPasskey } from '../../api/second-factors.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { makePasskey, PasskeyCancelledError } from '../../parts/passkeys.ts';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { PasswordAsked } from './password-asked.tsx';

/** Password and a name; then the device does the rest. */
export function AddPasskeyDialog({ onAdded, onClose }: { onAdded: () => unknown; onClose: () => void }) {
  const t = useText();
  const [name, setName] = useState('');
  const [nameless, setNameless] = useState(false);
  const adding = useMutation({
    mutationFn: async (password: string) => {
      const { options } = await offerPasskey(password);
      return addPasskey({ name: name.trim(), credential: await makePasskey(options) });
    },
    onSuccess: async () => {
      showToast(t('security.passkey-added'));
      await onAdded();
      onClose();
    },
  });
  const { error } = adding;
  const submit = (password: string) => {
    setNameless(name.trim() === '');
    if (name.trim() !== '') adding.mutate(password);
  };
  const cancelled = error instanceof PasskeyCancelledError;
  return (
    <Dialog title={t('security.passkey-add')} onClose={onClose}>
      {cancelled && (
        <div role="alert">
          <Band tone="warn" icon="warning">
            {t(error.same ? 'security.passkey-same' : 'security.passkey-cancelled')}
          </Band>
        </div>
      )}
      {adding.isPending && (
        <p className="second" role="status">
          {t('security.passkey-wait')}
        </p>
      )}
      <PasswordAsked
        submitLabel={t('security.go-on')}
        pending={adding.isPending}
        error={cancelled ? null : error}
        onSubmit={submit}
        onClose={onClose}
      >
        <Field
          id="passkey-name"
          label={t('security.passkey-name')}
          hint={t('security.passkey-name-hint')}
          error={nameless ? t('security.passkey-name-missing') : undefined}
        >
          {(control) => (
            <input
              {...control}
              className="input"
              maxLength={80}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      </PasswordAsked>
    </Dialog>
  );
}
