import {
  ActOnMessageRequest,
  DecideMessageRequest,
  Id,
  LetterMail,
  ListOutgoingQuery,
  OutgoingBatch,
  OutgoingCounts,
  OutgoingMessageDetail,
  OutgoingPage,
  SendLetterByEmailRequest,
  SendLettersByEmailRequest,
  SendLettersByEmailResponse,
} from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../platform/http/http.ts';
import { actorOf } from '../identity/index.ts';
import { decideMessage, sendMessageNow, tryMessageAgain, withdrawMessage } from './acts/act-on-message.ts';
import { sendLetterByEmail } from './acts/send-letter.ts';
import { requestSending } from './acts/send-many.ts';
import type { OutgoingActDeps } from './outgoing-deps.ts';
import { getBatch } from './views/get-batch.ts';
import { getLetterMail } from './views/get-letter-mail.ts';
import { countMessages, getMessage, listMessages } from './views/outgoing-views.ts';

const messages = '/api/v1/outgoing-messages';
const params = z.object({ id: Id });

/** The door of outgoing mail for the API and the console. */
export function outgoingMailRoutes(app: Http, deps: OutgoingActDeps) {
  app.get(
    messages,
    { schema: { querystring: ListOutgoingQuery, response: { 200: OutgoingPage } } },
    (request) => listMessages(deps, actorOf(request), request.query),
  );
  app.get(`${messages}/counts`, { schema: { response: { 200: OutgoingCounts } } }, (request) =>
    countMessages(deps, actorOf(request)),
  );
  app.get(`${messages}/:id`, { schema: { params, response: { 200: OutgoingMessageDetail } } }, (request) =>
    getMessage(deps, actorOf(request), request.params.id),
  );
  letterRoutes(app, deps);
  actRoutes(app, deps);
}

function letterRoutes(app: Http, deps: OutgoingActDeps) {
  const mail = '/api/v1/letters/:id/mail';
  app.get(mail, { schema: { params, response: { 200: LetterMail } } }, (request) =>
    getLetterMail(deps, actorOf(request), request.params.id),
  );
  app.post(
    mail,
    { schema: { params, body: SendLetterByEmailRequest, response: { 201: OutgoingMessageDetail } } },
    async (request, reply) => {
      const actor = actorOf(request);
      const id = await sendLetterByEmail(deps, actor, { ...request.body, id: request.params.id });
      return reply.code(201).send(await getMessage(deps, actor, id));
    },
  );
  app.post(
    '/api/v1/outgoing-batches',
    { schema: { body: SendLettersByEmailRequest, response: { 202: SendLettersByEmailResponse } } },
    async (request, reply) =>
      reply.code(202).send(await requestSending(deps, actorOf(request), request.body)),
  );
  app.get(
    '/api/v1/outgoing-batches/:id',
    { schema: { params, response: { 200: OutgoingBatch } } },
    (request) => getBatch(deps, actorOf(request), request.params.id),
  );
}

/** Each act answers with the message as it stands after it. */
function actRoutes(app: Http, deps: OutgoingActDeps) {
  const response = { 200: OutgoingMessageDetail };
  const simple = { withdraw: withdrawMessage, 'send-now': sendMessageNow, 'try-again': tryMessageAgain };
  for (const [verb, act] of Object.entries(simple))
    app.post(
      `${messages}/:id/${verb}`,
      { schema: { params, body: ActOnMessageRequest, response } },
      async (request) => {
        const [actor, { id }] = [actorOf(request), request.params];
        await act(deps, actor, { ...request.body, id });
        return getMessage(deps, actor, id);
      },
    );
  app.post(
    `${messages}/:id/decide`,
    { schema: { params, body: DecideMessageRequest, response } },
    async (request) => {
      const [actor, { id }] = [actorOf(request), request.params];
      await decideMessage(deps, actor, { ...request.body, id });
      return getMessage(deps, actor, id);
    },
  );
}
