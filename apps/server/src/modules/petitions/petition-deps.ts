import type { LetterDeps } from '../letters/index.ts';

/** What the use-cases of petitions stand on: those of the letters that they begin. `trustHour` is true only for the seeder. */
export type PetitionDeps = LetterDeps;

/** How a command on a petition begins: of whom, on which version of the file. */
export type PetitionCommand = {
  readonly id: string;
  readonly requestId: string;
  readonly version: number;
};
