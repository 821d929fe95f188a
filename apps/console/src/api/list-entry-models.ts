import type { EntryModel } from '@opis/contracts';
import { request } from './http.ts';

/** Saved ways to fill the counter form. */
export function listEntryModels(): Promise<{ items: EntryModel[] }> {
  return request('/entry-models');
}
