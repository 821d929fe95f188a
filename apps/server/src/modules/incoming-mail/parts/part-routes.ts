import { Id, PartNotes } from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../../platform/http/http.ts';
import { sendDocument, sendPage } from '../../documents/index.ts';
import { actorOf } from '../../identity/index.ts';
import { noteParts } from './note-parts.ts';
import { openMessage, openPart, type PartDeps, renderPartPage, showPage } from './open-part.ts';

const one = '/api/v1/mail-intake/:id';
const ordinal = z.coerce.number().int().min(1).max(1000);
const produces = (type: string) => ({ produces: [type], response: { 200: z.any() } });

// A world of its own: no script, no request to anywhere, no form, no way to the page around it.
const framed = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join('; ');

/** What a message holds: as received, its page in a frame of its own, its files. */
export function messagePartRoutes(app: Http, deps: PartDeps) {
  app.get(
    `${one}/message`,
    { schema: { params: z.object({ id: Id }), ...produces('message/rfc822') } },
    async (request, reply) =>
      sendDocument(reply, await openMessage(deps, actorOf(request), request.params.id)),
  );
  app.get(
    `${one}/page`,
    { schema: { params: z.object({ id: Id }), ...produces('text/html') } },
    async (request, reply) => {
      const page = await showPage(deps, actorOf(request), request.params.id);
      return reply.header('content-security-policy', framed).type('text/html; charset=utf-8').send(page);
    },
  );
  // The page asks again by itself while something is under way: that does not prolong a session.
  app.get(
    `${one}/file-works`,
    { config: { unattended: true }, schema: { params: z.object({ id: Id }), response: { 200: PartNotes } } },
    async (request) => await noteParts(deps, actorOf(request), request.params.id),
  );
  app.get(
    `${one}/parts/:ordinal`,
    { schema: { params: z.object({ id: Id, ordinal }), ...produces('application/octet-stream') } },
    async (request, reply) => sendDocument(reply, await openPart(deps, actorOf(request), request.params)),
  );
  app.get(
    `${one}/parts/:ordinal/pages/:page`,
    { schema: { params: z.object({ id: Id, ordinal, page: ordinal }), ...produces('image/png') } },
    async (request, reply) => sendPage(reply, await renderPartPage(deps, actorOf(request), request.params)),
  );
}
