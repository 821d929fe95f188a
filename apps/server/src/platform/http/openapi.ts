import swagger from '@fastify/swagger';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Http } from './http.ts';

/** Describes every route that is added after it, as OpenAPI 3.1 at `/api/v1/openapi.json`. */
export async function describeApi(app: Http) {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Opis',
        description: 'Registratura, documentele și contactele unei instituții publice.',
        version: '1',
        license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
      },
      components: {
        securitySchemes: {
          token: {
            type: 'http',
            scheme: 'bearer',
            description: 'npx opis token create --account A --name N',
          },
          session: { type: 'apiKey', in: 'cookie', name: 'opis_session' },
        },
      },
      security: [{ token: [] }, { session: [] }],
    },
    transform: jsonSchemaTransform,
  });
  app.get(
    '/api/v1/openapi.json',
    { config: { public: true }, schema: { hide: true, response: { 200: z.any() } } },
    async (_request, reply) => reply.type('application/json').serializer(JSON.stringify).send(app.swagger()),
  );
}
