import { openTexts } from '@opis/contracts/texts';
import messages from '../../../../messages/procedures.ro.json' with { type: 'json' };

/** The sentences of procedures: values in words, what changes between versions, the commands. */
export const procedureText = openTexts(messages);
