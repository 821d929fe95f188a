import { randomUUID } from 'node:crypto';
import { act, bookReaders, everybody, type Others, type Rule } from './rule.ts';

const text = {
  name: 'Răspuns scurt',
  kind: 'answer',
  procedure: null,
  lead: '',
  subject: '',
  body: { type: 'doc', content: [] },
  legalBasis: '',
  closing: '',
  resolution: 'răspuns',
};
const ofLetter = (path: string) => (o: Others) => `/api/v1/letters/${o.letter.id}${path}`;
const signers = (o: Others) => [{ slot: 'unit-head', person: o.letter.authorId }];

/** A draft in a file of the legal unit: whoever may not read the file knows nothing of it, dispatchers neither. */
export const letterRules: readonly Rule[] = [
  { route: 'GET /api/v1/letters', allowed: everybody },
  { route: 'GET /api/v1/letters/counts', allowed: everybody },
  {
    route: 'POST /api/v1/letters/seal',
    body: (o) => ({
      requestId: randomUUID(),
      credential: randomUUID(),
      items: [{ id: o.letter.id, version: o.letter.version }],
    }),
    allowed: [],
    // The director reads it, and was not asked to sign.
    told: { director: 403 },
  },
  {
    route: 'GET /api/v1/case-files/:id/letters',
    url: (o) => `/api/v1/case-files/${o.closedFiles[0]}/letters`,
    allowed: everybody,
  },
  {
    route: 'POST /api/v1/case-files/:id/letters',
    url: (o) => `/api/v1/case-files/${o.letter.fileId}/letters`,
    body: act({ kind: 'information' }),
    allowed: ['director'],
    forbidden: bookReaders,
  },
  ...['', '/route', '/preview', '/preview/1.png', '/letter.pdf', '/versions/1'].map(
    (page): Rule => ({
      route: `GET /api/v1/letters/:id${page.replace('/1.png', '/:page.png').replace('versions/1', 'versions/:number')}`,
      url: ofLetter(page),
      allowed: ['director'],
    }),
  ),
  {
    route: 'GET /api/v1/letter-routes/:id',
    url: (o) => `/api/v1/letter-routes/${o.letter.id}`,
    allowed: [],
  },
  // A draft has become no document yet.
  ...['content', 'pages/1.png'].map(
    (part): Rule => ({
      route: `GET /api/v1/letters/:id/documents/:documentId/${part.replace('1.png', ':page.png')}`,
      url: (o) => `/api/v1/letters/${o.letter.id}/documents/${o.documentId}/${part}`,
      allowed: [],
    }),
  ),
  {
    route: 'POST /api/v1/letters/:id/editing',
    url: ofLetter('/editing'),
    body: () => ({}),
    allowed: ['director'],
  },
  {
    route: 'POST /api/v1/letters/:id/draft',
    url: ofLetter('/draft'),
    body: (o) => ({ version: o.letter.version, content: o.letter.content }),
    allowed: ['director'],
  },
  ...[
    { verb: 'send-on-route', body: (o: Others) => ({ signers: signers(o) }), director: 422 },
    { verb: 'recall', body: () => ({ reason: 'mai verific' }), director: 403 },
    { verb: 'signed-paper', body: () => ({ upload: randomUUID(), signedOn: '2026-01-05' }), director: 403 },
    { verb: 'hand-over', body: () => ({ on: '2026-01-05', receivedBy: 'Ion Turturică' }), director: 403 },
    { verb: 'sent', body: () => ({ on: '2026-01-05', how: 'post' }), director: 403 },
    { verb: 'returned', body: () => ({ on: '2026-01-05', reason: 'adresă greșită' }), director: 403 },
    { verb: 'withdraw', body: () => ({ reason: 'nu mai trebuie' }), director: 200 },
  ].map(
    ({ verb, body, director }): Rule => ({
      route: `POST /api/v1/letters/:id/${verb}`,
      url: ofLetter(`/${verb}`),
      body: (o) => ({ requestId: randomUUID(), version: o.letter.version, ...body(o) }),
      allowed: [],
      told: { director },
    }),
  ),
  { route: 'GET /api/v1/letter-templates', allowed: everybody },
  {
    route: 'POST /api/v1/letter-templates',
    body: () => ({ requestId: randomUUID(), code: `model-${randomUUID().slice(0, 8)}`, version: null, text }),
    allowed: ['administrator'],
    refused: 403,
  },
  { route: 'GET /api/v1/text-modules', allowed: everybody },
  {
    route: 'POST /api/v1/text-modules',
    body: () => ({ requestId: randomUUID(), name: randomUUID(), body: text.body, scope: 'institution' }),
    allowed: ['administrator'],
    refused: 403,
  },
  {
    route: 'DELETE /api/v1/text-modules/:id',
    url: (o) => `/api/v1/text-modules/${o.letter.moduleId}`,
    allowed: [],
  },
];
