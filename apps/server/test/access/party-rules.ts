import { randomUUID } from 'node:crypto';
import { act, everybody, partyEditors, partyReaders, type Rule } from './rule.ts';

/** Persons and bodies, and the search over everything. */
export const partyRules: readonly Rule[] = [
  {
    route: 'GET /api/v1/parties/:id/entries',
    url: (o) => `/api/v1/parties/${o.partyId}/entries`,
    allowed: partyReaders,
    refused: 403,
  },
  {
    route: 'GET /api/v1/parties/:id/accesses',
    url: (o) => `/api/v1/parties/${o.partyId}/accesses`,
    allowed: partyReaders,
    refused: 403,
  },
  { route: 'GET /api/v1/party-duplicates', allowed: ['registrar'], refused: 403 },
  {
    route: 'GET /api/v1/parties/:id/duplicates',
    url: (o) => `/api/v1/parties/${o.partyId}/duplicates`,
    allowed: ['registrar'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/parties/:id/merge',
    url: (o) => `/api/v1/parties/${o.partyId}/merge`,
    body: (o) => ({ requestId: randomUUID(), mergedId: o.alikeIds[1] }),
    allowed: ['registrar'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/parties/:id/unmerge',
    url: (o) => `/api/v1/parties/${o.alikeIds[2]}/unmerge`,
    body: (o) => ({ requestId: randomUUID(), mergeId: o.mergeId, reason: 'Două persoane' }),
    allowed: ['registrar'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/parties/:id/distinction',
    url: (o) => `/api/v1/parties/${o.partyId}/distinction`,
    body: (o) => ({ requestId: randomUUID(), otherId: o.alikeIds[0] }),
    allowed: ['registrar'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/parties/:id/contacts',
    url: (o) => `/api/v1/parties/${o.partyId}/contacts`,
    body: () => ({ requestId: randomUUID(), kind: 'email', value: `${randomUUID()}@exemplu.ro` }),
    allowed: partyEditors,
    refused: 403,
  },
  {
    route: 'POST /api/v1/parties/:id/contacts/:contactId',
    url: (o) => `/api/v1/parties/${o.partyId}/contacts/${o.contactId}`,
    body: act({ change: 'prefer' }),
    allowed: partyEditors,
    refused: 403,
  },
  {
    route: 'POST /api/v1/parties/:id/representations',
    url: (o) => `/api/v1/parties/${o.partyId}/representations`,
    body: (o) => ({
      requestId: randomUUID(),
      representedId: o.alikeIds[0],
      basis: 'mandate',
      from: '2026-01-01',
    }),
    allowed: partyEditors,
    refused: 403,
  },
  {
    route: 'POST /api/v1/parties/:id/representations/:representationId/end',
    url: (o) => `/api/v1/parties/${o.partyId}/representations/${o.representationId}/end`,
    body: act({ until: '2026-01-01' }),
    allowed: partyEditors,
    refused: 403,
  },
  {
    route: 'POST /api/v1/parties/search',
    url: () => '/api/v1/parties/search',
    body: () => ({ q: 'brut' }),
    allowed: partyReaders,
    refused: 403,
  },
  {
    route: 'GET /api/v1/parties/:id',
    url: (o) => `/api/v1/parties/${o.partyId}`,
    allowed: partyReaders,
    refused: 403,
  },
  {
    route: 'POST /api/v1/parties/:id/reveal',
    url: (o) => `/api/v1/parties/${o.partyId}/reveal`,
    body: act({ purpose: 'verificarea identității' }),
    allowed: ['registrar'],
    refused: 403,
  },
  // Everybody may search; what is found is only theirs (search-entries.test.ts).
  { route: 'POST /api/v1/search', body: () => ({ text: 'brutaru' }), allowed: everybody },
  // What a paper says is for readers of its file alone.
  {
    route: 'POST /api/v1/search/document-marks',
    body: (o) => ({ document: o.documentId, page: 1, text: 'adeverință' }),
    allowed: ['director'],
  },
];
