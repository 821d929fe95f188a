import type { SessionResponse } from '@opis/contracts';
import { ProblemError, request } from './http.ts';

/** Who is signed in on this browser; null when nobody is. */
export async function readSession(): Promise<SessionResponse | null> {
  try {
    return await request<SessionResponse>('/session', { beforeSignIn: true });
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 401) return null;
    throw error;
  }
}
