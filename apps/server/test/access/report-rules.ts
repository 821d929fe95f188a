import { randomUUID } from 'node:crypto';
import { bookReaders, everybody, type Rule, today } from './rule.ts';

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
  { route: 'GET /api/v1/reports/unfinished', allowed: everybody },
  // Somebody else's is not there for anybody.
  {
    route: 'GET /api/v1/reports/unfinished/:id.pdf',
    url: (o) => `/api/v1/reports/unfinished/${o.longWorkId}.pdf`,
    allowed: [],
  },
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
  {
    route: 'GET /api/v1/reports/board/works',
    url: () => '/api/v1/reports/board/works?unit=juridic&figure=open',
    allowed: ['director'],
    refused: 403,
  },
  {
    route: 'GET /api/v1/case-files/:id/tacit-approval',
    url: (o) => `/api/v1/case-files/${o.permit.id}/tacit-approval`,
    allowed: [...bookReaders, 'director'],
  },
  {
    route: 'POST /api/v1/case-files/:id/tacit-approval/irregularity',
    url: (o) => `/api/v1/case-files/${o.permit.id}/tacit-approval/irregularity`,
    body: () => ({ requestId: randomUUID() }),
    allowed: ['director'],
    forbidden: bookReaders,
  },
  // Nothing was found on it: who leads is told so.
  {
    route: 'POST /api/v1/case-files/:id/tacit-approval/decision',
    url: (o) => `/api/v1/case-files/${o.permit.id}/tacit-approval/decision`,
    body: () => ({ requestId: randomUUID(), effect: 'approved', basis: 'art. 6 alin. (1)' }),
    allowed: [],
    forbidden: bookReaders,
    told: { director: 409 },
  },
  { route: 'GET /api/v1/tacit-approvals', allowed: everybody },
];
