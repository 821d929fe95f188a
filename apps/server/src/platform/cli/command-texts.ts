import { openTexts } from '@opis/contracts/texts';
import messages from '../../../messages/command-line.ro.json' with { type: 'json' };

/** The sentences that all commands share; those of a module stand in a catalogue of its own. */
export const commandText = openTexts(messages);
