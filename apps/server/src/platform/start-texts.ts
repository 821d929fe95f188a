import { openTexts } from '@opis/contracts/texts';
import messages from '../../messages/start.ro.json' with { type: 'json' };

/** The sentences of start and stop. */
export const startText = openTexts(messages);
