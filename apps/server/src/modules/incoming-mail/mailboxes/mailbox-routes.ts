import { Mailboxes, SaveMailboxRequest, TestMailboxRequest, TestMailboxResponse } from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../../platform/http/http.ts';
import { actorOf } from '../../identity/index.ts';
import { listMailboxes, type MailboxDeps, saveMailbox, testMailbox } from './administer-mailboxes.ts';

const mailboxes = '/api/v1/mailboxes';

/** Setting up the mailboxes that mail comes in by. */
export function mailboxRoutes(app: Http, deps: MailboxDeps) {
  app.get(mailboxes, { schema: { response: { 200: Mailboxes } } }, (request) =>
    listMailboxes(deps, actorOf(request)),
  );
  app.post(
    mailboxes,
    { schema: { body: SaveMailboxRequest, response: { 204: z.null() } } },
    async (request, reply) => {
      await saveMailbox(deps, actorOf(request), request.body);
      return reply.code(204).send(null);
    },
  );
  app.post(
    `${mailboxes}/test`,
    { schema: { body: TestMailboxRequest, response: { 200: TestMailboxResponse } } },
    (request) => testMailbox(deps, actorOf(request), request.body),
  );
}
