import { MaskDocumentRequest, MaskDocumentResponse, PageWords } from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../platform/http/http.ts';
import { requireDocument } from '../documents/index.ts';
import { actorOf } from '../identity/index.ts';
import { EntryParams, keyOf } from '../registry/index.ts';
import { type MaskDeps, maskDocument, requireMaskable } from './mask-document.ts';

const DocumentParams = EntryParams.extend({ documentId: z.uuid() });
const PageParams = DocumentParams.extend({ page: z.coerce.number().int().min(1).max(200) });
const document = '/api/v1/registers/:code/entries/:year/:number/documents/:documentId';

/** Masked copies of documents, and the words of a page that can be chosen for covering. */
export function maskingRoutes(app: Http, deps: MaskDeps) {
  app.get(
    `${document}/pages/:page/words`,
    { schema: { params: PageParams, response: { 200: PageWords } } },
    async (request) => {
      const { documentId, page, ...params } = request.params;
      const key = { ...keyOf(params), documentId };
      const { grant } = await requireMaskable(deps, actorOf(request), key);
      const { sha256, mediaType } = await requireDocument(deps.db, grant, documentId);
      const words = await deps.files.withLocalCopy(sha256, (path) =>
        deps.papers.listWords({ sha256, path, mediaType }, page),
      );
      return { words: [...(words ?? [])] };
    },
  );

  app.post(
    `${document}/masked-copies`,
    {
      schema: { params: DocumentParams, body: MaskDocumentRequest, response: { 201: MaskDocumentResponse } },
    },
    async (request, reply) => {
      const { documentId, ...params } = request.params;
      const key = { ...keyOf(params), documentId };
      const copy = await maskDocument(deps, actorOf(request), { key, request: request.body });
      return reply.code(201).send(copy);
    },
  );
}
