import { Id, PublishedAnswers } from '@opis/contracts';
import { z } from 'zod';
import type { Db } from '../../platform/db.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import type { Http } from '../../platform/http/http.ts';
import { type DocumentDeps, sendDocument } from '../documents/index.ts';
import { listPublishedAnswers, openPublishedCopy } from './published-answers.ts';

const root = '/api/v1/public/information-answers';
const Bytes = z.any().meta({ type: 'string', format: 'binary' });

/** Answers that anybody may read (Legea 544/2001 art. 5), without an account. */
export function publishedRoutes(
  app: Http,
  deps: { db: Db; files: FileStore } & Pick<DocumentDeps, 'fileGuard'>,
) {
  app.get(root, { schema: { response: { 200: PublishedAnswers } }, config: { public: true } }, () =>
    listPublishedAnswers(deps.db),
  );
  app.get(
    `${root}/:id/documents/:document`,
    {
      schema: {
        produces: ['application/octet-stream'],
        params: z.object({ id: Id, document: Id }),
        response: { 200: Bytes },
      },
      config: { public: true },
    },
    async (request, reply) => {
      const { id, document: documentId } = request.params;
      return sendDocument(reply, await openPublishedCopy(deps, { id, documentId }));
    },
  );
}
