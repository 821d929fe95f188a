import type { CaseFileWorks } from '@opis/contracts';
import { request } from './http.ts';

/** What there is to say of the works on the documents of a file, of those that may be read. */
export function readFileWorks(caseFileId: string, signal?: AbortSignal): Promise<CaseFileWorks> {
  return request(`/case-files/${caseFileId}/file-works`, { signal });
}
