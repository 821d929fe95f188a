import type { SessionResponse } from '@opis/contracts';
import { Button, Field } from '@opis/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type Ref, useState } from 'react';
import { ProblemError } from '../../api/http.ts';
import { signIn } from '../../api/sign-in.ts';
import { FocusedSummary } from '../../parts/focused-summary.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';

type Credentials = { username: string; password: string; code: string };
type FieldName = keyof Credentials;

type SignInFormProps = {
  initial: Pick<Credentials, 'username' | 'password'>;
  /** Signing in again: the name is known and stays. */
  fixedUsername?: boolean;
  submitRef?: Ref<HTMLButtonElement>;
  onSignedIn: (session: SessionResponse) => void;
};

/** Name and password; then the telephone's code, where the account asks for one. Pasting and password managers work; nothing is asked that a head must remember. */
export function SignInForm({ initial, fixedUsername = false, submitRef, onSignedIn }: SignInFormProps) {
  const t = useText();
  const [credentials, setCredentials] = useState<Credentials>({ ...initial, code: '' });
  const [missing, setMissing] = useState<readonly FieldName[]>([]);
  const [coded, setCoded] = useState(false);
  const entering = useMutation({
    mutationFn: signIn,
    onSuccess: onSignedIn,
    onError: (error) => setCoded(coded || isAbout(error, 'identity.code-required')),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (entering.isPending) return;
    const { code, ...known } = credentials;
    const wanted: FieldName[] = coded ? ['username', 'password', 'code'] : ['username', 'password'];
    const empty = wanted.filter((field) => credentials[field].trim() === '');
    setMissing(empty);
    if (empty.length === 0) entering.mutate(coded ? { ...known, code } : known);
  };
  const errorOf = (field: FieldName) => (missing.includes(field) ? t(`sign-in.${field}-missing`) : undefined);
  const refused = missing.length === 0 && !isAbout(entering.error, 'identity.code-required');
  return (
    <form className="sign-in-form" noValidate onSubmit={submit}>
      {missing.length > 0 && (
        <FocusedSummary
          title={t('sign-in.failed')}
          errors={missing.map((field) => ({ target: field, text: t(`sign-in.${field}-missing`) }))}
        />
      )}
      {entering.error && refused && <FailureBand error={entering.error} />}
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
      {coded && (
        <CodeField
          error={errorOf('code')}
          value={credentials.code}
          onChange={(code) => setCredentials({ ...credentials, code })}
        />
      )}
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

const isAbout = (error: unknown, code: string) =>
  error instanceof ProblemError && error.problem.code === code;

function CodeField({ error, value, onChange }: PasswordFieldProps) {
  const t = useText();
  return (
    <Field id="code" label={t('sign-in.code')} hint={t('sign-in.code-body')} error={error}>
      {(control) => (
        <input
          {...control}
          // biome-ignore lint/a11y/noAutofocus: the password was right, this is what is missing
          autoFocus
          className="input"
          inputMode="text"
          autoComplete="one-time-code"
          autoCapitalize="off"
          spellCheck={false}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
