import { openTexts } from '@opis/contracts/texts';
import messages from '../../../messages/tacit-approval.ro.json' with { type: 'json' };

/** Sentences that tacit approval leaves in the chronology of files. */
export const tacitText = openTexts(messages);
