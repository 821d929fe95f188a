import { openTexts } from '@opis/contracts/texts';
import messages from '../../../messages/organisation-commands.ro.json' with { type: 'json' };

/** The sentences of this module's commands. */
export const organisationText = openTexts(messages);
