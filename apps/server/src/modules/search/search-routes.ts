import { SearchRequest, SearchResponse } from '@opis/contracts';
import type { Http } from '../../platform/http/http.ts';
import { actorOf } from '../identity/index.ts';
import { type SearchDeps, searchEntries } from './search-entries.ts';

/** One box for everything. What is sought goes in the body: an address is written into logs, and a CNP may be sought. */
export function searchRoutes(app: Http, deps: SearchDeps): void {
  app.post(
    '/api/v1/search',
    { schema: { body: SearchRequest, response: { 200: SearchResponse } } },
    (request) => searchEntries(deps, actorOf(request), request.body),
  );
}
