import { Id, SavedView, SavedViews, SaveViewRequest } from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../platform/http/http.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { actorOf } from './identity-hook.ts';
import { listSavedViews, removeView, saveView } from './saved-views.ts';

/** Lists of the console as their reader keeps them; everybody sees only their own. */
export function savedViewRoutes(app: Http, deps: IdentityDeps) {
  app.get('/api/v1/saved-views', { schema: { response: { 200: SavedViews } } }, async (request) => ({
    items: await listSavedViews(deps, actorOf(request)),
  }));

  app.post(
    '/api/v1/saved-views',
    { schema: { body: SaveViewRequest, response: { 201: SavedView } } },
    async (request, reply) => reply.code(201).send(await saveView(deps, actorOf(request), request.body)),
  );

  app.delete(
    '/api/v1/saved-views/:id',
    { schema: { params: z.object({ id: Id }), response: { 204: z.null() } } },
    async (request, reply) => {
      await removeView(deps, actorOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}
