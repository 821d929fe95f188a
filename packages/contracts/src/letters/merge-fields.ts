import { z } from 'zod';

/**
 * What a letter takes from its file when it is rendered; a closed list. `all-numbers` names every number of the file
 * (PET-09, art. 10 alin. (1) of OG 27/2002). `letter-date` is the day on the stamp, empty until the letter is signed.
 */
export const LetterField = z.enum([
  'number',
  'registered-on',
  'registration',
  'all-numbers',
  'subject',
  'petitioner',
  'channel',
  'unit',
  'handler',
  'addressee',
  'legal-basis',
  'letter-date',
  'due-on',
  'institution',
  'institution-address',
  'institution-phone',
  'institution-email',
  'institution-website',
]);
export type LetterField = z.infer<typeof LetterField>;
