import type { DocumentMarks, DocumentMarksRequest, SearchFilters, SearchResponse } from '@opis/contracts';
import { request } from './http.ts';

/** What is asked of the one box; `after` is the `next` of the page before. */
export type SearchQuestion = {
  text: string;
  filters?: SearchFilters;
  after?: string | undefined;
  limit?: number;
  parties?: boolean;
};

/** Finds entries and parties. In the body, since addresses are kept in logs and a CNP may be sought. */
export function searchEverywhere(question: SearchQuestion, signal?: AbortSignal): Promise<SearchResponse> {
  return request('/search', { method: 'POST', body: question, signal });
}

/** Where on a page of a document what was typed stands; in the body, as a search. */
export function readDocumentMarks(
  question: DocumentMarksRequest,
  signal?: AbortSignal,
): Promise<DocumentMarks> {
  return request('/search/document-marks', { method: 'POST', body: question, signal });
}
