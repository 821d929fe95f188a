import { randomUUID } from 'node:crypto';
import { act, bookReaders, everybody, next, type Others, type Rule } from './rule.ts';

const closed = (path: string) => (o: Others) => `/api/v1/petitions/${o.closedFiles[0]}${path}`;
const open = (path: string) => (o: Others) => `/api/v1/petitions/${next(o.openFiles)}${path}`;
const half = 'year=2026&half=2';
const reason = 'Aceasta a rezultat din verificare.';
const body = {
  name: 'Direcția pentru Iazuri',
  domains: 'iazuri',
  address: 'Str. Iazului nr. 1',
  email: null,
};

/** Somebody else's papers at the legal unit: told to the readers of the file, decided by who says what a file is. */
export const petitionRules: readonly Rule[] = [
  { route: 'GET /api/v1/petitions/triage', allowed: everybody },
  {
    route: 'GET /api/v1/petitions/report',
    url: () => `/api/v1/petitions/report?${half}`,
    allowed: everybody,
  },
  {
    route: 'GET /api/v1/petitions/report/files',
    url: () => `/api/v1/petitions/report/files?${half}&group=received&code=all`,
    allowed: everybody,
  },
  {
    route: 'POST /api/v1/petitions/report/export',
    body: () => ({ requestId: randomUUID(), year: 2026, half: 2, format: 'xlsx' }),
    allowed: everybody,
  },
  { route: 'GET /api/v1/petitions/:id', url: closed(''), allowed: ['director'] },
  { route: 'GET /api/v1/petitions/:id/similar', url: closed('/similar'), allowed: ['director'] },
  {
    route: 'POST /api/v1/petitions/:id/triage',
    url: open('/triage'),
    body: act({ version: 1, decision: 'petition', reason }),
    allowed: ['director'],
    forbidden: bookReaders,
  },
  // What is no petition is nobody's to close, send on, join or extend as one: who sees the row is told so.
  ...(
    [
      ['close-anonymous', { atStake: 'nothing', way: 'close' }],
      ['redirection', { bodyId: randomUUID() }],
      ['redirection/withdrawal', {}],
      ['joinder', { firstId: randomUUID() }],
      ['close-repeat', { firstId: randomUUID() }],
      ['extension', { days: 15 }],
    ] as const
  ).map(([verb, command]) => ({
    route: `POST /api/v1/petitions/:id/${verb}`,
    url: (o: Others) => `/api/v1/petitions/${o.openFiles[0]}/${verb}`,
    body: act({ version: 1, reason, ...command }),
    allowed: [],
    forbidden: [...bookReaders, 'director' as const],
  })),
  { route: 'GET /api/v1/competent-bodies', allowed: everybody },
  {
    route: 'POST /api/v1/competent-bodies',
    body: () => ({ requestId: randomUUID(), ...body, name: `${body.name} ${randomUUID()}` }),
    allowed: ['registrar', 'digital-officer'],
    refused: 403,
  },
  // A body that is not there any more is a conflict with whoever took it out.
  ...(['', '/retirement'] as const).map((verb) => ({
    route: `POST /api/v1/competent-bodies/:id${verb}`,
    url: () => `/api/v1/competent-bodies/${randomUUID()}${verb}`,
    body: act({ version: 1, ...(verb === '' ? body : {}) }),
    allowed: [],
    refused: 403 as const,
    told: { registrar: 409, 'digital-officer': 409 },
  })),
];
