import { randomUUID } from 'node:crypto';
import { act, bookReaders, entry, entryReaders, everybody, next, type Others, type Rule } from './rule.ts';

/** Case files at the legal unit: who sees the row of the book sees that there is one; only its readers work on it. */
export const caseFileRules: readonly Rule[] = [
  { route: 'GET /api/v1/case-files', allowed: everybody },
  { route: 'GET /api/v1/case-files/counts', allowed: everybody },
  {
    route: 'POST /api/v1/case-files/assign',
    body: (o) => ({
      requestId: randomUUID(),
      items: [{ id: o.closedFiles[0], version: 1 }],
      to: { self: true },
    }),
    allowed: everybody,
  },
  {
    route: 'POST /api/v1/case-files/close',
    body: (o) => ({
      requestId: randomUUID(),
      items: [{ id: o.closedFiles[0], version: 1 }],
      outcome: 'for-information',
    }),
    allowed: everybody,
  },
  {
    route: 'POST /api/v1/case-files/undo',
    body: (o) => ({
      requestId: randomUUID(),
      items: [{ id: o.closedFiles[0], version: 1 }],
      reason: 'din greșeală',
    }),
    allowed: everybody,
  },
  ...['', '/chronology', '/assignees', '/return-places'].map((page) => ({
    route: `GET /api/v1/case-files/:id${page}`,
    url: (o: Others) => `/api/v1/case-files/${o.closedFiles[0]}${page}`,
    allowed: entryReaders,
  })),
  {
    route: 'GET /api/v1/case-files/:id/accesses',
    url: (o) => `/api/v1/case-files/${o.closedFiles[0]}/accesses`,
    allowed: ['director'],
    forbidden: bookReaders,
  },
  {
    route: 'GET /api/v1/case-files/:id/opis.pdf',
    url: (o) => `/api/v1/case-files/${o.closedFiles[0]}/opis.pdf`,
    allowed: ['director'],
    forbidden: bookReaders,
  },
  {
    route: 'GET /api/v1/registers/:code/entries/:year/:number/case-file',
    url: (o) => `${entry(o)}/case-file`,
    allowed: entryReaders,
  },
  {
    route: 'POST /api/v1/case-files/:id/assign',
    url: (o) => `/api/v1/case-files/${next(o.openFiles)}/assign`,
    body: act({ version: 1, to: { unit: 'contencios' } }),
    allowed: ['registrar', 'digital-officer', 'director'],
    forbidden: ['dispatcher', 'archivist', 'auditor'],
  },
  {
    route: 'POST /api/v1/case-files/:id/join',
    url: (o) => `/api/v1/case-files/${next(o.openFiles)}/join`,
    body: (o) => ({ requestId: randomUUID(), version: 1, year: o.year, number: o.joinInto }),
    allowed: ['registrar', 'digital-officer', 'director'],
    forbidden: ['dispatcher', 'archivist', 'auditor'],
  },
  ...[
    { verb: 'return', body: { version: 1, reason: 'nu este al nostru' } },
    { verb: 'close', body: { version: 1, outcome: 'filed' } },
    { verb: 'note', body: { text: 'de urmărit' } },
  ].map(
    ({ verb, body }): Rule => ({
      route: `POST /api/v1/case-files/:id/${verb}`,
      url: (o) => `/api/v1/case-files/${next(o.openFiles)}/${verb}`,
      body: act(body),
      allowed: ['director'],
      forbidden: bookReaders,
    }),
  ),
  {
    route: 'POST /api/v1/case-files/:id/reopen',
    url: (o) => `/api/v1/case-files/${next(o.closedFiles)}/reopen`,
    body: act({ version: 2, reason: 'a venit o completare' }),
    allowed: ['director'],
    forbidden: bookReaders,
  },
  { route: 'GET /api/v1/resolution-models', allowed: everybody },
  {
    route: 'POST /api/v1/resolution-models',
    body: () => ({ requestId: randomUUID(), name: randomUUID(), text: 'Spre soluționare.' }),
    allowed: everybody,
  },
  {
    route: 'DELETE /api/v1/resolution-models/:id',
    url: (o) => `/api/v1/resolution-models/${o.resolutionModelId}`,
    allowed: [],
  },
];
