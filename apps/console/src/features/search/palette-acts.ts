import type { IconName } from '@opis/ui';
import type { QueryClient } from '@tanstack/react-query';
import { changePreferences } from '../../parts/preferences.ts';
import type { Screens } from '../../parts/session.tsx';
import type { MessageId } from '../../parts/text.tsx';
import { leaveAccount } from '../sign-in/leave-account.ts';
import { paletteScreens } from './palette-screens.ts';

/** What an act works with. */
type Hands = { queries: QueryClient; openKeys: () => void };

/** Something that can be done or gone to by its Romanian name. */
export type PaletteAct = {
  name: MessageId;
  icon: IconName;
  keys?: readonly string[];
  /** Other words that people have for it. */
  also: string;
  exists: (screens: Screens) => boolean;
} & ({ href: string } | { run: (hands: Hands) => void });

const always = () => true;

/** Every act of the shell, in the order in which they are shown; what a person may not do is not there. */
export const paletteActs: readonly PaletteAct[] = [
  {
    name: 'find.act.register',
    icon: 'add',
    keys: ['F2'],
    also: 'document nou numar intrare ghiseu',
    exists: ({ counter }) => counter,
    href: '/ghiseu',
  },
  {
    name: 'find.act.works',
    icon: 'works',
    keys: ['G', 'L'],
    also: 'lucrari dosare de facut',
    exists: ({ works }) => works,
    href: '/lucrari',
  },
  {
    name: 'find.act.inbox',
    icon: 'inbox',
    keys: ['G', 'N'],
    also: 'intrari noi primite astazi',
    exists: ({ works }) => works,
    href: '/intrari',
  },
  {
    name: 'find.act.assign',
    icon: 'assigned',
    keys: ['G', 'A'],
    also: 'repartizare rezolutie nerepartizate',
    exists: ({ assign }) => assign,
    href: '/de-repartizat',
  },
  {
    name: 'find.act.registers',
    icon: 'book',
    keys: ['G', 'R'],
    also: 'registru carte',
    exists: ({ registers }) => registers !== null,
    href: '/registre',
  },
  {
    name: 'find.act.parties',
    icon: 'people',
    keys: ['G', 'P'],
    also: 'petenti expeditori firme',
    exists: ({ parties }) => parties,
    href: '/persoane',
  },
  {
    name: 'find.act.duplicates',
    icon: 'people',
    also: 'dubluri uneste aceeasi persoana de doua ori',
    exists: ({ parties }) => parties,
    href: '/persoane/dubluri',
  },
  {
    name: 'find.act.emergency',
    icon: 'warning',
    also: 'urgenta foaie pana de curent fara server',
    exists: ({ counter }) => counter,
    href: '/urgenta',
  },
  ...paletteScreens.map(({ of, ...screen }) => ({
    ...screen,
    exists: (screens: Screens) => of === 'everybody' || screens[of],
  })),
  { name: 'find.page', icon: 'search', also: 'gaseste cautare', exists: always, href: '/cautare' },
  {
    name: 'find.act.structure',
    icon: 'setup',
    also: 'administrare compartimente servicii structura organizare',
    exists: ({ administration }) => administration,
    href: '/administrare/structura',
  },
  {
    name: 'find.act.staff',
    icon: 'setup',
    also: 'administrare oameni conturi roluri angajati parole',
    exists: ({ administration }) => administration,
    href: '/administrare/oameni',
  },
  {
    name: 'find.act.register-setup',
    icon: 'setup',
    also: 'administrare registru nou confidential',
    exists: ({ administration }) => administration,
    href: '/administrare/registre',
  },
  {
    name: 'find.act.calendar',
    icon: 'setup',
    also: 'administrare sarbatori zile libere',
    exists: ({ administration }) => administration,
    href: '/administrare/calendar',
  },
  {
    name: 'find.act.changes',
    icon: 'setup',
    also: 'administrare istoric intoarce',
    exists: ({ administration }) => administration,
    href: '/administrare/schimbari',
  },
  {
    name: 'find.act.system',
    icon: 'system',
    also: 'sanatate copii de siguranta disc server',
    exists: ({ system }) => system,
    href: '/sistem',
  },
  {
    name: 'find.act.profile',
    icon: 'profile',
    also: 'cont parola sesiuni imprimanta densitate preferinte',
    exists: always,
    href: '/profil',
  },
  {
    name: 'find.act.keys',
    icon: 'keys',
    keys: ['?'],
    also: 'taste scurtaturi ajutor',
    exists: always,
    run: ({ openKeys }) => openKeys(),
  },
  {
    name: 'find.act.dark',
    icon: 'screen',
    also: 'tema intunecata noapte negru',
    exists: () => document.documentElement.dataset.theme !== 'dark',
    run: () => changePreferences({ theme: 'dark' }),
  },
  {
    name: 'find.act.light',
    icon: 'screen',
    also: 'tema luminoasa zi alb',
    exists: () => document.documentElement.dataset.theme === 'dark',
    run: () => changePreferences({ theme: 'light' }),
  },
  {
    name: 'find.act.sign-out',
    icon: 'leave',
    also: 'deconectare iesire inchide sesiunea',
    exists: always,
    run: ({ queries }) => void leaveAccount(queries),
  },
];
