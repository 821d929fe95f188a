import type { LiveNews } from '@opis/contracts';
import { apiUrl, request } from './http.ts';

/** From where to go on (`place` of the last news), and the case file that is on the screen. */
export type LiveQuestion = { since?: string | undefined; watch?: string | undefined };

/** What changed since, asked once: for when no stream gets through. */
export function askLive(question: LiveQuestion): Promise<LiveNews> {
  return request('/live', { query: question, patience: 15_000 });
}

/** Address of the stream of the same. */
export function liveAddress(question: LiveQuestion): string {
  return apiUrl('/live', question);
}
