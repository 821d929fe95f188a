import type { IconName } from '@opis/ui';
import type { Screens } from '../../parts/session.tsx';
import type { MessageId } from '../../parts/text.tsx';

/** A page that the palette goes to: `also` are other words that people have for it, `of` the screen whose right it needs. */
export type PaletteScreen = {
  name: MessageId;
  icon: IconName;
  also: string;
  href: string;
  of: Exclude<keyof Screens, 'registers'> | 'everybody';
};

/** Pages that have no key of their own, in the order of the rail. */
export const paletteScreens: readonly PaletteScreen[] = [
  {
    name: 'find.act.board',
    icon: 'board',
    also: 'serviciul incarcare conducere sef',
    href: '/serviciul-meu',
    of: 'board',
  },
  {
    name: 'find.act.mail',
    icon: 'mail',
    also: 'email mesaje primite de hotarat',
    href: '/e-mail',
    of: 'mail',
  },
  {
    name: 'find.act.mail-rules',
    icon: 'mail',
    also: 'reguli propunere email',
    href: '/e-mail/reguli',
    of: 'mail',
  },
  { name: 'find.act.scans', icon: 'scans', also: 'scanari teanc scaner', href: '/scanari', of: 'counter' },
  {
    name: 'find.act.triage',
    icon: 'classified',
    also: 'triaj petitii fel avertizor',
    href: '/triaj',
    of: 'assign',
  },
  {
    name: 'find.act.bodies',
    icon: 'people',
    also: 'autoritati competente redirectionare',
    href: '/autoritati',
    of: 'assign',
  },
  { name: 'find.act.endorse', icon: 'endorsed', also: 'aviz avizare viza', href: '/de-avizat', of: 'works' },
  {
    name: 'find.act.sign',
    icon: 'signature',
    also: 'semnatura semnare semnez',
    href: '/de-semnat',
    of: 'works',
  },
  {
    name: 'find.act.clarify',
    icon: 'opinion',
    also: 'clarificare lamurire raspuns intern',
    href: '/de-clarificat',
    of: 'works',
  },
  {
    name: 'find.act.papers',
    icon: 'paper',
    also: 'hartii predare primire scanez eticheta',
    href: '/hartii',
    of: 'works',
  },
  {
    name: 'find.act.dispatch',
    icon: 'dispatched',
    also: 'expediere expediez plic posta raspunsuri',
    href: '/de-expediat',
    of: 'letters',
  },
  {
    name: 'find.act.outgoing',
    icon: 'mail',
    also: 'trimiteri mesaje trimise intoarse',
    href: '/trimiteri',
    of: 'letters',
  },
  {
    name: 'find.act.information',
    icon: 'opinion',
    also: '544 informatii publice registru',
    href: '/544',
    of: 'reports',
  },
  {
    name: 'find.act.information-report',
    icon: 'chart',
    also: '544 raport anual',
    href: '/544/raport',
    of: 'reports',
  },
  {
    name: 'find.act.information-verbal',
    icon: 'opinion',
    also: '544 solicitare verbala pe loc',
    href: '/544/verbal',
    of: 'counter',
  },
  {
    name: 'find.act.petition-report',
    icon: 'chart',
    also: 'raport semestrial petitii',
    href: '/petitii/raport',
    of: 'reports',
  },
  {
    name: 'find.act.reports',
    icon: 'chart',
    also: 'situatii rapoarte cifre lucrari',
    href: '/situatii',
    of: 'reports',
  },
  {
    name: 'find.act.unfinished',
    icon: 'chart',
    also: 'nerezolvate lista lunara 30 de zile',
    href: '/situatii/nerezolvate',
    of: 'reports',
  },
  {
    name: 'find.act.tacit',
    icon: 'alarm',
    also: 'aprobare tacita autorizatii termen implinit',
    href: '/aprobari-tacite',
    of: 'works',
  },
  {
    name: 'find.act.law',
    icon: 'law',
    also: 'termene legale reguli jurist',
    href: '/termene',
    of: 'everybody',
  },
  {
    name: 'find.act.admin-readers',
    icon: 'setup',
    also: 'administrare drepturi cine citeste',
    href: '/administrare/citire',
    of: 'administration',
  },
  {
    name: 'find.act.admin-procedures',
    icon: 'setup',
    also: 'administrare proceduri fluxuri',
    href: '/administrare/proceduri',
    of: 'administration',
  },
  {
    name: 'find.act.admin-templates',
    icon: 'setup',
    also: 'administrare modele raspunsuri antet',
    href: '/administrare/modele',
    of: 'administration',
  },
  {
    name: 'find.act.admin-categories',
    icon: 'setup',
    also: 'administrare categorii feluri documente',
    href: '/administrare/categorii',
    of: 'administration',
  },
  {
    name: 'find.act.admin-nomenclature',
    icon: 'setup',
    also: 'administrare nomenclator arhivistic indicativ',
    href: '/administrare/nomenclator',
    of: 'administration',
  },
  {
    name: 'find.act.admin-offices',
    icon: 'setup',
    also: 'administrare sedii puncte de lucru',
    href: '/administrare/sedii',
    of: 'administration',
  },
  {
    name: 'find.act.admin-mailboxes',
    icon: 'setup',
    also: 'administrare cutii postale imap',
    href: '/administrare/cutii',
    of: 'administration',
  },
  {
    name: 'find.act.admin-tariffs',
    icon: 'setup',
    also: 'administrare tarife copii',
    href: '/administrare/tarife',
    of: 'administration',
  },
  {
    name: 'find.act.admin-absences',
    icon: 'setup',
    also: 'administrare inlocuiri concedii lipsa',
    href: '/administrare/inlocuiri',
    of: 'administration',
  },
  {
    name: 'find.act.admin-file',
    icon: 'setup',
    also: 'administrare fisier import export structura yaml csv',
    href: '/administrare/fisier',
    of: 'administration',
  },
];
