import type { IconName } from '@opis/ui';
import type { QueryClient } from '@tanstack/react-query';
import { changePreferences } from '../../parts/preferences.ts';
import type { Screens } from '../../parts/session.tsx';
import type { MessageId } from '../../parts/text.tsx';
import { leaveAccount } from '../sign-in/leave-account.ts';

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
  { name: 'find.page', icon: 'search', also: 'gaseste cautare', exists: always, href: '/cautare' },
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
