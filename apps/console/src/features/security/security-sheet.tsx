import { Button } from '@opis/ui';
import { useState } from 'react';
import { FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { PasskeyList } from './passkey-list.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import { TotpPart } from './totp-part.tsx';
import { useSecondFactors } from './use-second-factors.ts';
import './security.css';

/** How the person comes in: passkeys first, then the code beside the password, then the password itself. */
export function SecuritySheet() {
  const t = useText();
  const { factors, error, retry, refresh } = useSecondFactors();
  const [changing, setChanging] = useState(false);
  return (
    <section className="sheet profile-sheet security" aria-labelledby="security-title">
      <h2 id="security-title">{t('security.title')}</h2>
      <p className="second">{t('security.body')}</p>
      {error && <FailureState error={error} onRetry={retry} />}
      {factors && (
        <>
          <PasskeyList factors={factors} onChanged={refresh} />
          <TotpPart factors={factors} onChanged={refresh} />
          <div className="security-part">
            <h3>{t('security.password')}</h3>
            <Button size="small" onClick={() => setChanging(true)}>
              {t('security.password-change')}
            </Button>
          </div>
        </>
      )}
      {changing && <PasswordDialog onClose={() => setChanging(false)} />}
    </section>
  );
}
