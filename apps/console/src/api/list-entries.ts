import type { EntryPage } from '@opis/contracts';
import { type Query, request } from './http.ts';

/** One page of a book, by keyset: `after` is the last number of the page before. */
export function listEntries(register: string, query: Query, signal?: AbortSignal): Promise<EntryPage> {
  return request(`/registers/${register}/entries`, { query, signal });
}
