import { openTexts } from '@opis/contracts/texts';
import messages from '../../../messages/petitions.ro.json' with { type: 'json' };

/** Sentences that the law of petitions leaves in files and on paper. */
export const petitionText = openTexts(messages);
