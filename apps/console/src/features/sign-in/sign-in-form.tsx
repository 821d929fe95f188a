import type { SessionResponse, SignInRequest } from '@opis/contracts';
import { Button, Field } from '@opis/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type Ref, useState } from 'react';
import { signIn } from '../../api/sign-in.ts';
import { FocusedSummary } from '../../parts/focused-summary.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';

type SignInFormProps = {
  initial: SignInRequest;
  /** Signing in again: the name is known and stays. */
  fixedUsername?: boolean;
  submitRef?: Ref<HTMLButtonElement>;
  onSignedIn: (session: SessionResponse) => void;
};

/** Name and password. Pasting and password managers work; nothing is asked that a head must remember. */
export function SignInForm({ initial, fixedUsername = false, submitRef, onSignedIn }: SignInFormProps) {
  const t = useText();
  const [credentials, setCredentials] = useState(initial);
  const [missing, setMissing] = useState<readonly ('username' | 'password')[]>([]);
  const entering = useMutation({ mutationFn: signIn, onSuccess: onSignedIn });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (entering.isPending) return;
    const empty = (['username', 'password'] as const).filter((field) => credentials[field].trim() === '');
    setMissing(empty);
    if (empty.length === 0) entering.mutate(credentials);
  };
  const errorOf = (field: 'username' | 'password') =>
    missing.includes(field) ? t(`sign-in.${field}-missing`) : undefined;
  return (
    <form className="sign-in-form" noValidate onSubmit={submit}>
      {missing.length > 0 && (
        <FocusedSummary
          title={t('sign-in.failed')}
          errors={missing.map((field) => ({ target: field, text: t(`sign-in.${field}-missing`) }))}
        />
      )}
      {entering.error && missing.length === 0 && <FailureBand error={entering.error} />}
      <Field id="username" label={t('sign-in.username')} error={errorOf('username')}>
        {(control) => (
          <input
            {...control}
            className="input"
            type="text"
            autoComplete="username"
            autoCapitalize="off"
            spellCheck={false}
            readOnly={fixedUsername}
            // biome-ignore lint/a11y/noAutofocus: the page is this form
            autoFocus={!fixedUsername && initial.username === ''}
            value={credentials.username}
            onChange={(event) => setCredentials({ ...credentials, username: event.target.value })}
          />
        )}
      </Field>
      <PasswordField
        error={errorOf('password')}
        value={credentials.password}
        onChange={(password) => setCredentials({ ...credentials, password })}
      />
      <Button kind="primary" size="main" type="submit" ref={submitRef} aria-disabled={entering.isPending}>
        {t(entering.isPending ? 'sign-in.busy' : 'sign-in.submit')}
      </Button>
    </form>
  );
}

type PasswordFieldProps = { error: string | undefined; value: string; onChange: (value: string) => void };

function PasswordField({ error, value, onChange }: PasswordFieldProps) {
  const t = useText();
  const [shown, setShown] = useState(false);
  return (
    <Field id="password" label={t('sign-in.password')} error={error}>
      {(control) => (
        <div className="input-shell">
          <input
            {...control}
            data-first
            type={shown ? 'text' : 'password'}
            autoComplete="current-password"
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          <button
            type="button"
            className="link-button"
            aria-label={t(shown ? 'sign-in.hide-password' : 'sign-in.show-password')}
            onClick={() => setShown(!shown)}
          >
            {t(shown ? 'sign-in.hide' : 'sign-in.show')}
          </button>
        </div>
      )}
    </Field>
  );
}
