import { randomUUID } from 'node:crypto';
import { act, entryReaders, everybody, type Rule } from './rule.ts';

const compute = '?rule=PET-06&start=2026-06-29';
let freshYears = 2039;

/** What the law says anybody may ask; who may vouch for it is the lawyer alone; a term is seen with its file. */
export const deadlineRules: readonly Rule[] = [
  { route: 'GET /api/v1/deadlines/rules', allowed: everybody },
  {
    route: 'GET /api/v1/deadlines/compute',
    url: () => `/api/v1/deadlines/compute${compute}`,
    allowed: everybody,
  },
  {
    route: 'GET /api/v1/deadlines/compute.pdf',
    url: () => `/api/v1/deadlines/compute.pdf${compute}`,
    allowed: everybody,
  },
  {
    route: 'POST /api/v1/deadlines/rules/:rule/:validFrom/check',
    url: () => '/api/v1/deadlines/rules/INF-07/2018-01-01/check',
    body: act({ version: 1, rule: true, countMode: false, given: 'target' }),
    allowed: ['jurist'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/deadlines/years/:year/check',
    url: () => `/api/v1/deadlines/years/${++freshYears}/check`,
    body: act({ source: 'Codul muncii' }),
    allowed: ['jurist'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/deadlines/days/preview',
    body: () => ({ changes: [{ day: '2026-07-29', kind: 'off', name: 'Punte' }] }),
    allowed: ['administrator'],
    refused: 403,
  },
  {
    route: 'GET /api/v1/case-files/:id/terms',
    url: (o) => `/api/v1/case-files/${o.closedFiles[0]}/terms`,
    allowed: entryReaders,
  },
  ...['', '/sheet.pdf'].map(
    (page): Rule => ({
      route: `GET /api/v1/case-files/:id/terms/:termId${page}`,
      url: (o) => `/api/v1/case-files/${o.permit.id}/terms/${o.permit.termId}${page}`,
      allowed: entryReaders,
    }),
  ),
  { route: 'GET /api/v1/notices', allowed: everybody },
  {
    route: 'POST /api/v1/notices/read',
    body: () => ({ requestId: randomUUID() }),
    allowed: everybody,
  },
];
