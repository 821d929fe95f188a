import { InformationResult } from '@opis/contracts';

/** What the addresses of the 544 screens hold: year, nature of the answer, the line whose files are open. */
export type InformationSearch = { an?: number; raspuns?: InformationResult | 'open'; rand?: string };

/** Reads the search of an address; what is not understood is as if it were not there. */
export function readInformationSearch(search: Record<string, unknown>): InformationSearch {
  const { an, raspuns, rand } = search;
  const year = Number(an);
  const result = InformationResult.safeParse(raspuns);
  return {
    ...(Number.isInteger(year) && year >= 2001 && year <= 2200 && { an: year }),
    ...(raspuns === 'open' && { raspuns: 'open' as const }),
    ...(result.success && { raspuns: result.data }),
    ...(typeof rand === 'string' && rand.length <= 20 && { rand }),
  };
}
