import type { HistoryPage, HistoryReport, HistoryYears } from '@opis/contracts';
import { apiUrl, ProblemError, readProblem, request } from './http.ts';

const path = (register: string) => `/registers/${encodeURIComponent(register)}/history`;

export function listHistoryYears(register: string, signal?: AbortSignal): Promise<HistoryYears> {
  return request(`${path(register)}/years`, { signal });
}

export function listHistory(
  register: string,
  query: { year: number; q?: string | undefined; after?: string | undefined },
  signal?: AbortSignal,
): Promise<HistoryPage> {
  return request(path(register), { query, signal });
}

/** Sends a file of the old register, to be checked or to be brought in. */
export async function sendHistory(
  register: string,
  given: { file: File; mode: 'preview' | 'import'; map: string },
): Promise<HistoryReport> {
  const { file, mode, map } = given;
  const query = { mode, name: file.name.slice(0, 200), ...(map.trim() && { map }) };
  const response = await fetch(apiUrl(path(register), query), {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
  });
  if (!response.ok) throw new ProblemError(await readProblem(response));
  return (await response.json()) as HistoryReport;
}
