import { openTexts } from '@opis/contracts/texts';
import messages from '../../../messages/file-works.ro.json' with { type: 'json' };

/** What people are told of the works on files. */
export const fileWorkText = openTexts(messages);
