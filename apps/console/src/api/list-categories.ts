import type { Category } from '@opis/contracts';
import { request } from './http.ts';

export function listCategories(): Promise<{ items: Category[] }> {
  return request('/categories');
}
