import { randomUUID } from 'node:crypto';
import { act, aFreshDay, digestOfNothing, emptyFile, everybody, type Others, type Rule } from './rule.ts';

/** How the house is set up, and how it stands. */
export const administrationRules: readonly Rule[] = [
  { route: 'GET /api/v1/units', allowed: everybody },
  { route: 'GET /api/v1/offices', allowed: everybody },
  { route: 'GET /api/v1/categories', allowed: everybody },
  { route: 'GET /api/v1/nomenclature', allowed: everybody },
  { route: 'GET /api/v1/holidays', url: () => '/api/v1/holidays?year=2026', allowed: everybody },
  // How the house is set up: the administrator's alone.
  { route: 'GET /api/v1/administration/organisation', allowed: ['administrator'], refused: 403 },
  {
    route: 'POST /api/v1/administration/changes',
    body: () => ({
      requestId: randomUUID(),
      edits: [{ list: 'daysOff', before: null, after: { day: aFreshDay(), name: 'Zi liberă' } }],
    }),
    allowed: ['administrator'],
    refused: 403,
  },
  {
    route: 'GET /api/v1/administration/export',
    url: () => '/api/v1/administration/export?format=csv',
    allowed: ['administrator'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/administration/import/preview',
    body: () => emptyFile,
    allowed: ['administrator'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/administration/import',
    body: () => ({ requestId: randomUUID(), ...emptyFile, digest: digestOfNothing }),
    allowed: ['administrator'],
    refused: 403,
  },
  { route: 'GET /api/v1/system', allowed: ['administrator'], refused: 403 },
  { route: 'GET /api/v1/administration/acts', allowed: ['administrator'], refused: 403 },
  {
    route: 'GET /api/v1/administration/acts/:id',
    url: (o) => `/api/v1/administration/acts/${o.actId}`,
    allowed: ['administrator'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/administration/acts/:id/revert',
    url: (o) => `/api/v1/administration/acts/${o.actId}/revert`,
    body: act({}),
    allowed: ['administrator'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/administration/reorganisations/preview',
    body: () => ({ unit: 'contencios', successor: 'registratura', closedOn: '2099-01-01' }),
    allowed: ['administrator'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/administration/reorganisations',
    body: act({ unit: 'contencios', successor: 'registratura', closedOn: '2099-01-01' }),
    allowed: ['administrator'],
    refused: 403,
  },
  { route: 'GET /api/v1/administration/accounts', allowed: ['administrator'], refused: 403 },
  {
    route: 'POST /api/v1/administration/accounts',
    body: act({ staffCode: 'zamfira-porumbacu', username: 'zamfira' }),
    allowed: ['administrator'],
    refused: 403,
  },
  {
    route: 'GET /api/v1/administration/accounts/:id',
    url: (o) => `/api/v1/administration/accounts/${o.accountId}`,
    allowed: ['administrator'],
    refused: 403,
  },
  ...['password', 'closing', 'reopening'].map((path) => ({
    route: `POST /api/v1/administration/accounts/:id/${path}`,
    url: (o: Others) => `/api/v1/administration/accounts/${o.accountId}/${path}`,
    body: act({}),
    allowed: ['administrator'] as const,
    refused: 403 as const,
  })),
  ...['grants', 'grants/withdrawal'].map((path) => ({
    route: `POST /api/v1/administration/accounts/:id/${path}`,
    url: (o: Others) => `/api/v1/administration/accounts/${o.accountId}/${path}`,
    body: act({ role: 'archivist', unit: null }),
    allowed: ['administrator'] as const,
    refused: 403 as const,
  })),
  {
    route: 'GET /api/v1/administration/readers',
    url: (o) => `/api/v1/administration/readers?register=general&year=${o.year}&number=${o.number}`,
    allowed: ['administrator'],
    refused: 403,
  },
  { route: 'GET /api/v1/administration/registers', allowed: ['administrator'], refused: 403 },
  {
    route: 'POST /api/v1/administration/registers',
    body: act({ name: 'Registrul dispozițiilor', unit: null }),
    allowed: ['administrator'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/administration/registers/:code/sub-registers',
    url: () => '/api/v1/administration/registers/general/sub-registers',
    body: () => ({ requestId: randomUUID(), code: `s${randomUUID().slice(0, 8)}`, name: 'Dispoziții' }),
    allowed: ['administrator'],
    refused: 403,
  },
  // Who is named on a register is told to whoever is named on it: a register of any other kind is not there.
  ...['GET', 'POST'].map((method) => ({
    route: `${method} /api/v1/registers/:code/members`,
    url: () => '/api/v1/registers/general/members',
    ...(method === 'POST' ? { body: act({ staffCode: 'zamfira-porumbacu' }) } : {}),
    allowed: [],
  })),
  {
    route: 'POST /api/v1/registers/:code/members/removal',
    url: () => '/api/v1/registers/general/members/removal',
    body: act({ staffCode: 'zamfira-porumbacu' }),
    allowed: [],
  },
];
