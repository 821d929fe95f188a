import { Button, Field, StatePanel } from '@opis/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { usePasswordLink as sendPassword } from '../../api/administration.ts';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import './password.css';

const shortest = 12;

/** Opened by a one-time link: a person chooses their password; the secret stands after the # and reaches no log. */
export function PasswordPage() {
  const t = useText();
  usePageTitle(t('password.title'));
  const [secret] = useState(() => window.location.hash.slice(1));
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [short, setShort] = useState(false);
  const sending = useMutation({ mutationFn: () => sendPassword({ secret, password }) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const tooShort = [...password.normalize('NFC')].length < shortest;
    setShort(tooShort);
    if (!tooShort && !sending.isPending) sending.mutate();
  };
  if (sending.isSuccess) {
    return (
      <main className="lonely">
        <StatePanel
          level={1}
          title={t('password.done')}
          actions={<a href="/ghiseu">{t('password.sign-in')}</a>}
        >
          <p>{t('password.done-body')}</p>
        </StatePanel>
      </main>
    );
  }
  return (
    <main className="lonely">
      <form className="sheet password-form" noValidate onSubmit={submit}>
        <h1>{t('password.title')}</h1>
        <p className="second">{t('password.body')}</p>
        {sending.error && <FailureBand error={sending.error} />}
        <Field
          id="new-password"
          label={t('password.new')}
          hint={t('password.hint')}
          error={short ? t('password.short') : undefined}
        >
          {(control) => (
            <input
              {...control}
              className="input"
              type={shown ? 'text' : 'password'}
              autoComplete="new-password"
              // biome-ignore lint/a11y/noAutofocus: the page is this field
              autoFocus
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        <label className="check">
          <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
          {t('password.show')}
        </label>
        <Button kind="primary" size="main" type="submit" aria-disabled={sending.isPending}>
          {t('password.set')}
        </Button>
      </form>
    </main>
  );
}
