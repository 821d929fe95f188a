import {
  DocumentMarks,
  DocumentMarksRequest,
  IntakePage,
  SearchIntakeRequest,
  SearchRequest,
  SearchResponse,
} from '@opis/contracts';
import type { Http } from '../../platform/http/http.ts';
import { actorOf } from '../identity/index.ts';
import { type MarksDeps, showMarks } from './documents/show-marks.ts';
import { type SearchMessagesDeps, searchMessages } from './messages/search-messages.ts';
import { type SearchDeps, searchEntries } from './search-entries.ts';

/** One box for everything. What is sought goes in the body: an address is written into logs, and a CNP may be sought. */
export function searchRoutes(app: Http, deps: SearchDeps): void {
  app.post(
    '/api/v1/search',
    { schema: { body: SearchRequest, response: { 200: SearchResponse } } },
    (request) => searchEntries(deps, actorOf(request), request.body),
  );
}

/** Where on a page of a document what was sought stands; in the body, as a search. */
export function documentMarksRoutes(app: Http, deps: MarksDeps): void {
  app.post(
    '/api/v1/search/document-marks',
    { schema: { body: DocumentMarksRequest, response: { 200: DocumentMarks } } },
    (request) => showMarks(deps, actorOf(request), request.body),
  );
}

/** Messages that came in, decided or not; in the body, as a search. */
export function messageSearchRoutes(app: Http, deps: SearchMessagesDeps): void {
  app.post(
    '/api/v1/mail-intake/search',
    { schema: { body: SearchIntakeRequest, response: { 200: IntakePage } } },
    (request) => searchMessages(deps, actorOf(request), request.body),
  );
}
