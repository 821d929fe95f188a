import { buttonClass, StatePanel } from '@opis/ui';
import { Link, Navigate } from '@tanstack/react-router';
import { useRegisters } from '../parts/reference-lists.ts';
import { screensOf, useSession } from '../parts/session.tsx';
import { useText } from '../parts/text.tsx';
import { usePageTitle } from '../parts/use-page-title.ts';

/** `/`: straight to the screen where this person works. */
export function StartPage() {
  const session = useSession();
  const { data } = useRegisters();
  if (!data) return null;
  const screens = screensOf(session, data.items);
  if (screens.counter) return <Navigate to="/ghiseu" replace />;
  if (session.permissions.includes('case.assign')) return <Navigate to="/de-repartizat" replace />;
  if (screens.works) return <Navigate to="/lucrari" replace />;
  if (screens.registers) return <Navigate to="/registre" replace />;
  if (screens.parties) return <Navigate to="/persoane" replace />;
  if (screens.system) return <Navigate to="/sistem" replace />;
  return <NothingYet />;
}

function NothingYet() {
  const t = useText();
  const session = useSession();
  const title = t('start.nothing-title', { name: session.displayName });
  usePageTitle(title);
  return (
    <StatePanel
      level={1}
      title={title}
      actions={
        <Link className={buttonClass({})} to="/profil">
          {t('start.profile')}
        </Link>
      }
    >
      <p>{t('start.nothing-body')}</p>
    </StatePanel>
  );
}
