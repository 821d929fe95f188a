import { request } from './http.ts';

export function removeEntryModel(id: string): Promise<void> {
  return request(`/entry-models/${id}`, { method: 'DELETE' });
}
