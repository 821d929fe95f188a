import { openTexts } from '@opis/contracts/texts';
import messages from '../../../messages/information-requests.ro.json' with { type: 'json' };

/** The sentences of letters, register and report about public information. */
export const informationText = openTexts(messages);
