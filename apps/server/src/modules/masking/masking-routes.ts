import { MaskDocumentRequest, MaskDocumentResponse, PageWords } from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../platform/http/http.ts';
import { actorOf } from '../identity/index.ts';
import { type MaskDeps, maskDocument, requireOpisDocument } from './mask-document.ts';

const DocumentParams = z.object({ id: z.uuid(), documentId: z.uuid() });
const PageParams = DocumentParams.extend({ page: z.coerce.number().int().min(1).max(200) });
const document = '/api/v1/case-files/:id/documents/:documentId';

/** Masked copies of documents, and the words of a page that can be chosen for covering. */
export function maskingRoutes(app: Http, deps: MaskDeps) {
  app.get(
    `${document}/pages/:page/words`,
    { schema: { params: PageParams, response: { 200: PageWords } } },
    async (request) => {
      const { id: caseFileId, documentId, page } = request.params;
      const key = { caseFileId, documentId };
      const { sha256, mediaType } = await requireOpisDocument(deps, actorOf(request), key);
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
      const { id: caseFileId, documentId } = request.params;
      const command = { key: { caseFileId, documentId }, request: request.body };
      return reply.code(201).send(await maskDocument(deps, actorOf(request), command));
    },
  );
}
