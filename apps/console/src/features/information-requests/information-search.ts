import type { InformationResult } from '@opis/contracts';

// Written out: its schema would come with the first load.
const results = [
  ...(['favourable', 'partial', 'refused', 'redirected', 'pointed', 'on-the-spot'] as const),
] satisfies readonly InformationResult[];

/** What the addresses of the 544 screens hold: year, nature of the answer, the line whose files are open. */
export type InformationSearch = { an?: number; raspuns?: InformationResult | 'open'; rand?: string };

/** Reads the search of an address; what is not understood is as if it were not there. */
export function readInformationSearch(search: Record<string, unknown>): InformationSearch {
  const { an, raspuns, rand } = search;
  const year = Number(an);
  const result = results.find((each) => each === raspuns);
  return {
    ...(Number.isInteger(year) && year >= 2001 && year <= 2200 && { an: year }),
    ...(raspuns === 'open' && { raspuns: 'open' as const }),
    ...(result && { raspuns: result }),
    ...(typeof rand === 'string' && rand.length <= 20 && { rand }),
  };
}
