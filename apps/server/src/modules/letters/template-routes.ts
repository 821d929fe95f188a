import {
  LetterTemplate,
  LetterTemplates,
  ListLetterTemplatesQuery,
  SaveLetterTemplateRequest,
  SaveTextModuleRequest,
  TextModule,
  TextModules,
} from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../platform/http/http.ts';
import { actorOf } from '../identity/index.ts';
import { saveTemplate } from './templates/save-template.ts';
import { listTemplates, templatesFor } from './templates/templates.ts';
import {
  listTextModules,
  removeTextModule,
  saveTextModule,
  type TextModuleDeps,
} from './templates/text-modules.ts';

const params = z.object({ id: z.uuid() });

/** Templates and kept texts: read by everybody who writes, templates changed by who sets the institution up. */
export function letterTemplateRoutes(app: Http, deps: TextModuleDeps) {
  app.get(
    '/api/v1/letter-templates',
    { schema: { querystring: ListLetterTemplatesQuery, response: { 200: LetterTemplates } } },
    async (request) => {
      const { procedure, procedureVersion, kind } = request.query;
      const all = await listTemplates(deps.db);
      if (procedure === undefined && kind === undefined) return { items: all };
      const named = await namedTemplates(deps, procedure, procedureVersion);
      return { items: templatesFor(all, { procedure, kind, named }) };
    },
  );
  app.post(
    '/api/v1/letter-templates',
    {
      schema: { body: SaveLetterTemplateRequest, response: { 201: LetterTemplate } },
    },
    async (request, reply) => reply.code(201).send(await saveTemplate(deps, actorOf(request), request.body)),
  );
  const texts = '/api/v1/text-modules';
  app.get(texts, { schema: { response: { 200: TextModules } } }, async (request) => ({
    items: await listTextModules(deps, actorOf(request)),
  }));
  app.post(
    texts,
    { schema: { body: SaveTextModuleRequest, response: { 201: TextModule } } },
    async (request, reply) =>
      reply.code(201).send(await saveTextModule(deps, actorOf(request), request.body)),
  );
  app.delete(`${texts}/:id`, { schema: { params, response: { 204: z.null() } } }, async (request, reply) => {
    await removeTextModule(deps, actorOf(request), request.params.id);
    return reply.code(204).send(null);
  });
}

async function namedTemplates({ procedures }: TextModuleDeps, code?: string, version?: number) {
  if (code === undefined) return [];
  const found = version === undefined ? procedures.newest(code) : procedures.version({ code, version });
  return (await found)?.answer?.templates ?? [];
}
