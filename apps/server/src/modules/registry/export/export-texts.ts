import { openTexts } from '@opis/contracts/texts';
import messages from '../../../../messages/export.ro.json' with { type: 'json' };

/** What the exported book says. */
export const exportText = openTexts(messages);
