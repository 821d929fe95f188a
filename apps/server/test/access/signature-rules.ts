import { randomUUID } from 'node:crypto';
import { entryReaders, everybody, type Rule } from './rule.ts';

const files = '/api/v1/case-files';

/** Signatures of what came, copies with parts covered, and what people sign with. */
export const signatureRules: readonly Rule[] = [
  // Who signed a paper is part of the paper: for whoever sees the file, of what they may read in it.
  {
    route: 'GET /api/v1/case-files/:id/signatures',
    url: (o) => `${files}/${o.permit.id}/signatures`,
    allowed: entryReaders,
  },
  {
    route: 'GET /api/v1/case-files/:id/documents/:documentId/pages/:page/words',
    url: (o) => `${files}/${o.permit.id}/documents/${o.permit.documentId}/pages/1/words`,
    allowed: ['director'],
  },
  {
    route: 'POST /api/v1/case-files/:id/documents/:documentId/masked-copies',
    url: (o) => `${files}/${o.permit.id}/documents/${o.permit.documentId}/masked-copies`,
    body: () => ({
      requestId: randomUUID(),
      regions: [{ page: 1, x: 0, y: 0, width: 0.5, height: 0.5 }],
    }),
    allowed: ['director'],
  },
  // How far the works on a file's documents have come is told with the file; a copy is given like its original.
  {
    route: 'GET /api/v1/case-files/:id/file-works',
    url: (o) => `${files}/${o.permit.id}/file-works`,
    allowed: entryReaders,
  },
  {
    route: 'GET /api/v1/case-files/:id/documents/:documentId/copies/:kind',
    url: (o) => `${files}/${o.permit.id}/documents/${o.permit.documentId}/copies/small`,
    allowed: [],
  },
  // Everybody their own.
  { route: 'GET /api/v1/signing/credentials', allowed: everybody },
  {
    route: 'GET /api/v1/signing-batches/:id',
    url: () => `/api/v1/signing-batches/${randomUUID()}`,
    allowed: [],
  },
];
