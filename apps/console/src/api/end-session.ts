import { request } from './http.ts';

export function endSession(id: string): Promise<void> {
  return request(`/sessions/${id}`, { method: 'DELETE' });
}
