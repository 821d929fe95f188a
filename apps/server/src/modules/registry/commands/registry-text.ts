import { openTexts } from '@opis/contracts/texts';
import messages from '../../../../messages/registry-commands.ro.json' with { type: 'json' };

/** Sentences of the registry's commands. */
export const registryText = openTexts(messages);
