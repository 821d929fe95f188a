import type { PartySuggestion } from '@opis/contracts';
import { request } from './http.ts';

/** Known persons and bodies by part of a name, by CUI or phone; by CNP only whole. */
export function suggestParties(q: string, signal?: AbortSignal): Promise<{ items: PartySuggestion[] }> {
  return request('/parties/search', { method: 'POST', body: { q }, signal });
}
