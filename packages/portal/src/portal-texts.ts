import { openTexts } from '@opis/contracts/texts';
import messages from '../messages/portal.ro.json' with { type: 'json' };

/** Every sentence of the portal. */
export const texts = openTexts(messages);

/** A telephone number inside a sentence: it stays on one line. */
export const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0');
