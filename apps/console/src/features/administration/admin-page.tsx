import { Link, type LinkProps, Outlet } from '@tanstack/react-router';
import { NotFoundPage } from '../../app/not-found-page.tsx';
import { useSession } from '../../parts/session.tsx';
import { type MessageId, useText } from '../../parts/text.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import './administration.css';

const tabs: readonly (readonly [LinkProps['to'], MessageId])[] = [
  ['/administrare/structura', 'admin.tab.units'],
  ['/administrare/oameni', 'admin.tab.people'],
  ['/administrare/citire', 'admin.tab.readers'],
  ['/administrare/registre', 'admin.tab.registers'],
  ['/administrare/proceduri', 'admin.procedures'],
  ['/administrare/modele', 'templates.tab'],
  ['/administrare/categorii', 'admin.tab.categories'],
  ['/administrare/nomenclator', 'admin.tab.nomenclature'],
  ['/administrare/sedii', 'admin.tab.offices'],
  ['/administrare/cutii', 'mailboxes.tab'],
  ['/administrare/tarife', 'tariffs.tab'],
  ['/administrare/calendar', 'admin.tab.calendar'],
  ['/administrare/inlocuiri', 'admin.tab.absences'],
  ['/administrare/fisier', 'admin.tab.file'],
  ['/administrare/schimbari', 'admin.tab.changes'],
];

/** How the institution is set up; each part has an address of its own. */
export function AdminPage() {
  const t = useText();
  const session = useSession();
  usePageTitle(t('admin.title'));
  if (!session.permissions.includes('organisation.manage')) return <NotFoundPage />;
  return (
    <>
      <div className="page-head">
        <h1>{t('admin.title')}</h1>
      </div>
      <nav className="admin-tabs" aria-label={t('admin.title')}>
        {tabs.map(([to, label]) => (
          <Link key={label} to={to} className="admin-tab" activeProps={{ 'aria-current': 'page' }}>
            {t(label)}
          </Link>
        ))}
      </nav>
      <Outlet />
    </>
  );
}
