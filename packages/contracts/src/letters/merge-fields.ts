import { z } from 'zod';
import { FieldName } from '../procedures/field-declaration.ts';

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

/** A field of the file's own procedure, by its name: `field:treeCount`, as its `public` list calls it. */
export const ProcedureMergeField = z.templateLiteral(['field:', FieldName]);
export type ProcedureMergeField = z.infer<typeof ProcedureMergeField>;

/** Whatever a text may take from its file. That the procedure has the field is for who saves the text to check. */
export const LetterMergeField = z.union([LetterField, ProcedureMergeField]);
export type LetterMergeField = z.infer<typeof LetterMergeField>;
