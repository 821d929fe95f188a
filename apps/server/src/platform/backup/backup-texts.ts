import { openTexts } from '@opis/contracts/texts';
import messages from '../../../messages/backup.ro.json' with { type: 'json' };

/** Sentences of copies and restores. */
export const backupText = openTexts(messages);
