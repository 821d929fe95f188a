import type { PublicInstitution, SessionResponse } from '@opis/contracts';
import { EmptyStamp } from '@opis/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Mark } from '../../app/brand.tsx';
import { toClockTime, toPlainDate } from '../../parts/dates.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { sessionQuery } from '../../parts/session.tsx';
import { Sentence, useText } from '../../parts/text.tsx';
import { institutionQuery, useServerNow } from '../../parts/use-institution.ts';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { PasskeySignIn } from './passkey-sign-in.tsx';
import { SignInForm } from './sign-in-form.tsx';
import './sign-in.css';

/** The stamp is set to today, as every morning; then who is it. */
export function SignInPage() {
  const t = useText();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(institutionQuery);
  usePageTitle(t('sign-in.title'));
  if (error) {
    return (
      <main className="lonely">
        <FailureState error={error} onRetry={() => void refetch()} />
      </main>
    );
  }
  if (!data) return null;
  const enter = (session: SessionResponse) => queries.setQueryData(sessionQuery.queryKey, session);
  return (
    <div className="sign-in">
      <Letterhead institution={data.institution} />
      <main className="sign-in-main">
        <SignIn institution={data.institution} onSignedIn={enter} />
        <p className="meta sign-in-foot">{t('sign-in.logged')}</p>
      </main>
    </div>
  );
}

function Letterhead({ institution }: { institution: PublicInstitution }) {
  const t = useText();
  const now = useServerNow();
  return (
    <header className="letterhead">
      <p className="letterhead-brand">
        <Mark size={32} />
        <b>Opis</b>
      </p>
      <div className="letterhead-body">
        <p className="letterhead-name">{institution.name}</p>
        <EmptyStamp
          institution={institution.shortName}
          face="hero"
          today={{ date: toPlainDate(now), time: toClockTime(now) }}
        />
      </div>
      <p className="letterhead-foot">
        <span>{t('sign-in.hours', { hours: institution.openingHours })}</span>
        <span>{institution.address}</span>
      </p>
    </header>
  );
}

type SignInProps = { institution: PublicInstitution; onSignedIn: (session: SessionResponse) => void };

function SignIn({ institution, onSignedIn }: SignInProps) {
  const t = useText();
  const [filled, setFilled] = useState({ username: '', password: '' });
  const submit = useRef<HTMLButtonElement>(null);
  const hour = Number(toClockTime(useServerNow()).slice(0, 2));
  const { demo } = institution;
  // A chosen account stands in the fields; Enter, which the hand is on, signs in.
  useEffect(() => {
    if (filled.username !== '') submit.current?.focus();
  }, [filled]);
  return (
    <>
      <h1>{t(hour < 10 ? 'sign-in.morning' : hour < 18 ? 'sign-in.day' : 'sign-in.evening')}</h1>
      <SignInForm key={filled.username} initial={filled} submitRef={submit} onSignedIn={onSignedIn} />
      <PasskeySignIn onSignedIn={onSignedIn} />
      {demo && (
        <section className="demo" aria-labelledby="demo-title">
          <h2 className="demo-title" id="demo-title">
            {t('sign-in.demo')}
          </h2>
          <p className="meta">
            <Sentence id="sign-in.demo-body" values={{ password: demo.password }} />
          </p>
          <ul className="demo-accounts">
            {demo.accounts.map((account) => (
              <li key={account.username}>
                <button
                  type="button"
                  className="demo-account"
                  onClick={() => setFilled({ username: account.username, password: demo.password })}
                >
                  <span className="strong">{account.username}</span>
                  <span className="meta ellipsis">{account.displayName}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
