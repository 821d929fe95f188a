import type { SessionResponse, SignInRequest } from '@opis/contracts';
import { request } from './http.ts';

export function signIn(credentials: SignInRequest): Promise<SessionResponse> {
  return request('/session', { method: 'POST', body: credentials, beforeSignIn: true });
}
