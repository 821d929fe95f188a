import { openTexts } from '@opis/contracts/texts';
import messages from '../../../messages/operations.ro.json' with { type: 'json' };

/** Sentences of the system page and of the commands that look after the house. */
export const operationsText = openTexts(messages);
