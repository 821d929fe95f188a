import { ButtonContent, buttonClass } from '@opis/ui';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { KeysSheet } from '../features/keys/keys-sheet.tsx';
import { useRegisters } from '../parts/reference-lists.ts';
import { screensOf, useSession } from '../parts/session.tsx';
import { useText } from '../parts/text.tsx';
import { Toasts } from '../parts/toast.tsx';
import { useKeys } from '../parts/use-keys.ts';
import { Brand } from './brand.tsx';
import { FindBox } from './find-box.tsx';
import { Rail } from './rail.tsx';

/** Top bar, rail and page: the same on every screen; the rail narrows where a wide table needs the room. */
export function Shell({ children }: { children: ReactNode }) {
  const t = useText();
  const session = useSession();
  const { data } = useRegisters();
  const screens = screensOf(session, data?.items ?? []);
  const { pathname } = useLocation();
  const [keysOpen, setKeysOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  useGoKeys(screens, () => setKeysOpen(true));
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
        <span className="grow" />
        {screens.counter && (
          <Link className={buttonClass({}, 'top-register')} to="/ghiseu" aria-keyshortcuts="F2">
            <ButtonContent icon="add" keyHint="F2">
              {t('top.register')}
            </ButtonContent>
          </Link>
        )}
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
      <Rail screens={screens} onKeys={() => setKeysOpen(true)} />
      <main className="main" id="main" tabIndex={-1} ref={main}>
        {children}
      </main>
      <Toasts />
      {keysOpen && <KeysSheet screens={screens} onClose={() => setKeysOpen(false)} />}
    </div>
  );
}

/** F2 from anywhere; G and a letter go to a screen; ? shows the keys. */
function useGoKeys(screens: ReturnType<typeof screensOf>, openKeys: () => void) {
  const navigate = useNavigate();
  const goPressedAt = useRef(0);
  const afterGo = (to: '/ghiseu' | '/registre' | '/persoane', exists: boolean) => () => {
    if (exists && Date.now() - goPressedAt.current < 1500) void navigate({ to });
  };
  useKeys({
    F2: screens.counter ? () => void navigate({ to: '/ghiseu' }) : undefined,
    '?': openKeys,
    g: () => {
      goPressedAt.current = Date.now();
    },
    i: afterGo('/ghiseu', screens.counter),
    r: afterGo('/registre', screens.registers !== null),
    p: afterGo('/persoane', screens.parties),
  });
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return `${words.at(0)?.at(0) ?? ''}${words.length > 1 ? (words.at(-1)?.at(0) ?? '') : ''}`;
}
