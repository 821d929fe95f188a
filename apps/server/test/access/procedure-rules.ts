import { randomUUID } from 'node:crypto';
import { act, bookReaders, everybody, next, type Others, type Rule } from './rule.ts';

const permit = (path: string) => (o: Others) => `/api/v1/case-files/${o.permit.id}${path}`;
const ofFile = (path: string) => (o: Others) => `/api/v1/case-files/${next(o.openFiles)}${path}`;

/** What a file of the legal unit says by its procedure, and its own documents: for its readers, changed by who solves it. */
export const procedureRules: readonly Rule[] = [
  { route: 'GET /api/v1/procedures', allowed: everybody },
  {
    route: 'GET /api/v1/procedures/:code',
    url: () => '/api/v1/procedures/petition',
    allowed: ['administrator'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/case-files/:id/procedure',
    url: ofFile('/procedure'),
    body: act({ version: 1, procedure: 'petition', reason: 'Este o petiție.' }),
    allowed: ['director'],
    forbidden: bookReaders,
  },
  {
    route: 'POST /api/v1/case-files/:id/fields',
    url: ofFile('/fields'),
    body: act({ version: 1, fields: {} }),
    allowed: ['director'],
    forbidden: bookReaders,
  },
  {
    route: 'POST /api/v1/case-files/:id/requirements',
    url: permit('/requirements'),
    body: act({ code: 'taxa', present: true }),
    allowed: ['director'],
    forbidden: bookReaders,
  },
  {
    route: 'POST /api/v1/case-files/:id/opis/order',
    url: permit('/opis/order'),
    body: (o) => ({ requestId: randomUUID(), documents: [o.permit.documentId] }),
    allowed: ['director'],
    forbidden: bookReaders,
  },
  {
    route: 'POST /api/v1/case-files/:id/opis/describe',
    url: permit('/opis/describe'),
    body: (o) => ({ requestId: randomUUID(), documentId: o.permit.documentId, title: 'Plan' }),
    allowed: ['director'],
    forbidden: bookReaders,
  },
  // Nobody's upload but one's own becomes a document: whoever may add is told so.
  {
    route: 'POST /api/v1/case-files/:id/documents',
    url: permit('/documents'),
    body: () => ({ requestId: randomUUID(), uploads: [randomUUID()] }),
    allowed: [],
    forbidden: bookReaders,
    told: { director: 422 },
  },
  {
    route: 'GET /api/v1/case-files/:id/documents/:documentId/content',
    url: (o) => permit(`/documents/${o.permit.documentId}/content`)(o),
    allowed: ['director'],
  },
  {
    route: 'GET /api/v1/case-files/:id/documents/:documentId/pages/:page.png',
    url: (o) => permit(`/documents/${o.permit.documentId}/pages/1.png`)(o),
    allowed: ['director'],
  },
  ...['', '/page'].map((page) => ({
    route: `GET /api/v1/case-files/:id/as-petitioner${page}`,
    url: permit(`/as-petitioner${page}`),
    allowed: ['director'] as const,
    forbidden: bookReaders,
  })),
];
