/**
 * The first parts of the addresses that are the staff console's (`/lucrari/…`). Any other address that nothing serves is
 * answered by a page for citizens. A test of the console holds that each of its routes begins with one of these.
 */
export const consolePaths: readonly string[] = [
  '544',
  'administrare',
  'adrese',
  'aprobari-tacite',
  'autoritati',
  'calendar',
  'cautare',
  'de-avizat',
  'de-clarificat',
  'de-expediat',
  'de-repartizat',
  'de-semnat',
  'e-mail',
  'ghiseu',
  'hartii',
  'informatii',
  'intrare',
  'intrari',
  'lucrari',
  'parola',
  'persoane',
  'petitii',
  'profil',
  'registre',
  'scanari',
  'serviciul-meu',
  'sistem',
  'situatii',
  'termene',
  'triaj',
  'trimiteri',
  'urgenta',
];

/** Pages of the console that e-mails lead to. A test of the console holds that its routes serve each of them. */
export const mailedPages = {
  works: '/lucrari',
  unfinished: '/situatii/nerezolvate',
  newPassword: '/parola',
} as const;
export type MailedPage = keyof typeof mailedPages;

/** Where a page of the console is for who reads an e-mail; `publicUrl` without a slash at its end. */
export const mailedAddress = (publicUrl: string, page: MailedPage): string =>
  `${publicUrl}${mailedPages[page]}`;
