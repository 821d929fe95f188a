import { randomUUID } from 'node:crypto';
import { act, bookReaders, entryReaders, everybody, next, type Others, type Rule } from './rule.ts';

const ofTask = (path: string) => (o: Others) => `/api/v1/tasks/${next(o.tasks)}${path}`;
const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

/** What is asked about a file of the legal unit: whoever sees the row of the book alone knows nothing of it. */
export const taskRules: readonly Rule[] = [
  { route: 'GET /api/v1/tasks', allowed: everybody },
  { route: 'GET /api/v1/tasks/counts', allowed: everybody },
  {
    route: 'POST /api/v1/tasks/answer',
    body: (o) => ({
      requestId: randomUUID(),
      items: [{ id: o.tasks[0], version: 1 }],
      verdict: 'signed',
    }),
    allowed: everybody,
  },
  { route: 'GET /api/v1/tasks/:id', url: (o) => `/api/v1/tasks/${o.tasks[0]}`, allowed: ['director'] },
  ...['tasks', 'askable'].map((page) => ({
    route: `GET /api/v1/case-files/:id/${page}`,
    url: (o: Others) => `/api/v1/case-files/${o.closedFiles[0]}/${page}`,
    allowed: entryReaders,
  })),
  {
    route: 'POST /api/v1/case-files/:id/tasks',
    url: (o) => `/api/v1/case-files/${next(o.openFiles)}/tasks`,
    body: act({
      version: 1,
      steps: [[{ kind: 'clarification', to: { unit: 'contencios' }, dueOn: tomorrow }]],
    }),
    allowed: ['director'],
    forbidden: bookReaders,
  },
  {
    route: 'POST /api/v1/case-files/:id/complaint',
    url: (o) => `/api/v1/case-files/${next(o.openFiles)}/complaint`,
    body: act({ version: 1, unit: 'registratura' }),
    allowed: ['registrar', 'digital-officer', 'director'],
    forbidden: ['dispatcher', 'archivist', 'auditor'],
  },
  { route: 'GET /api/v1/papers', allowed: everybody },
  {
    route: 'GET /api/v1/case-files/:id/paper',
    url: (o) => `/api/v1/case-files/${o.closedFiles[0]}/paper`,
    allowed: entryReaders,
  },
  {
    route: 'POST /api/v1/papers/give',
    body: (o) => ({ requestId: randomUUID(), code: o.labels.pop() }),
    allowed: ['registrar', 'digital-officer'],
    // They see the row of the book, and that the paper is at the registry.
    told: { dispatcher: 409, archivist: 409, auditor: 409, director: 409 },
  },
  {
    route: 'POST /api/v1/papers/receive',
    body: (o) => ({ requestId: randomUUID(), code: o.labels[0] }),
    allowed: [],
    told: {
      registrar: 409,
      'digital-officer': 409,
      dispatcher: 409,
      archivist: 409,
      auditor: 409,
      director: 409,
    },
  },
  {
    route: 'GET /api/v1/administration/people/:code/open-work',
    url: () => '/api/v1/administration/people/zamfira-porumbacu/open-work',
    allowed: ['administrator'],
    refused: 403,
  },
  {
    route: 'POST /api/v1/administration/people/:code/open-work/hand-over',
    url: () => '/api/v1/administration/people/cont1/open-work/hand-over',
    body: act({ to: 'zamfira-porumbacu' }),
    allowed: ['administrator'],
    refused: 403,
  },
  ...[
    { verb: 'answer', body: { version: 1, verdict: 'favourable' } },
    { verb: 'return', body: { version: 1, reason: 'nu este al nostru' } },
    { verb: 'withdraw', body: { version: 1 } },
    { verb: 'remind', body: {} },
  ].map(
    ({ verb, body }): Rule => ({
      route: `POST /api/v1/tasks/:id/${verb}`,
      url: ofTask(`/${verb}`),
      body: act(body),
      allowed: ['director'],
    }),
  ),
];
