import type { Register } from '@opis/contracts';
import { request } from './http.ts';

/** Registers that the signed-in person may see. */
export function listRegisters(): Promise<{ items: Register[] }> {
  return request('/registers');
}
