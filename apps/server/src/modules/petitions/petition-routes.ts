import {
  CaseConflictProblem,
  CloseAnonymousRequest,
  ListTriageQuery,
  PetitionView,
  TriagePage,
  TriageRequest,
  TriageResult,
} from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../platform/http/http.ts';
import { actorOf } from '../identity/index.ts';
import { decideAnonymous } from './acts/decide-anonymous.ts';
import { triagePetition } from './acts/triage-petition.ts';
import type { PetitionDeps } from './petition-deps.ts';
import { getPetition } from './views/get-petition.ts';
import { listTriage } from './views/list-triage.ts';

const one = '/api/v1/petitions/:id';
const params = z.object({ id: z.uuid() });
const conflicts = { 409: CaseConflictProblem };

/** Recognising papers, and what the law of petitions says of one. */
export function petitionRoutes(app: Http, deps: PetitionDeps) {
  app.get(
    '/api/v1/petitions/triage',
    { schema: { querystring: ListTriageQuery, response: { 200: TriagePage } } },
    (request) => listTriage(deps, actorOf(request), request.query),
  );
  app.get(one, { schema: { params, response: { 200: PetitionView } } }, (request) =>
    getPetition(deps, actorOf(request), request.params.id),
  );
  app.post(
    `${one}/triage`,
    { schema: { params, body: TriageRequest, response: { 200: TriageResult, ...conflicts } } },
    (request) => triagePetition(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(
    `${one}/close-anonymous`,
    { schema: { params, body: CloseAnonymousRequest, response: { 204: z.null(), ...conflicts } } },
    async (request, reply) => {
      await decideAnonymous(deps, actorOf(request), { ...request.body, id: request.params.id });
      return reply.code(204).send(null);
    },
  );
}
