import type { BookClosing, CloseBookRequest } from '@opis/contracts';
import { apiUrl, request } from './http.ts';

const path = (register: string, year: number) => `/registers/${register}/books/${year}/closing`;

/** What closing a year's book says, or would say. */
export const readClosing = (register: string, year: number, signal?: AbortSignal): Promise<BookClosing> =>
  request(path(register, year), { signal });

/** Seals it. */
export const closeBook = (register: string, year: number, body: CloseBookRequest): Promise<BookClosing> =>
  request(path(register, year), { method: 'POST', body });

/** The minutes of the closing, as PDF. */
export const closingPaperUrl = (register: string, year: number): string =>
  apiUrl(`${path(register, year)}.pdf`);
