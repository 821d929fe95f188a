import { ExportBookRequest, ExportPreview, ExportPreviewQuery, LongWork } from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../../platform/http/http.ts';
import { actorOf } from '../../identity/index.ts';
import { previewExport, type RequestExportDeps, requestExport } from './request-export.ts';

const Params = z.object({ code: z.string().max(200) });

/** The book as a file: what it would hold, and the asking; the file comes as a long work. */
export function exportRoutes(app: Http, deps: RequestExportDeps) {
  app.get(
    '/api/v1/registers/:code/exports/preview',
    { schema: { params: Params, querystring: ExportPreviewQuery, response: { 200: ExportPreview } } },
    (request) => previewExport(deps, actorOf(request), { ...request.query, register: request.params.code }),
  );

  app.post(
    '/api/v1/registers/:code/exports',
    { schema: { params: Params, body: ExportBookRequest, response: { 202: LongWork } } },
    async (request, reply) => {
      const command = { ...request.body, register: request.params.code };
      return reply.code(202).send(await requestExport(deps, actorOf(request), command));
    },
  );
}
