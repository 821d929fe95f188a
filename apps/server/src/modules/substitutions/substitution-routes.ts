import {
  ChangeSubstitutionRequest,
  Colleagues,
  DeclareSubstitutionRequest,
  EndSubstitutionRequest,
  Id,
  ListSubstitutionsQuery,
  Substitution,
  Substitutions,
} from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../platform/http/http.ts';
import { actorOf } from '../identity/index.ts';
import { changeSubstitution } from './change-substitution.ts';
import { declareSubstitution } from './declare-substitution.ts';
import { endSubstitution } from './end-substitution.ts';
import { listColleagues } from './list-colleagues.ts';
import type { SubstitutionDeps } from './substitution-deps.ts';
import { listSubstitutions } from './substitution-views.ts';

const params = z.object({ id: Id });

/** Who is away and who stands in: one's own, and those of the people for whom one may declare. */
export function substitutionRoutes(app: Http, deps: SubstitutionDeps) {
  app.get(
    '/api/v1/substitutions',
    { schema: { querystring: ListSubstitutionsQuery, response: { 200: Substitutions } } },
    async (request) => ({ items: await listSubstitutions(deps, actorOf(request), request.query) }),
  );
  app.get('/api/v1/colleagues', { schema: { response: { 200: Colleagues } } }, async (request) => ({
    items: await listColleagues(deps, actorOf(request)),
  }));
  app.post(
    '/api/v1/substitutions',
    { schema: { body: DeclareSubstitutionRequest, response: { 201: Substitution } } },
    async (request, reply) =>
      reply.code(201).send(await declareSubstitution(deps, actorOf(request), request.body)),
  );
  app.post(
    '/api/v1/substitutions/:id/change',
    { schema: { params, body: ChangeSubstitutionRequest, response: { 200: Substitution } } },
    (request) => changeSubstitution(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
  app.post(
    '/api/v1/substitutions/:id/end',
    { schema: { params, body: EndSubstitutionRequest, response: { 200: Substitution } } },
    (request) => endSubstitution(deps, actorOf(request), { ...request.body, id: request.params.id }),
  );
}
