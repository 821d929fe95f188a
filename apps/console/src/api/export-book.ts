import type { ExportBookRequest, ExportPreview, LongWork } from '@opis/contracts';
import { type Query, request } from './http.ts';

/** What an export would hold. */
export const previewExport = (register: string, query: Query, signal?: AbortSignal): Promise<ExportPreview> =>
  request(`/registers/${register}/exports/preview`, { query, signal });

/** Asks for the file; it comes as a work in the background. */
export const requestExport = (register: string, body: ExportBookRequest): Promise<LongWork> =>
  request(`/registers/${register}/exports`, { method: 'POST', body });
