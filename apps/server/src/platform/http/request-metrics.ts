import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Http } from './http.ts';

/**
 * Measures every answer by method, route and status. The route is its pattern (`/registers/:code/entries`), never the
 * address: no number, name or code of a register ends up in a metric.
 */
export function measureRequests(app: Http): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'opis_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
    };
    duration.observe(labels, reply.elapsedTime / 1000);
  });
  return registry;
}
