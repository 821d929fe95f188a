import type { LetterDeps } from '../letters/index.ts';
import type { RegisterDocumentDeps } from '../registry/index.ts';

/** What the use-cases about public information stand on: letters, and the registry for complaints and spoken requests. */
export type InformationDeps = LetterDeps & Pick<RegisterDocumentDeps, 'batchers'>;

/** Codes of the two procedures (Legea 544/2001 art. 7 and 21). */
export const requestProcedure = 'foi-request';
export const complaintProcedure = 'foi-complaint';
