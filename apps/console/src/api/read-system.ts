import type { SystemReport } from '@opis/contracts';
import { request } from './http.ts';

/** How the house stands; for administrators. */
export function readSystem(): Promise<SystemReport> {
  return request('/system');
}
