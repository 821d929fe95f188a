import { Button } from '@opis/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { isInDoubt, loadDraft } from '../counter/counter-draft.ts';
import { SecuritySheet } from '../security/security-sheet.tsx';
import { leaveAccount } from '../sign-in/leave-account.ts';
import { MySubstitutions, TeamSubstitutions } from '../substitutions/substitutions-sheet.tsx';
import { DeskChoices } from './desk-choices.tsx';
import { OpenSessions } from './open-sessions.tsx';
import './profile.css';

/** Who is signed in, from where, and how this desk should look and print. */
export function ProfilePage() {
  const t = useText();
  usePageTitle(t('profile.title'));
  return (
    <>
      <div className="page-head">
        <h1>{t('profile.title')}</h1>
      </div>
      <div className="profile">
        <div className="profile-column">
          <Account />
          <MySubstitutions />
          <DeskChoices />
        </div>
        <div className="profile-column">
          <TeamSubstitutions />
          <SecuritySheet />
          <OpenSessions />
        </div>
      </div>
    </>
  );
}

function Account() {
  const t = useText();
  const session = useSession();
  const queries = useQueryClient();
  const leave = () => {
    // A paper that may have a number must not be forgotten with the session.
    if (isInDoubt(loadDraft(session.accountId)))
      return showToast(t('profile.sign-out-doubt'), { failed: true });
    void leaveAccount(queries);
  };
  return (
    <section className="sheet profile-sheet" aria-labelledby="account-title">
      <h2 id="account-title">{session.displayName}</h2>
      <p className="second">{session.title}</p>
      <dl className="facts">
        <dt>{t('profile.username')}</dt>
        <dd>{session.username}</dd>
        {session.unit && (
          <>
            <dt>{t('profile.unit')}</dt>
            <dd>{session.unit.name}</dd>
          </>
        )}
        {session.office && (
          <>
            <dt>{t('profile.office')}</dt>
            <dd>
              {session.office.name}, {session.office.address}
            </dd>
          </>
        )}
        <dt>{t('profile.roles')}</dt>
        <dd>{session.roles.map((role) => t(`profile.role.${role}`)).join(', ')}</dd>
      </dl>
      <Button icon="leave" onClick={leave}>
        {t('profile.sign-out')}
      </Button>
    </section>
  );
}
