import type { FileMistake } from '@opis/contracts';

/** Where something stands in a file, counted from 1. */
export type Place = { line: number; column: number };

/** What was read, before it is known to be a plan, and where each path of it stands. */
export type ReadFile = { value: unknown; placeOf(path: string): Place };

/** What is wrong in a file that is no plan; each mistake in its place, in words. */
export class PlanFileError extends Error {
  override readonly name = 'PlanFileError';
  readonly mistakes: readonly FileMistake[];

  constructor(mistakes: readonly FileMistake[], options?: ErrorOptions) {
    super('the file is no plan', options);
    this.mistakes = mistakes;
  }
}

/** A mistake that the reader itself found. */
export function mistakeAt(place: Place, detail: string): FileMistake {
  return { ...place, path: '', detail };
}
