import type { BookSummary } from '@opis/contracts';
import { type Query, request } from './http.ts';

/** The foot of the book for the same filters. */
export function readBookSummary(register: string, query: Query, signal?: AbortSignal): Promise<BookSummary> {
  return request(`/registers/${register}/summary`, { query, signal });
}
