import {
  CasePaper,
  CasePapers,
  GivePaperRequest,
  PaperConflictProblem,
  ReceivePaperRequest,
} from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../../platform/http/http.ts';
import { actorOf } from '../../identity/index.ts';
import { getPaper, listPapers } from './list-papers.ts';
import { givePaper, type PaperDeps, receivePaper } from './move-paper.ts';

const params = z.object({ id: z.uuid() });

/** The paper itself, from hand to hand by two scans of its label. */
export function paperRoutes(app: Http, deps: PaperDeps) {
  const response = { 200: CasePaper, 409: PaperConflictProblem };
  app.get('/api/v1/papers', { schema: { response: { 200: CasePapers } } }, (request) =>
    listPapers(deps, actorOf(request)),
  );
  app.post('/api/v1/papers/give', { schema: { body: GivePaperRequest, response } }, (request) =>
    givePaper(deps, actorOf(request), request.body),
  );
  app.post('/api/v1/papers/receive', { schema: { body: ReceivePaperRequest, response } }, (request) =>
    receivePaper(deps, actorOf(request), request.body),
  );
  app.get('/api/v1/case-files/:id/paper', { schema: { params, response: { 200: CasePaper } } }, (request) =>
    getPaper(deps, actorOf(request), request.params.id),
  );
}
