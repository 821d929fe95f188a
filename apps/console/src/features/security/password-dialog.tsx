import { Field } from '@opis/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { changePassword } from '../../api/second-factors.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { PasswordAsked } from './password-asked.tsx';

const shortest = 12;

/** A new password; every other session of the account ends. */
export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const [wanted, setWanted] = useState('');
  const [tooShort, setTooShort] = useState(false);
  const changing = useMutation({
    mutationFn: (password: string) => changePassword({ password, newPassword: wanted }),
    onSuccess: () => {
      showToast(t('security.password-changed'));
      onClose();
    },
  });
  const submit = (password: string) => {
    const short = [...wanted].length < shortest;
    setTooShort(short);
    if (!short) changing.mutate(password);
  };
  return (
    <Dialog title={t('security.password-change')} onClose={onClose}>
      <p className="second">{t('security.password-body')}</p>
      <PasswordAsked
        submitLabel={t('security.password-change')}
        pending={changing.isPending}
        error={changing.error}
        onSubmit={submit}
        onClose={onClose}
      >
        <Field
          id="new-password"
          label={t('security.password-new')}
          hint={t('security.password-new-hint')}
          error={tooShort ? t('security.password-short') : undefined}
        >
          {(control) => (
            <input
              {...control}
              className="input"
              type="password"
              autoComplete="new-password"
              value={wanted}
              onChange={(event) => setWanted(event.target.value)}
            />
          )}
        </Field>
      </PasswordAsked>
    </Dialog>
  );
}
