import type {
  CasePaper,
  CasePapers,
  GivePaperRequest,
  PaperConflictProblem,
  ReceivePaperRequest,
} from '@opis/contracts';
import { ProblemError, request } from './http.ts';

const patience = 20_000;

/** Papers in the person's hands, on their way to them, and given by them. */
export function listPapers(signal?: AbortSignal): Promise<CasePapers> {
  return request('/papers', { signal });
}

/** Where the paper of a file is. */
export function readPaper(fileId: string, signal?: AbortSignal): Promise<CasePaper> {
  return request(`/case-files/${fileId}/paper`, { signal });
}

/** One scan; the same `requestId` again is the same scan. */
export function scanPaper(
  act: 'give' | 'receive',
  body: GivePaperRequest | ReceivePaperRequest,
): Promise<CasePaper> {
  return request(`/papers/${act}`, { method: 'POST', body, patience });
}

/** Where the paper is, when that is why a scan was refused. */
export function paperOf(error: unknown): CasePaper | null {
  if (!(error instanceof ProblemError) || error.problem.status !== 409) return null;
  return (error.problem as PaperConflictProblem).conflict ?? null;
}
