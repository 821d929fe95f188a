import { randomUUID } from 'node:crypto';
import type { Rule } from './rule.ts';

const server = {
  ...{
    host: '127.0.0.1',
    port: 9,
    security: 'none',
    username: 'registratura',
    password: 'x',
    folder: 'INBOX',
  },
};

/** Mailboxes are set up by whoever sets up the house, and by nobody else. */
export const mailboxRules: readonly Rule[] = [
  { route: 'GET /api/v1/mailboxes', allowed: ['administrator'], refused: 403 },
  {
    route: 'POST /api/v1/mailboxes',
    body: () => ({
      ...{
        requestId: randomUUID(),
        id: null,
        version: 0,
        name: 'Registratura',
        channel: 'smtp',
        active: false,
      },
      ...{ address: `${randomUUID()}@lunca-alba.example`, server: null, afterFetch: null, moveTo: null },
      ...{ fetchSince: null, unit: null, office: null },
    }),
    allowed: ['administrator'],
    refused: 403,
  },
  // A message that is not there: nobody learns more of it by asking for a piece.
  ...['message', 'page', 'file-works', 'parts/1', 'parts/1/pages/1'].map(
    (piece): Rule => ({
      route: `GET /api/v1/mail-intake/:id/${piece.replace('parts/1', 'parts/:ordinal').replace('pages/1', 'pages/:page')}`,
      url: () => `/api/v1/mail-intake/${randomUUID()}/${piece}`,
      allowed: [],
    }),
  ),
  // Nobody listens there: that is the answer, and it is the server's own.
  {
    route: 'POST /api/v1/mailboxes/test',
    body: () => ({ id: null, server }),
    allowed: ['administrator'],
    refused: 403,
  },
];
