import type { EntryModel, SaveEntryModelRequest } from '@opis/contracts';
import { request } from './http.ts';

export function saveEntryModel(body: SaveEntryModelRequest): Promise<EntryModel> {
  return request('/entry-models', { method: 'POST', body });
}
