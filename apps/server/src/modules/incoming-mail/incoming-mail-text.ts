import { openTexts } from '@opis/contracts/texts';
import messages from '../../../messages/mail-intake.ro.json' with { type: 'json' };

/** Sentences about incoming mail that people outside a page of the console read. */
export const incomingMailText = openTexts(messages);
