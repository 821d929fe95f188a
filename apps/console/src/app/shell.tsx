import { ButtonContent, buttonClass } from '@opis/ui';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { LongWorksButton } from '../features/exports/long-works-button.tsx';
import { KeysSheet } from '../features/keys/keys-sheet.tsx';
import { NoticesButton } from '../features/notices/notices-button.tsx';
import { DeskTabs } from '../features/works/desk-tabs.tsx';
import { initialsOf } from '../features/works/short-name.ts';
import { useKeyLabels } from '../parts/key-hint.tsx';
import { useRegisters } from '../parts/reference-lists.ts';
import { screensOf, useSession } from '../parts/session.tsx';
import { useText } from '../parts/text.tsx';
import { Toasts } from '../parts/toast.tsx';
import { useKeys } from '../parts/use-keys.ts';
import { Brand } from './brand.tsx';
import { FindBox } from './find-box.tsx';
import { CutBand } from './live-mark.tsx';
import { Rail } from './rail.tsx';
import { StandingStripe } from './standing-stripe.tsx';
import { useGoKeys } from './use-go-keys.ts';
import { useLive } from './use-live.ts';

/** Top bar, rail and page: the same on every screen; the rail narrows where a wide table needs the room. */
export function Shell({ children }: { children: ReactNode }) {
  const t = useText();
  const keyOf = useKeyLabels();
  const session = useSession();
  const { data } = useRegisters();
  const screens = screensOf(session, data?.items ?? []);
  const { pathname } = useLocation();
  const [keysOpen, setKeysOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const navigate = useNavigate();
  useLive();
  useGoKeys(screens);
  useKeys({
    F2: screens.counter ? () => void navigate({ to: '/ghiseu' }) : undefined,
    '?': () => setKeysOpen(true),
  });
  useEffect(() => {
    if (pathname && document.activeElement === document.body) main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return (
    <div className={pathname.startsWith('/registre/') ? 'app is-narrow' : 'app'}>
      <a className="skip-link" href="#main">
        {t('skip')}
      </a>
      <header className="top">
        <Brand />
        <FindBox screens={screens} onKeys={() => setKeysOpen(true)} />
        <DeskTabs />
        {screens.counter && (
          <Link className={buttonClass({}, 'top-register')} to="/ghiseu" aria-keyshortcuts="F2">
            <ButtonContent icon="add" keyHint={keyOf('F2')}>
              {t('top.register')}
            </ButtonContent>
          </Link>
        )}
        <LongWorksButton />
        <NoticesButton />
        <Link className="who" to="/profil" title={t('rail.profile')}>
          <span className="avatar" aria-hidden="true">
            {initialsOf(session.displayName)}
          </span>
          <span className="who-words">
            <b className="strong">{session.displayName}</b>
            <span className="second">{session.title}</span>
          </span>
        </Link>
      </header>
      <div className="bands">
        <StandingStripe />
        <CutBand />
      </div>
      <Rail screens={screens} onKeys={() => setKeysOpen(true)} />
      <main className="main" id="main" tabIndex={-1} ref={main}>
        {children}
      </main>
      <Toasts />
      {keysOpen && <KeysSheet screens={screens} onClose={() => setKeysOpen(false)} />}
    </div>
  );
}
