import { request } from './http.ts';

export function signOut(): Promise<void> {
  return request('/session', { method: 'DELETE', beforeSignIn: true });
}
