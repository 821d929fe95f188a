import type { PasswordLink } from '@opis/contracts';
import { Button, Field } from '@opis/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { openAccount } from '../../api/administration.ts';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { codeFrom } from './row-form.ts';
import { type Plan, useForgetHouse } from './use-organisation.ts';

/** A person without an account gets one, and a link by which they choose their password. */
export function OpenAccountForm({ person }: { person: Plan['staff'][number] }) {
  const t = useText();
  const forget = useForgetHouse();
  const [username, setUsername] = useState(() =>
    codeFrom(person.givenName, person.familyName).replaceAll('-', '.'),
  );
  const [requestId, setRequestId] = useState(() => crypto.randomUUID());
  const [link, setLink] = useState<PasswordLink | null>(null);
  const opening = useMutation({
    mutationFn: () => openAccount({ requestId, staffCode: person.code, username }),
    onSuccess: setLink,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!opening.isPending && username.trim() !== '') opening.mutate();
  };
  return (
    <>
      <h3 className="admin-subhead">{t('admin.account')}</h3>
      <p className="second">{t('admin.no-account-body')}</p>
      <form className="admin-inline" noValidate onSubmit={submit}>
        {opening.error && <FailureBand error={opening.error} />}
        <Field id="username" label={t('profile.username')}>
          {(control) => (
            <input
              {...control}
              className="input"
              autoComplete="off"
              autoCapitalize="none"
              value={username}
              onChange={(event) => {
                setRequestId(crypto.randomUUID());
                setUsername(event.target.value);
              }}
            />
          )}
        </Field>
        <Button kind="primary" type="submit" icon="key" aria-disabled={opening.isPending}>
          {t('admin.open-account')}
        </Button>
      </form>
      {link && (
        <LinkDialog
          name={`${person.givenName} ${person.familyName}`}
          username={username}
          link={link}
          onClose={() => {
            setLink(null);
            void forget();
          }}
        />
      )}
    </>
  );
}
