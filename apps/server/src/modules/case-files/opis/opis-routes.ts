import {
  AddCaseDocumentsRequest,
  CaseItems,
  DescribeDocumentRequest,
  OrderOpisRequest,
} from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../../platform/http/http.ts';
import { actorOf } from '../../identity/index.ts';
import type { ActDeps } from '../acts/perform-acts.ts';
import { addCaseDocuments, describeDocument, orderOpis } from './change-opis.ts';
import { type OpisFileDeps, opisFileRoutes } from './opis-file-routes.ts';
import { type PrintOpisDeps, printOpis } from './print-opis.ts';

export type OpisRoutesDeps = PrintOpisDeps & ActDeps & OpisFileDeps;

const file = '/api/v1/case-files/:id';
const params = z.object({ id: z.uuid() });
const response = { 200: CaseItems };

/** The opis of a case file: on paper, its own documents, what is added to it, its order. */
export function opisRoutes(app: Http, deps: OpisRoutesDeps) {
  opisFileRoutes(app, deps);
  app.post(
    `${file}/documents`,
    { schema: { params, body: AddCaseDocumentsRequest, response: { 201: CaseItems } } },
    async (request, reply) => {
      const items = await addCaseDocuments(deps, actorOf(request), { ...request.body, ...request.params });
      return reply.code(201).send({ items });
    },
  );
  app.post(
    `${file}/opis/order`,
    { schema: { params, body: OrderOpisRequest, response } },
    async (request) => ({
      items: await orderOpis(deps, actorOf(request), { ...request.body, ...request.params }),
    }),
  );
  app.post(
    `${file}/opis/describe`,
    { schema: { params, body: DescribeDocumentRequest, response } },
    async (request) => ({
      items: await describeDocument(deps, actorOf(request), { ...request.body, ...request.params }),
    }),
  );
  app.get(
    '/api/v1/case-files/:id/opis.pdf',
    {
      schema: {
        produces: ['application/pdf'],
        params: z.object({ id: z.uuid() }),
        response: { 200: z.any().meta({ type: 'string', format: 'binary' }) },
      },
    },
    async (request, reply) => {
      const { number, bytes } = await printOpis(deps, actorOf(request), request.params.id);
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="opis-${number.replaceAll(/\D/g, '-')}.pdf"`)
        .send(bytes);
    },
  );
}
