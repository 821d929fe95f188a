import type { OpenSession } from '@opis/contracts';
import { request } from './http.ts';

/** Open sessions of the signed-in account, this one among them. */
export function listSessions(): Promise<{ items: OpenSession[] }> {
  return request('/sessions');
}
