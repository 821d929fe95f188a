import { request } from './http.ts';

/** Shows a whole CNP once; the purpose and who asked are kept. */
export function revealCnp(
  id: string,
  body: { requestId: string; purpose: string },
): Promise<{ cnp: string }> {
  return request(`/parties/${id}/reveal`, { method: 'POST', body });
}
