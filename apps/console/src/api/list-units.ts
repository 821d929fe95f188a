import type { Unit } from '@opis/contracts';
import { request } from './http.ts';

/** Units of the institution in the order of its tree. */
export function listUnits(): Promise<{ items: Unit[] }> {
  return request('/units');
}
