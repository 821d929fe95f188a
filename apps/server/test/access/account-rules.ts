import { randomUUID } from 'node:crypto';
import { anAbsence } from '../a-substitution.ts';
import { act, everybody, type Rule, someDayOf } from './rule.ts';

/** How one comes in, and what is one’s own: sessions, factors, views, absences, news. */
export const accountRules: readonly Rule[] = [
  { route: 'GET /api/v1/session', allowed: everybody },
  { route: 'GET /api/v1/saved-views', allowed: everybody },
  {
    route: 'POST /api/v1/saved-views',
    body: () => ({ requestId: randomUUID(), list: 'works', name: randomUUID(), query: 'vechime=7' }),
    allowed: everybody,
  },
  { route: 'DELETE /api/v1/saved-views/:id', url: (o) => `/api/v1/saved-views/${o.viewId}`, allowed: [] },
  // Sessions are a person's own business: a program with a token neither lists nor ends them.
  { route: 'GET /api/v1/sessions', allowed: [], refused: 403 },
  {
    route: 'DELETE /api/v1/sessions/:id',
    url: (o) => `/api/v1/sessions/${o.sessionId}`,
    allowed: [],
    refused: 403,
  },
  // How somebody comes in is changed by that person alone, in a browser.
  { route: 'GET /api/v1/second-factors', allowed: [], refused: 403 },
  ...['totp', 'totp/remove', 'recovery-codes', 'passkey-options'].map(
    (act): Rule => ({
      route: `POST /api/v1/second-factors/${act}`,
      body: () => ({ password: 'orice' }),
      allowed: [],
      refused: 403,
    }),
  ),
  {
    route: 'POST /api/v1/second-factors/totp/confirm',
    body: () => ({ code: '123456' }),
    allowed: [],
    refused: 403,
  },
  {
    route: 'POST /api/v1/second-factors/passkeys',
    body: () => ({
      name: 'Telefon',
      credential: {
        id: 'a',
        rawId: 'a',
        type: 'public-key',
        response: { clientDataJSON: 'a', attestationObject: 'a' },
      },
    }),
    allowed: [],
    refused: 403,
  },
  {
    route: 'DELETE /api/v1/second-factors/passkeys/:id',
    url: (o) => `/api/v1/second-factors/passkeys/${o.sessionId}`,
    allowed: [],
    refused: 403,
  },
  {
    route: 'POST /api/v1/session/password',
    body: () => ({ password: 'orice', newPassword: 'alta orice altceva' }),
    allowed: [],
    refused: 403,
  },
  { route: 'GET /api/v1/substitutions', allowed: everybody },
  { route: 'GET /api/v1/colleagues', allowed: everybody },
  { route: 'GET /api/v1/live', allowed: everybody },
  // One's own absence anybody declares; somebody else's, who leads them or keeps the organisation.
  {
    route: 'POST /api/v1/substitutions',
    body: (o) => anAbsence({ substituteId: o.substituteId, firstDay: '2099-02-01', lastDay: '2099-02-02' }),
    allowed: everybody,
  },
  {
    route: 'POST /api/v1/substitutions/:id/change',
    url: (o) => `/api/v1/substitutions/${o.absences.pop()}/change`,
    body: (o) => anAbsence({ substituteId: o.substituteId, ...someDayOf(2100, o.absences.length) }),
    allowed: ['director', 'administrator'],
  },
  {
    route: 'POST /api/v1/substitutions/:id/end',
    url: (o) => `/api/v1/substitutions/${o.absences.pop()}/end`,
    body: act({}),
    allowed: ['director', 'administrator'],
  },
];
