import { randomUUID } from 'node:crypto';
import { everybody, type Rule, today } from './rule.ts';

const question = { from: today, to: today };

/** Everybody counts what they may see; that nobody counts more is a property of its own. Boards: who leads the unit. */
export const reportRules: readonly Rule[] = [
  {
    route: 'POST /api/v1/reports/works',
    url: () => '/api/v1/reports/works',
    body: () => ({ question }),
    allowed: everybody,
  },
  {
    route: 'POST /api/v1/reports/works/rows',
    url: () => '/api/v1/reports/works/rows',
    body: () => ({ question }),
    allowed: everybody,
  },
  {
    route: 'POST /api/v1/reports/works/exports',
    url: () => '/api/v1/reports/works/exports',
    body: () => ({ requestId: randomUUID(), question, format: 'xlsx' }),
    allowed: everybody,
  },
  { route: 'GET /api/v1/reports/saved', allowed: everybody },
  {
    route: 'POST /api/v1/reports/saved',
    url: () => '/api/v1/reports/saved',
    body: () => ({ requestId: randomUUID(), title: `Situație ${randomUUID()}`, request: { question } }),
    allowed: everybody,
  },
  // Somebody else's is not there for anybody.
  {
    route: 'DELETE /api/v1/reports/saved/:id',
    url: (o) => `/api/v1/reports/saved/${o.longWorkId}`,
    allowed: [],
  },
  {
    route: 'GET /api/v1/reports/board',
    url: () => '/api/v1/reports/board?unit=juridic',
    allowed: ['director'],
    refused: 403,
  },
];
