import type { IncomingMessage } from 'node:http';
import { AppError, UploadQuery, UploadResponse } from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../platform/http/http.ts';
import { actorOf } from '../identity/index.ts';
import { discardUpload } from './discard-upload.ts';
import type { DocumentDeps } from './document-deps.ts';
import { receiveUpload } from './receive-upload.ts';
import { renderUploadPage } from './render-upload-page.ts';
import { sendPage } from './send-document.ts';

const UploadParams = z.object({ id: z.uuid() });
const UploadPageParams = UploadParams.extend({ page: z.coerce.number().int().min(1).max(200) });
const Bytes = z.any().meta({ type: 'string', format: 'binary' });

// A sender that says nothing for so long is gone, whatever its connection pretends.
const defaults = { silenceMs: 60_000 };

/**
 * The doors of uploads. `app` must be a scope of its own (`register`): in it every body, whatever it is called, is a
 * stream that nobody reads before the use-case does.
 */
export function documentRoutes(app: Http, deps: DocumentDeps, options = defaults) {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, body, done) => done(null, body));
  // What the sender calls its bytes decides nothing, so even what is no media type at all may not be refused.
  app.addHook('onRequest', async (request) => {
    request.raw.headers['content-type'] = 'application/octet-stream';
  });

  app.post(
    '/api/v1/uploads',
    {
      schema: {
        consumes: ['application/octet-stream'],
        querystring: UploadQuery,
        body: Bytes,
        response: { 201: UploadResponse },
      },
    },
    async (request, reply) => {
      refuseDeclaredSize(request.raw, deps.uploadLimits.maxBytes);
      const bytes = readBody(request.raw, options.silenceMs);
      const upload = await receiveUpload(deps, actorOf(request), { name: request.query.name, bytes });
      return reply.code(201).send(upload);
    },
  );

  app.get(
    '/api/v1/uploads/:id/pages/:page.png',
    { schema: { produces: ['image/png'], params: UploadPageParams, response: { 200: Bytes } } },
    async (request, reply) => {
      const { id, page } = request.params;
      return sendPage(reply, await renderUploadPage(deps, actorOf(request), { uploadId: id, page }));
    },
  );

  app.delete(
    '/api/v1/uploads/:id',
    { schema: { params: UploadParams, response: { 204: z.null() } } },
    async (request, reply) => {
      await discardUpload(deps, actorOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}

function refuseDeclaredSize(message: IncomingMessage, maxBytes: number) {
  if (Number(message.headers['content-length'] ?? 0) > maxBytes) {
    throw new AppError('validation', 'document.too-large');
  }
}

// The stream must outlive a refusal: destroyed, it would take the connection along, and the answer with it.
async function* readBody(message: IncomingMessage, silenceMs: number): AsyncGenerator<Uint8Array> {
  const { timeout = 0 } = message.socket;
  message.socket.setTimeout?.(silenceMs);
  try {
    yield* message.iterator({ destroyOnReturn: false });
  } finally {
    message.socket.setTimeout?.(timeout);
    // What nobody read would stand before the next request of this connection for ever.
    message.resume();
  }
}
