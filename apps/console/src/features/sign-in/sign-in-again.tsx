import type { SessionResponse } from '@opis/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { sessionGate } from '../../api/session-gate.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { sessionQuery } from '../../parts/session.tsx';
import { useText } from '../../parts/text.tsx';
import { leaveAccount } from './leave-account.ts';
import { SignInForm } from './sign-in-form.tsx';
import './sign-in.css';

/** The session ended while somebody worked: they sign in over the dimmed page, and what waited goes on by itself. */
export function SignInAgain({ session }: { session: SessionResponse }) {
  const shut = useSyncExternalStore(sessionGate.subscribe, sessionGate.isShut);
  return shut ? <SignInAgainDialog session={session} /> : null;
}

function SignInAgainDialog({ session }: { session: SessionResponse }) {
  const t = useText();
  const queries = useQueryClient();
  const [stranger, setStranger] = useState(false);
  const enter = (now: SessionResponse) => {
    if (now.accountId !== session.accountId) return setStranger(true);
    queries.setQueryData(sessionQuery.queryKey, now);
    sessionGate.signedInAgain();
  };
  return (
    <Dialog title={t('sign-in.again')}>
      <p>{t(stranger ? 'sign-in.not-you' : 'sign-in.again-body', { username: session.username })}</p>
      <SignInForm initial={{ username: session.username, password: '' }} fixedUsername onSignedIn={enter} />
      <p>
        <button type="button" className="link-button" onClick={() => void leaveAccount(queries)}>
          {t('sign-in.other')}
        </button>
      </p>
    </Dialog>
  );
}
