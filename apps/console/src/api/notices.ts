import type { Notices } from '@opis/contracts';
import { request } from './http.ts';

/** What the person was told of, newest first. */
export const listNotices = (signal?: AbortSignal): Promise<Notices> => request('/notices', { signal });

/** Marks them as read; all of them when none is named. */
export const readNotices = (ids?: readonly string[]): Promise<void> =>
  request('/notices/read', {
    method: 'POST',
    body: { requestId: crypto.randomUUID(), ...(ids && { ids }) },
  });
