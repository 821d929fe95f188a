import { z } from 'zod';
import { typedText } from '../api/fields.ts';
import { Id } from '../ids.ts';
import { RichText } from './rich-text.ts';
import { LetterExit } from './vocabulary.ts';

/** To whom: `lead` stands above the name („Doamnei”, „Către”); `email` is printed when it leaves by e-mail. */
export const LetterAddressee = z.strictObject({
  partyId: Id.nullable(),
  lead: typedText(60, 0),
  name: typedText(200, 0),
  address: typedText(300, 0),
  email: typedText(200, 0),
});
export type LetterAddressee = z.infer<typeof LetterAddressee>;

/**
 * All that a person writes of a letter; letterhead, stamp, signatures and foot are added when it is rendered. Drafts
 * may be incomplete. `legalBasis` is set in its own block (PET-13); `resolution` is column 10 of the book: how solved.
 */
export const LetterContent = z.strictObject({
  addressee: LetterAddressee,
  sendBy: LetterExit.nullable(),
  subject: typedText(300, 0),
  body: RichText,
  legalBasis: typedText(1000, 0),
  closing: typedText(100, 0),
  annexes: typedText(500, 0),
  resolution: typedText(300, 0),
});
export type LetterContent = z.infer<typeof LetterContent>;
