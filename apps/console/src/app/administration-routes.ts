import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { readChanges, readChosen, readReaders } from '../features/administration/admin-search.ts';
import { root } from './root-route.ts';

const admin = createRoute({
  getParentRoute: () => root,
  path: '/administrare',
  component: lazyRouteComponent(() => import('../features/administration/admin-page.tsx'), 'AdminPage'),
});
const adminHome = createRoute({
  getParentRoute: () => admin,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/administrare/structura', replace: true });
  },
});
const adminUnits = createRoute({
  getParentRoute: () => admin,
  path: '/structura',
  validateSearch: readChosen,
  component: lazyRouteComponent(() => import('../features/administration/units-page.tsx'), 'UnitsPage'),
});
const adminPeople = createRoute({
  getParentRoute: () => admin,
  path: '/oameni',
  validateSearch: readChosen,
  component: lazyRouteComponent(() => import('../features/administration/people-page.tsx'), 'PeoplePage'),
});
const adminReaders = createRoute({
  getParentRoute: () => admin,
  path: '/citire',
  validateSearch: readReaders,
  component: lazyRouteComponent(() => import('../features/administration/readers-page.tsx'), 'ReadersPage'),
});
const adminRegisters = createRoute({
  getParentRoute: () => admin,
  path: '/registre',
  component: lazyRouteComponent(
    () => import('../features/administration/registers-setup-page.tsx'),
    'RegistersSetupPage',
  ),
});
const adminProcedures = createRoute({
  getParentRoute: () => admin,
  path: '/proceduri',
  component: lazyRouteComponent(
    () => import('../features/administration/procedures-page.tsx'),
    'ProceduresPage',
  ),
});
const adminTemplates = createRoute({
  getParentRoute: () => admin,
  path: '/modele',
  component: lazyRouteComponent(() => import('../features/letters/templates-page.tsx'), 'TemplatesPage'),
});
const adminCategories = createRoute({
  getParentRoute: () => admin,
  path: '/categorii',
  component: lazyRouteComponent(() => import('../features/administration/list-pages.tsx'), 'CategoriesPage'),
});
const adminNomenclature = createRoute({
  getParentRoute: () => admin,
  path: '/nomenclator',
  component: lazyRouteComponent(
    () => import('../features/administration/list-pages.tsx'),
    'NomenclaturePage',
  ),
});
const adminOffices = createRoute({
  getParentRoute: () => admin,
  path: '/sedii',
  component: lazyRouteComponent(() => import('../features/administration/list-pages.tsx'), 'OfficesPage'),
});
const adminMailboxes = createRoute({
  getParentRoute: () => admin,
  path: '/cutii',
  component: lazyRouteComponent(
    () => import('../features/administration/mailboxes-page.tsx'),
    'MailboxesPage',
  ),
});
const adminTariffs = createRoute({
  getParentRoute: () => admin,
  path: '/tarife',
  component: lazyRouteComponent(() => import('../features/administration/tariffs-page.tsx'), 'TariffsPage'),
});
const adminCalendar = createRoute({
  getParentRoute: () => admin,
  path: '/calendar',
  component: lazyRouteComponent(() => import('../features/administration/calendar-page.tsx'), 'CalendarPage'),
});
const adminAbsences = createRoute({
  getParentRoute: () => admin,
  path: '/inlocuiri',
  component: lazyRouteComponent(
    () => import('../features/administration/absences-page.tsx'),
    'AdminAbsencesPage',
  ),
});
const adminFile = createRoute({
  getParentRoute: () => admin,
  path: '/fisier',
  component: lazyRouteComponent(() => import('../features/administration/file-page.tsx'), 'FilePage'),
});
const adminChanges = createRoute({
  getParentRoute: () => admin,
  path: '/schimbari',
  validateSearch: readChanges,
  component: lazyRouteComponent(() => import('../features/administration/changes-page.tsx'), 'ChangesPage'),
});

/** How the house is set up: every page under `/administrare`. */
export const administration = admin.addChildren([
  adminHome,
  adminUnits,
  adminPeople,
  adminReaders,
  adminRegisters,
  adminProcedures,
  adminTemplates,
  adminCategories,
  adminNomenclature,
  adminOffices,
  adminMailboxes,
  adminTariffs,
  adminCalendar,
  adminAbsences,
  adminFile,
  adminChanges,
]);
