import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation } from '@tanstack/react-router';
import { PasswordPage } from '../features/password/password-page.tsx';
import { SignInAgain } from '../features/sign-in/sign-in-again.tsx';
import { SignInPage } from '../features/sign-in/sign-in-page.tsx';
import { FailureState } from '../parts/problem-view.tsx';
import { SessionContext, sessionQuery } from '../parts/session.tsx';
import { Shell } from './shell.tsx';

/** Before anything else: who is it. The address stays while they sign in, and its page follows. */
export function Root() {
  const { pathname } = useLocation();
  return pathname === '/parola' ? <PasswordPage /> : <SignedIn />;
}

function SignedIn() {
  const session = useQuery(sessionQuery);
  if (session.error) {
    return (
      <main className="lonely">
        <FailureState error={session.error} onRetry={() => void session.refetch()} />
      </main>
    );
  }
  if (session.data === undefined) return null;
  if (session.data === null) return <SignInPage />;
  return (
    <SessionContext value={session.data}>
      <Shell>
        <Outlet />
      </Shell>
      <SignInAgain session={session.data} />
    </SessionContext>
  );
}
