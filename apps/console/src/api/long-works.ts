import type { LongWork, LongWorks } from '@opis/contracts';
import { apiUrl, request } from './http.ts';

/** One's own works in the background, newest first. */
export const listLongWorks = (signal?: AbortSignal): Promise<LongWorks> => request('/long-works', { signal });

/** Gives one up; what is over stays as it is. */
export const cancelLongWork = (id: string): Promise<void> =>
  request(`/long-works/${id}/cancellation`, { method: 'POST' });

/** Where the result of one is fetched from. */
export const longWorkFileUrl = (id: string): string => apiUrl(`/long-works/${id}/file`);

/** Which of them still goes on. */
export const isUnderWay = ({ state }: LongWork): boolean => state === 'waiting' || state === 'running';
