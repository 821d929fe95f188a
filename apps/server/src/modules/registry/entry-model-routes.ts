import { EntryModel, EntryModels, SaveEntryModelRequest } from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../platform/http/http.ts';
import { actorOf } from '../identity/index.ts';
import { type EntryModelDeps, listEntryModels, removeEntryModel, saveEntryModel } from './entry-models.ts';

/** Saved ways to fill the counter form (F4). */
export function entryModelRoutes(app: Http, deps: EntryModelDeps) {
  app.get('/api/v1/entry-models', { schema: { response: { 200: EntryModels } } }, async (request) => ({
    items: await listEntryModels(deps, actorOf(request)),
  }));

  app.post(
    '/api/v1/entry-models',
    { schema: { body: SaveEntryModelRequest, response: { 201: EntryModel } } },
    async (request, reply) =>
      reply.code(201).send(await saveEntryModel(deps, actorOf(request), request.body)),
  );

  app.delete(
    '/api/v1/entry-models/:id',
    { schema: { params: z.object({ id: z.uuid() }), response: { 204: z.null() } } },
    async (request, reply) => {
      await removeEntryModel(deps, actorOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}
