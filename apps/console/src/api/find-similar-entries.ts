import type { SimilarEntries, SimilarEntriesRequest } from '@opis/contracts';
import { request } from './http.ts';

/** Was this paper, or were these bytes, registered already? Only what the person who asks may see. */
export function findSimilarEntries(
  register: string,
  body: SimilarEntriesRequest,
  signal?: AbortSignal,
): Promise<SimilarEntries> {
  return request(`/registers/${register}/entries/similar`, { method: 'POST', body, signal });
}
