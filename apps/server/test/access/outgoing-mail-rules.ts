import { randomUUID } from 'node:crypto';
import { everybody, type Rule } from './rule.ts';

const dispatchers = ['registrar', 'digital-officer', 'dispatcher'] as const;
// No message is ever in this state while it waits: who may act is told that it changed, the others what they may not.
const elsewhere = () => ({ requestId: randomUUID(), state: 'bounced' });

/** A message of a file of the legal unit: who dispatches for the register acts, who reads the file sees. */
export const outgoingMailRules: readonly Rule[] = [
  { route: 'GET /api/v1/outgoing-messages', allowed: everybody },
  { route: 'GET /api/v1/outgoing-messages/counts', allowed: everybody },
  {
    route: 'GET /api/v1/outgoing-messages/:id',
    url: (o) => `/api/v1/outgoing-messages/${o.outgoingMessageId}`,
    allowed: [...dispatchers, 'director'],
  },
  ...['withdraw', 'send-now', 'try-again', 'decide'].map(
    (verb): Rule => ({
      route: `POST /api/v1/outgoing-messages/:id/${verb}`,
      url: (o) => `/api/v1/outgoing-messages/${o.outgoingMessageId}/${verb}`,
      body: () => ({ ...elsewhere(), ...(verb === 'decide' && { decision: 'was-sent' }) }),
      allowed: [],
      told: { ...Object.fromEntries(dispatchers.map((role) => [role, 409])), director: 403 },
    }),
  ),
  // A draft: who dispatches knows nothing of it yet.
  {
    route: 'GET /api/v1/letters/:id/mail',
    url: (o) => `/api/v1/letters/${o.letter.id}/mail`,
    allowed: ['director'],
  },
  {
    route: 'POST /api/v1/letters/:id/mail',
    url: (o) => `/api/v1/letters/${o.letter.id}/mail`,
    body: (o) => ({
      ...{ requestId: randomUUID(), version: o.letter.version },
      ...{ address: 'ana.pop@exemplu.ro', subject: 'Informare', body: 'Bună ziua' },
    }),
    allowed: [],
    told: { director: 403 },
  },
  // What each may send is asked letter by letter.
  {
    route: 'POST /api/v1/outgoing-batches',
    body: (o) => ({ requestId: randomUUID(), items: [{ id: o.letter.id, version: 1 }] }),
    allowed: [],
    refused: 403,
    // No mail server is set here.
    told: Object.fromEntries(dispatchers.map((role) => [role, 409])),
  },
  {
    route: 'GET /api/v1/outgoing-batches/:id',
    url: (o) => `/api/v1/outgoing-batches/${o.longWorkId}`,
    allowed: [],
  },
];
