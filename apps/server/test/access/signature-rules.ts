import { randomUUID } from 'node:crypto';
import { everybody, type Rule } from './rule.ts';

const document = '/api/v1/registers/general/entries';

/** Signatures of what came, copies with parts covered, and what people sign with. */
export const signatureRules: readonly Rule[] = [
  // Who signed a paper is part of the paper: for readers of the file.
  {
    route: 'GET /api/v1/registers/:code/entries/:year/:number/signatures',
    url: (o) => `${document}/${o.year}/${o.number}/signatures`,
    allowed: ['director'],
  },
  {
    route: 'GET /api/v1/registers/:code/entries/:year/:number/documents/:documentId/pages/:page/words',
    url: (o) => `${document}/${o.year}/${o.number}/documents/${o.documentId}/pages/1/words`,
    allowed: ['director'],
  },
  {
    route: 'POST /api/v1/registers/:code/entries/:year/:number/documents/:documentId/masked-copies',
    url: (o) => `${document}/${o.year}/${o.number}/documents/${o.documentId}/masked-copies`,
    body: () => ({
      requestId: randomUUID(),
      regions: [{ page: 1, x: 0, y: 0, width: 0.5, height: 0.5 }],
    }),
    allowed: ['director'],
  },
  // Everybody their own.
  { route: 'GET /api/v1/signing/credentials', allowed: everybody },
  {
    route: 'GET /api/v1/signing-batches/:id',
    url: () => `/api/v1/signing-batches/${randomUUID()}`,
    allowed: [],
  },
];
