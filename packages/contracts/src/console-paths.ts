/**
 * The first parts of the addresses that are the staff console's (`/lucrari/…`). Any other address that nothing serves is
 * answered by a page for citizens. A test of the console holds that each of its routes begins with one of these.
 */
export const consolePaths: readonly string[] = [
  '544',
  'administrare',
  'adrese',
  'autoritati',
  'calendar',
  'cautare',
  'de-avizat',
  'de-clarificat',
  'de-expediat',
  'de-repartizat',
  'de-semnat',
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
  'serviciul-meu',
  'sistem',
  'situatii',
  'termene',
  'triaj',
  'urgenta',
];
