import { randomUUID } from 'node:crypto';
import { act, everybody, type Rule, today } from './rule.ts';

const message = () => `/api/v1/mail-intake/${randomUUID()}`;
const rule = {
  name: 'Cereri de informații',
  position: 10,
  conditions: { words: ['informații'] },
  effect: { kind: 'foi-request' },
  validFrom: today,
};

/** Messages are seen by who decides about their mailbox: to everybody else there are none. */
export const mailIntakeRules: readonly Rule[] = [
  { route: 'GET /api/v1/mail-intake', allowed: everybody },
  { route: 'GET /api/v1/mail-intake/count', allowed: everybody },
  { route: 'POST /api/v1/mail-intake/search', body: () => ({ text: 'cerere' }), allowed: everybody },
  { route: 'GET /api/v1/mail-intake/:id', url: message, allowed: [] },
  ...(
    [
      ['registration', { kind: 'petition' }],
      ['return', {}],
      ['hand-over', {}],
      ['bounce', {}],
    ] as const
  ).map(([verb, command]) => ({
    route: `POST /api/v1/mail-intake/:id/${verb}`,
    url: () => `${message()}/${verb}`,
    body: act({ version: 1, ...command }),
    allowed: [],
  })),
  {
    route: 'POST /api/v1/mail-intake/refusal',
    body: () => act({ items: [{ id: randomUUID(), version: 1 }], reason: 'spam' })(),
    allowed: [],
  },
  {
    route: 'POST /api/v1/mail-intake/left/:id/settlement',
    url: () => `/api/v1/mail-intake/left/${randomUUID()}/settlement`,
    body: act({}),
    allowed: [],
  },
  { route: 'GET /api/v1/intake-rules', allowed: ['registrar', 'digital-officer'], refused: 403 },
  {
    route: 'POST /api/v1/intake-rules/trial',
    body: () => ({ ruleId: randomUUID(), rule }),
    allowed: ['digital-officer'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/intake-rules/:id',
    url: () => `/api/v1/intake-rules/${randomUUID()}`,
    body: act({ rule }),
    allowed: [],
    refused: 403,
    // Nothing goes live that was not tried.
    told: { 'digital-officer': 409 },
  },
  {
    route: 'POST /api/v1/intake-rules/:id/retirement',
    url: () => `/api/v1/intake-rules/${randomUUID()}/retirement`,
    body: act({ version: 1 }),
    allowed: [],
    refused: 403,
    told: { 'digital-officer': 404 },
  },
];
