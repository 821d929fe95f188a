import type { CaseFileCounts, CaseFilePage } from '@opis/contracts';
import { type Query, request } from './http.ts';

/** One page of a queue, by keyset: `after` is the id that the page before named. */
export function listCaseFiles(query: Query, signal?: AbortSignal): Promise<CaseFilePage> {
  return request('/case-files', { query, signal });
}

/** How many wait in each queue, under the same filters. */
export function countCaseFiles(query: Query = {}, signal?: AbortSignal): Promise<CaseFileCounts> {
  return request('/case-files/counts', { query, signal });
}
