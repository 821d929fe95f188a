import { request } from './http.ts';

export function removeUpload(id: string): Promise<void> {
  return request(`/uploads/${id}`, { method: 'DELETE' });
}
