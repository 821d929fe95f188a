import { z } from 'zod';

/** What the API's own description says of a value; only the words that our schemas use. */
export type JsonSchema = {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
};

/** One thing that the API does. `body` is there when it takes JSON. */
export type Operation = {
  readonly method: 'GET' | 'POST' | 'DELETE' | 'PUT' | 'PATCH';
  readonly path: string;
  readonly pathParameters: readonly string[];
  readonly query: Readonly<Record<string, JsonSchema>>;
  readonly body: JsonSchema | undefined;
};

const Described = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        parameters: z.array(z.looseObject({ name: z.string(), in: z.string(), schema: z.any() })).default([]),
        requestBody: z
          .looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.any() })) })
          .optional(),
      }),
    ),
  ),
});

/** Every operation of an OpenAPI document. */
export function listOperations(document: unknown): Operation[] {
  const { paths } = Described.parse(document);
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody }]) => ({
      method: method.toUpperCase() as Operation['method'],
      path,
      pathParameters: parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name),
      query: Object.fromEntries(
        parameters
          .filter((parameter) => parameter.in === 'query')
          .map(({ name, schema }) => [name, schema as JsonSchema]),
      ),
      body: requestBody?.content['application/json']?.schema as JsonSchema | undefined,
    })),
  );
}
