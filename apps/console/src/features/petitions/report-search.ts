import type { PetitionFigureGroup } from '@opis/contracts';

// Written out: its schema would come with the first load.
const groups = [
  ...(['received', 'kind', 'channel', 'subject', 'solution', 'month', 'extended'] as const),
] satisfies readonly PetitionFigureGroup[];

/** Which half-year, and which figure is open; in the address. */
export type PetitionReportSearch = {
  an?: number | undefined;
  semestru?: 1 | 2 | undefined;
  dupa?: PetitionFigureGroup | undefined;
  cifra?: string | undefined;
  /** Of that figure, only what is past its term. */
  depasite?: 1 | undefined;
};

/** Reads the address; what makes no sense is left out. */
export function readPetitionReportSearch(search: Record<string, unknown>): PetitionReportSearch {
  const year = Number(search.an);
  const group = groups.find((each) => each === search.dupa);
  return {
    ...(Number.isInteger(year) && year >= 1990 && year <= 2199 && { an: year }),
    ...((Number(search.semestru) === 1 || Number(search.semestru) === 2) && {
      semestru: Number(search.semestru) === 1 ? 1 : 2,
    }),
    ...(group && { dupa: group }),
    ...(typeof search.cifra === 'string' && { cifra: search.cifra.slice(0, 60) }),
    ...(Number(search.depasite) === 1 && { depasite: 1 }),
  };
}

/** The half-year that a plain date lies in. */
export const halfOf = (day: string): { year: number; half: 1 | 2 } => ({
  year: Number(day.slice(0, 4)),
  half: Number(day.slice(5, 7)) <= 6 ? 1 : 2,
});
