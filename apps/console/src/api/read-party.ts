import type { PartyPage } from '@opis/contracts';
import { request } from './http.ts';

export function readParty(id: string, signal?: AbortSignal): Promise<PartyPage> {
  return request(`/parties/${id}`, { signal });
}
