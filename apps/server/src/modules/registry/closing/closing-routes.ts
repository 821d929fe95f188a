import { BookClosing, CloseBookRequest } from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../../platform/http/http.ts';
import type { PdfRenderer } from '../../../platform/pdf/pdf-renderer.ts';
import { actorOf } from '../../identity/index.ts';
import type { OrganisationDirectory } from '../../organisation/index.ts';
import { type CloseBookDeps, closeBook } from './close-book.ts';
import { getClosing } from './get-closing.ts';
import { printClosing } from './print-closing.ts';

const Params = z.object({ code: z.string().max(200), year: z.coerce.number().int().min(1990).max(2200) });
const Pdf = z.any().meta({ type: 'string', format: 'binary' });
const closing = '/api/v1/registers/:code/books/:year/closing';

/** The yearly closing: what it would say, the act, and its paper. */
export function closingRoutes(
  app: Http,
  deps: CloseBookDeps & { organisation: OrganisationDirectory; pdf: PdfRenderer; publicUrl: string },
) {
  app.get(closing, { schema: { params: Params, response: { 200: BookClosing } } }, (request) =>
    getClosing(deps, actorOf(request), keyOf(request.params)),
  );

  app.post(
    closing,
    { schema: { params: Params, body: CloseBookRequest, response: { 200: BookClosing } } },
    (request) => closeBook(deps, actorOf(request), { ...request.body, ...keyOf(request.params) }),
  );

  app.get(
    `${closing}.pdf`,
    { schema: { produces: ['application/pdf'], params: Params, response: { 200: Pdf } } },
    async (request, reply) => {
      const { code, year } = request.params;
      const bytes = await printClosing(deps, actorOf(request), keyOf(request.params));
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="inchidere-${code}-${year}.pdf"`)
        .send(bytes);
    },
  );
}

const keyOf = ({ code, year }: z.infer<typeof Params>) => ({ register: code, year });
