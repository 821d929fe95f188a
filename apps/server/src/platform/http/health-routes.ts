import type { Registry } from 'prom-client';
import { z } from 'zod';
import type { Db } from '../db.ts';
import type { Http } from './http.ts';
import { checkReadiness } from './readiness.ts';
import { measureRequests } from './request-metrics.ts';

const Readiness = z.object({
  status: z.enum(['ready', 'not-ready']),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean() })),
});

/**
 * For whoever watches the process: alive, ready, and its figures (Prometheus), to which others may add theirs. None says
 * anything about people.
 */
export function healthRoutes(app: Http, deps: { db: Db; migrationsFolder: string }): Registry {
  const metrics = measureRequests(app);
  const outside = { config: { public: true } } as const;

  app.get(
    '/healthz',
    { ...outside, schema: { hide: true, response: { 200: z.object({ status: z.literal('ok') }) } } },
    async () => ({
      status: 'ok' as const,
    }),
  );

  app.get(
    '/readyz',
    { ...outside, schema: { hide: true, response: { 200: Readiness, 503: Readiness } } },
    async (_request, reply) => {
      const checks = await checkReadiness(deps.db, deps.migrationsFolder);
      const ready = checks.every((check) => check.ok);
      return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not-ready', checks });
    },
  );

  app.get(
    '/metrics',
    { ...outside, schema: { hide: true, response: { 200: z.string() } } },
    async (_request, reply) => {
      const text = await metrics.metrics();
      return reply
        .type(metrics.contentType)
        .serializer((body: string) => body)
        .send(text);
    },
  );
  return metrics;
}
