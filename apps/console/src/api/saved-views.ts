import type { SavedView, SavedViews, SaveViewRequest } from '@opis/contracts';
import { request } from './http.ts';

/** The lists that this person keeps under a name. */
export function listSavedViews(): Promise<SavedViews> {
  return request('/saved-views');
}

export function saveView(body: SaveViewRequest): Promise<SavedView> {
  return request('/saved-views', { method: 'POST', body });
}

export function removeView(id: string): Promise<void> {
  return request(`/saved-views/${id}`, { method: 'DELETE' });
}
