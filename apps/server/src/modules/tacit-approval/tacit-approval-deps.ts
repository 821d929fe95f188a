import type { LetterDeps } from '../letters/index.ts';

/** What tacit approval stands on: the letters that it begins, the terms that they make longer. */
export type TacitDeps = LetterDeps;
