import type {
  BringScansRequest,
  BringScansResponse,
  EditScanRequest,
  FileOriginalRequest,
  FileScanRequest,
  FileScanResponse,
  LastScan,
  ScanDetail,
  ScanEntries,
  ScanTray,
  UndoScanRequest,
  UploadResponse,
} from '@opis/contracts';
import { apiUrl, request } from './http.ts';

export const listScans = (signal: AbortSignal) => request<ScanTray>('/scans', { signal });

export const readScan = (id: string, signal: AbortSignal) => request<ScanDetail>(`/scans/${id}`, { signal });

export const bringScans = (body: BringScansRequest) =>
  request<BringScansResponse>('/scans', { method: 'POST', body });

export const editScan = (id: string, body: EditScanRequest) =>
  request<ScanDetail>(`/scans/${id}/edits`, { method: 'POST', body });

export const undoScan = (id: string, body: UndoScanRequest) =>
  request<ScanDetail>(`/scans/${id}/undo`, { method: 'POST', body });

export const fileScan = (id: string, body: FileScanRequest) =>
  request<FileScanResponse>(`/scans/${id}/file`, { method: 'POST', body });

/** Files the whole file, as it came. */
export const fileOriginal = (id: string, body: FileOriginalRequest) =>
  request<FileScanResponse>(`/scans/${id}/file-original`, { method: 'POST', body });

export const originalUrl = (id: string) => apiUrl(`/scans/${id}/original`);

export const putAwayScan = (id: string) => request<void>(`/scans/${id}/put-away`, { method: 'POST' });
export const bringBackScan = (id: string) => request<void>(`/scans/${id}/bring-back`, { method: 'POST' });

export const findScanEntries = (text: string) => request<ScanEntries>('/scans/entries', { query: { text } });

export const readLastScan = (counter: string | null, signal: AbortSignal) =>
  request<LastScan>('/scans/last', { query: counter === null ? {} : { counter }, signal });

export const takeScan = (id: string, requestId: string) =>
  request<UploadResponse>(`/scans/${id}/take`, { method: 'POST', body: { requestId } });

export const separatorsUrl = () => apiUrl('/scans/separators.pdf', { sheets: 4 });

/** The small picture of a page as it came. */
export const thumbnailUrl = (id: string, page: number) => apiUrl(`/scans/${id}/pages/${page}.webp`);

/** A page to be read: as it lies in this version, or as it came. */
export const scanPageUrl = (id: string, page: number, version: number | 'came') =>
  apiUrl(`/scans/${id}/pages/${page}.png`, version === 'came' ? { came: 1 } : { v: version });
