import type { PublicInstitution } from '@opis/contracts';
import { request } from './http.ts';

/** What anybody may know before signing in. */
export function readInstitution(): Promise<PublicInstitution> {
  return request('/public/institution', { beforeSignIn: true });
}
