import type { CaseSignatures, MaskDocumentRequest, MaskDocumentResponse, PageWords } from '@opis/contracts';
import { request } from './http.ts';

/** Signatures of the documents of a file, of those that may be read. */
export function readCaseSignatures(caseFileId: string, signal?: AbortSignal): Promise<CaseSignatures> {
  return request(`/case-files/${caseFileId}/signatures`, { signal });
}

/** Words of a page and where they stand; none of a scan. */
export function readPageWords(
  { caseFileId, documentId, page }: { caseFileId: string; documentId: string; page: number },
  signal?: AbortSignal,
): Promise<PageWords> {
  return request(`/case-files/${caseFileId}/documents/${documentId}/pages/${page}/words`, { signal });
}

// Two hundred pages are drawn anew.
const patience = 150_000;

/** Makes a masked copy beside the original. Repeating the same `requestId` gives the same copy. */
export function maskDocument(
  { caseFileId, documentId }: { caseFileId: string; documentId: string },
  body: MaskDocumentRequest,
): Promise<MaskDocumentResponse> {
  const path = `/case-files/${caseFileId}/documents/${documentId}/masked-copies`;
  return request(path, { method: 'POST', body, patience });
}
