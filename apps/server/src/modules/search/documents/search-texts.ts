import type { FileTextSubscriber } from '../../file-processing/index.ts';
import { noteFiles } from './document-store.ts';

/** Has documents indexed when what is in their files can be read, whoever reads it; wired in `compose.ts`. */
export const searchTexts: FileTextSubscriber = { textReady: noteFiles };
