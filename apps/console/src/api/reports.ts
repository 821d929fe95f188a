import type {
  ExportWorksReportRequest,
  ListBoardWorksInput,
  ListReportedWorksInput,
  LongWork,
  ReportedWorks,
  SavedReport,
  SavedReports,
  SaveReportRequest,
  UnfinishedLists,
  UnitBoard,
  WorksReport,
  WorksReportInput,
} from '@opis/contracts';
import { apiUrl, request } from './http.ts';

export const countWorks = (body: WorksReportInput, signal?: AbortSignal): Promise<WorksReport> =>
  request('/reports/works', { method: 'POST', body, signal });

export const listReportedWorks = (
  body: ListReportedWorksInput,
  signal?: AbortSignal,
): Promise<ReportedWorks> => request('/reports/works/rows', { method: 'POST', body, signal });

export const exportWorksReport = (body: ExportWorksReportRequest): Promise<LongWork> =>
  request('/reports/works/exports', { method: 'POST', body });

export const listSavedReports = (signal?: AbortSignal): Promise<SavedReports> =>
  request('/reports/saved', { signal });

export const saveReport = (body: SaveReportRequest): Promise<SavedReport> =>
  request('/reports/saved', { method: 'POST', body });

export const removeReport = (id: string): Promise<void> =>
  request(`/reports/saved/${id}`, { method: 'DELETE' });

export const readUnitBoard = (unit: string | undefined, signal?: AbortSignal): Promise<UnitBoard> =>
  request('/reports/board', { query: { unit }, signal });

export const listBoardWorks = (query: ListBoardWorksInput, signal?: AbortSignal): Promise<ReportedWorks> =>
  request('/reports/board/works', { query, signal });

export const listUnfinishedLists = (signal?: AbortSignal): Promise<UnfinishedLists> =>
  request('/reports/unfinished', { signal });

/** Address of the paper of one list. */
export const unfinishedListUrl = (id: string): string => apiUrl(`/reports/unfinished/${id}.pdf`);
