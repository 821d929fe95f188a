import {
  DecideTacitRequest,
  Id,
  NotifyIrregularityRequest,
  PublicAuthorisations,
  TacitFindings,
  TacitStanding,
} from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../platform/http/http.ts';
import { actorOf } from '../identity/index.ts';
import { decideTacitEffect } from './decide-tacit-effect.ts';
import { getTacitStanding } from './get-tacit-standing.ts';
import { listPublicAuthorisations, listTacitFindings } from './list-tacit-findings.ts';
import { notifyIrregularity } from './notify-irregularity.ts';
import type { TacitDeps } from './tacit-approval-deps.ts';

const params = z.object({ id: Id });
const response = { 200: TacitStanding };

/** Authorisations under tacit approval: how a file stands, the window for irregularities, what a person finds. */
export function tacitApprovalRoutes(app: Http, deps: TacitDeps) {
  app.get('/api/v1/case-files/:id/tacit-approval', { schema: { params, response } }, (request) =>
    getTacitStanding(deps, actorOf(request), request.params.id),
  );
  app.post(
    '/api/v1/case-files/:id/tacit-approval/irregularity',
    { schema: { params, body: NotifyIrregularityRequest, response } },
    (request) => notifyIrregularity(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(
    '/api/v1/case-files/:id/tacit-approval/decision',
    { schema: { params, body: DecideTacitRequest, response } },
    (request) => decideTacitEffect(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.get('/api/v1/tacit-approvals', { schema: { response: { 200: TacitFindings } } }, (request) =>
    listTacitFindings(deps, actorOf(request)),
  );
  // OUG 27/2003 art. 4: shown to everybody, without an account.
  app.get(
    '/api/v1/public/authorisations',
    { schema: { response: { 200: PublicAuthorisations } }, config: { public: true } },
    async () => listPublicAuthorisations(deps, await deps.deadlines.read(), deps.clock.now()),
  );
}
