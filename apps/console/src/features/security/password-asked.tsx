import { Button, Field } from '@opis/ui';
import { type FormEvent, type ReactNode, useState } from 'react';
import { FocusedSummary } from '../../parts/focused-summary.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../parts/text.tsx';

type PasswordAskedProps = {
  submitLabel: string;
  pending: boolean;
  error: unknown;
  onSubmit: (password: string) => void;
  onClose: () => void;
  /** Fields of the act itself, after the password. */
  children?: ReactNode;
};

/** The account's password again, before how one comes in is changed. */
export function PasswordAsked(props: PasswordAskedProps) {
  const t = useText();
  const { username } = useSession();
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(password === '');
    if (password !== '' && !props.pending) props.onSubmit(password);
  };
  return (
    <form className="act-form" noValidate onSubmit={submit}>
      {missing && (
        <FocusedSummary
          title={t('security.not-done')}
          errors={[{ target: 'confirm-password', text: t('sign-in.password-missing') }]}
        />
      )}
      {!missing && props.error !== null && <FailureBand error={props.error} />}
      <p>{t('security.confirm')}</p>
      {/* For password managers, which keep a password by its name. */}
      <input type="text" autoComplete="username" value={username} readOnly hidden />
      <Field
        id="confirm-password"
        label={t('sign-in.password')}
        error={missing ? t('sign-in.password-missing') : undefined}
      >
        {(control) => (
          <input
            {...control}
            data-first
            className="input"
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      {props.children}
      <div className="dialog-actions">
        <Button kind="primary" type="submit" aria-disabled={props.pending}>
          {props.submitLabel}
        </Button>
        <Button onClick={props.onClose}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
