import type { RegisterMembers } from '@opis/contracts';
import { request } from './http.ts';

const at = (register: string) => `/registers/${encodeURIComponent(register)}/members`;

/** Who is named on a confidential register; for whoever is. */
export const listMembers = (register: string) => request<RegisterMembers>(at(register));

/** Names one more person on it, or one no more. */
export const changeMembers = (
  register: string,
  { named, ...body }: { requestId: string; staffCode: string; named: boolean },
) => request<void>(named ? at(register) : `${at(register)}/removal`, { method: 'POST', body });
