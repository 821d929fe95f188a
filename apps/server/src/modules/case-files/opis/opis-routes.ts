import { z } from 'zod';
import type { Http } from '../../../platform/http/http.ts';
import { actorOf } from '../../identity/index.ts';
import { type PrintOpisDeps, printOpis } from './print-opis.ts';

/** The opis of a case file on paper. */
export function opisRoutes(app: Http, deps: PrintOpisDeps) {
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
