import { randomUUID } from 'node:crypto';
import { act, bookReaders, everybody, type Others, type Rule } from './rule.ts';

const root = '/api/v1/information-requests';
const details = {
  information: 'Contractele din 2025',
  form: 'electronic',
  signed: false,
  answerBy: 'email',
  answerAddress: null,
  requesterKind: 'natural',
  press: false,
  domain: 'public-money',
};
const grounds = [{ code: 'date-personale', why: 'Conțin date personale ale altora.' }];

/** An act on a request of the legal unit; each has a file of its own, so that one does not change what another finds. */
const acts: readonly [string, number, object, 'done' | 'refused'][] = [
  ['details', 0, details, 'done'],
  ['extension', 1, { reason: 'Volum mare de documente.' }, 'done'],
  ['refusal', 2, { scope: 'whole', grounds }, 'done'],
  ['redirection', 3, { authority: 'Consiliul Județean' }, 'done'],
  ['pointing', 4, { where: 'pagina de internet' }, 'done'],
  ['answer', 5, {}, 'done'],
  ['clarification', 8, { question: 'Despre ce contracte este vorba?' }, 'done'],
  ['complaint-of', 6, { number: 1, year: 2026, about: 'refusal', knownOn: '2026-01-01' }, 'refused'],
  ['verdict', 6, { verdict: 'upheld', reasons: 'Este întemeiată.' }, 'refused'],
  ['publication', 6, { title: 'Contracte', question: 'Care sunt?', answer: 'Acestea sunt.' }, 'refused'],
  ['publication/withdrawal', 6, {}, 'refused'],
];

/** Requests for public information at the legal unit: only the readers of the file; who registers records spoken ones. */
export const informationRules: readonly Rule[] = [
  { route: `GET ${root}`, url: () => `${root}?year=2026`, allowed: everybody },
  { route: `GET ${root}/grounds`, allowed: everybody },
  {
    route: `POST ${root}/grounds`,
    body: () => ({
      ...{ requestId: randomUUID(), name: 'secretul statistic', act: 'Legea nr. 226/2009' },
      ...{ article: `art. ${randomUUID()}`, sentence: 'Datele sunt confidențiale.', group: 'excepted' },
      source: 'Monitorul Oficial',
    }),
    allowed: ['jurist'],
    refused: 403,
  },
  {
    route: `POST ${root}/grounds/:code/:validFrom/check`,
    url: () => `${root}/grounds/tineri/2018-01-01/check`,
    body: () => ({ requestId: randomUUID(), version: 1, checked: true }),
    allowed: ['jurist'],
    refused: 403,
  },
  { route: 'GET /api/v1/copy-tariffs', allowed: everybody },
  {
    route: 'POST /api/v1/copy-tariffs',
    body: () => ({
      ...{ requestId: randomUUID(), code: 'a4', name: 'Copie A4', amount: '0.30' },
      ...{ act: 'HCL nr. 1/2020', validFrom: '2020-01-01' },
    }),
    allowed: ['administrator'],
    forbidden: everybody,
  },
  {
    route: `POST ${root}/verbal`,
    body: () => ({
      requestId: randomUUID(),
      sender: { kind: 'natural', name: 'Trandafir Păpădie' },
      ...{ information: 'Programul de audiențe', answer: 'Marți, la 10.', domain: 'leaders' },
    }),
    allowed: ['registrar', 'digital-officer'],
    forbidden: everybody,
  },
  { route: `GET ${root}/:id`, url: (o) => `${root}/${o.requests[0]}`, allowed: ['director'] },
  {
    route: `GET ${root}/:id/similar`,
    url: (o) => `${root}/${o.requests[0]}/similar`,
    allowed: ['director'],
  },
  ...acts.map(
    ([verb, file, body, fate]): Rule => ({
      route: `POST ${root}/:id/${verb}`,
      url: (o: Others) => `${root}/${o.requests[file]}/${verb}`,
      body: act({ version: 1, ...body }),
      allowed: fate === 'done' ? ['director'] : [],
      ...(fate === 'refused' && { forbidden: ['director'] }),
    }),
  ),
  {
    route: `POST ${root}/:id/charges`,
    url: (o) => `${root}/${o.requests[7]}/charges`,
    body: act({ version: 1, lines: [{ tariff: 'a4', quantity: 1 }] }),
    allowed: ['director'],
  },
  {
    route: `POST ${root}/:id/charges/:charge/payment`,
    url: (o) => `${root}/${o.requests[6]}/charges/${o.requests[6]}/payment`,
    body: act({ version: 1, paidOn: '2026-01-01', receipt: '1' }),
    allowed: [],
    forbidden: ['director'],
  },
  {
    route: `POST ${root}/:id/complaints`,
    url: (o) => `${root}/${o.requests[6]}/complaints`,
    body: () => ({ requestId: randomUUID(), about: 'refusal', knownOn: '2026-01-01' }),
    // Whoever registers sees the row, which nobody may complain of yet.
    told: { registrar: 409, 'digital-officer': 409 },
    allowed: [],
    forbidden: ['director', 'dispatcher', 'archivist', 'auditor'],
  },
  {
    route: `POST ${root}/:id/court-cases`,
    url: (o) => `${root}/${o.requests[6]}/court-cases`,
    body: act({
      version: 1,
      court: 'Tribunalul Lunca',
      number: '1/2026',
      filedOn: '2026-01-01',
      state: 'pending',
    }),
    allowed: [],
    forbidden: ['director'],
  },
  ...['', '/lines/:line', '/answers', '/exports'].map(
    (path): Rule => ({
      route: `${path === '/answers' || path === '/exports' ? 'POST' : 'GET'} ${root}/report/:year${path}`,
      url: () => `${root}/report/2026${path.replace(':line', 'B1')}`,
      ...(path === '/answers' && {
        body: () => ({ requestId: randomUUID(), answers: [{ line: 'A4', value: '12' }] }),
      }),
      ...(path === '/exports' && { body: () => ({ requestId: randomUUID(), format: 'pdf' }) }),
      allowed: bookReaders,
      forbidden: everybody,
    }),
  ),
  {
    route: `POST ${root}/register/:year/exports`,
    url: () => `${root}/register/2026/exports`,
    body: () => ({ requestId: randomUUID(), format: 'xlsx' }),
    allowed: everybody,
  },
];
