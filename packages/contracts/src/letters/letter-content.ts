import { z } from 'zod';
import { typedText } from '../api/fields.ts';
import { Id } from '../ids.ts';
import { RichText, ShownRichText } from './rich-text.ts';
import { LetterExit } from './vocabulary.ts';

/** To whom: `lead` stands above the name („Doamnei”, „Către”); `email` is printed when it leaves by e-mail. */
const addresseeOf = <Text extends z.ZodType<string>>(text: (max: number) => Text) =>
  z.strictObject({
    partyId: Id.nullable(),
    lead: text(60),
    name: text(200),
    address: text(300),
    email: text(200),
  });

function contentOf<Text extends z.ZodType<string>, Body extends z.ZodType<RichText>>(
  text: (max: number) => Text,
  body: Body,
) {
  return z.strictObject({
    addressee: addresseeOf(text),
    sendBy: LetterExit.nullable(),
    subject: text(300),
    body,
    legalBasis: text(1000),
    closing: text(100),
    annexes: text(500),
    resolution: text(300),
  });
}

/**
 * All that a person writes of a letter; letterhead, stamp, signatures and foot are added when it is rendered. Drafts
 * may be incomplete. `legalBasis` is set in its own block (PET-13); `resolution` is column 10 of the book: how solved.
 */
export const LetterContent = contentOf((max) => typedText(max, 0), RichText);
export type LetterContent = z.infer<typeof LetterContent>;
export type LetterAddressee = LetterContent['addressee'];

/** The same as it is shown. */
export const ShownLetterContent = contentOf(() => z.string(), ShownRichText);
