import { openTexts } from '@opis/contracts/texts';
import messages from '../../../messages/reports.ro.json' with { type: 'json' };

/** What reports on works say. */
export const reportText = openTexts(messages);
