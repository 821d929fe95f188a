import { randomUUID } from 'node:crypto';
import { aRegistration } from '../a-registry.ts';
import { act, entry, entryReaders, everybody, type Rule, today } from './rule.ts';

/** The book, its rows, documents, uploads and ways to fill the form. */
export const registryRules: readonly Rule[] = [
  { route: 'GET /api/v1/registers', allowed: everybody },
  {
    route: 'GET /api/v1/registers/:code/entries',
    url: () => '/api/v1/registers/general/entries',
    allowed: everybody,
  },
  {
    route: 'GET /api/v1/registers/:code/summary',
    url: () => '/api/v1/registers/general/summary',
    allowed: everybody,
  },
  {
    route: 'POST /api/v1/registers/:code/entries',
    url: () => '/api/v1/registers/general/entries',
    body: () => ({ ...aRegistration(), register: undefined }),
    allowed: ['registrar', 'digital-officer'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/registers/:code/entries/similar',
    url: () => '/api/v1/registers/general/entries/similar',
    body: () => ({}),
    allowed: everybody,
  },
  {
    route: 'GET /api/v1/registers/:code/entries/:year/:number',
    url: entry,
    allowed: entryReaders,
    refused: 404,
  },
  {
    route: 'POST /api/v1/registers/:code/entries/:year/:number/correction',
    url: (o) => `${entry(o)}/correction`,
    body: () => ({
      requestId: randomUUID(),
      sheets: Math.floor(Math.random() * 90_000),
      reason: 'numărate din nou',
    }),
    allowed: ['registrar', 'digital-officer'],
    forbidden: ['dispatcher', 'archivist', 'auditor', 'director'],
  },
  {
    route: 'POST /api/v1/registers/:code/entries/:year/:number/joinder',
    url: (o) => `${entry(o)}/joinder`,
    body: (o) => ({ requestId: randomUUID(), year: o.year, number: o.number + 1 }),
    allowed: ['registrar', 'digital-officer'],
    forbidden: ['dispatcher', 'archivist', 'auditor', 'director'],
  },
  {
    route: 'POST /api/v1/registers/:code/entries/:year/:number/routing',
    url: (o) => `${entry(o)}/routing`,
    body: act({ unit: 'juridic' }),
    allowed: ['registrar', 'digital-officer', 'director'],
    forbidden: ['dispatcher', 'archivist', 'auditor'],
  },
  {
    route: 'POST /api/v1/registers/:code/entries/:year/:number/dispatch',
    url: (o) => `${entry(o)}/dispatch`,
    body: act({ dispatchedOn: today, resolution: 'răspuns', addressee: 'Brutăria Măgura' }),
    allowed: ['registrar', 'digital-officer', 'dispatcher'],
    forbidden: ['archivist', 'auditor', 'director'],
  },
  {
    route: 'POST /api/v1/registers/:code/entries/:year/:number/classification',
    url: (o) => `${entry(o)}/classification`,
    body: act({ nomenclatureCode: 'I-01' }),
    allowed: ['registrar', 'archivist'],
    forbidden: ['digital-officer', 'dispatcher', 'auditor', 'director'],
  },
  {
    route: 'GET /api/v1/registers/:code/entries/:year/:number/receipt.pdf',
    url: (o) => `${entry(o)}/receipt.pdf`,
    allowed: ['registrar', 'digital-officer', 'director'],
    forbidden: ['dispatcher', 'archivist', 'auditor'],
  },
  {
    route: 'GET /api/v1/registers/:code/entries/:year/:number/label.pdf',
    url: (o) => `${entry(o)}/label.pdf`,
    allowed: ['registrar', 'digital-officer', 'director'],
    forbidden: ['dispatcher', 'archivist', 'auditor'],
  },
  // The row of the book is one right, the file another: of those who see the row, only its readers see the file.
  {
    route: 'GET /api/v1/registers/:code/entries/:year/:number/file-works',
    url: (o) => `${entry(o)}/file-works`,
    allowed: ['director'],
  },
  {
    route: 'GET /api/v1/registers/:code/entries/:year/:number/documents/:documentId/content',
    url: (o) => `${entry(o)}/documents/${o.documentId}/content`,
    allowed: ['director'],
  },
  {
    route: 'GET /api/v1/registers/:code/entries/:year/:number/documents/:documentId/pages/:page.png',
    url: (o) => `${entry(o)}/documents/${o.documentId}/pages/1.png`,
    allowed: ['director'],
  },
  {
    route: 'POST /api/v1/uploads',
    url: () => '/api/v1/uploads?name=x.txt',
    body: () => ({ some: 'bytes' }),
    // Who registers, and who works on files: the scan of a signed letter is theirs to bring.
    allowed: ['registrar', 'digital-officer', 'case-handler', 'head-of-unit', 'director'],
    refused: 403,
  },
  // Somebody else's upload, model or session is not there for anybody.
  {
    route: 'GET /api/v1/uploads/:id/pages/:page.png',
    url: (o) => `/api/v1/uploads/${o.uploadId}/pages/1.png`,
    allowed: [],
  },
  {
    route: 'GET /api/v1/uploads/:id/file-works',
    url: (o) => `/api/v1/uploads/${o.uploadId}/file-works`,
    allowed: [],
  },
  { route: 'DELETE /api/v1/uploads/:id', url: (o) => `/api/v1/uploads/${o.uploadId}`, allowed: [] },
  { route: 'GET /api/v1/entry-models', allowed: everybody },
  {
    route: 'POST /api/v1/entry-models',
    body: () => ({
      requestId: randomUUID(),
      name: randomUUID(),
      channel: null,
      category: null,
      unit: null,
      subject: '',
      sheets: 1,
      annexes: 0,
    }),
    allowed: everybody,
  },
  { route: 'DELETE /api/v1/entry-models/:id', url: (o) => `/api/v1/entry-models/${o.modelId}`, allowed: [] },
  {
    route: 'POST /api/v1/registers/:code/entries/:year/:number/annulment',
    url: (o) => `${entry(o)}/annulment`,
    body: act({ reason: 'înregistrat de două ori' }),
    allowed: ['registrar'],
    forbidden: ['digital-officer', 'dispatcher', 'archivist', 'auditor', 'director'],
  },
];
