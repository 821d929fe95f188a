import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Http } from '../../platform/http/http.ts';
import type { PdfRenderer } from '../../platform/pdf/pdf-renderer.ts';
import { recordEvent } from '../events/index.ts';
import { type Actor, actorOf } from '../identity/index.ts';
import type { OrganisationDirectory } from '../organisation/index.ts';
import { printLabel, printReceipt } from './print/print-entry.ts';
import type { RegisterDirectory } from './registers.ts';
import { EntryParams, keyOf } from './registry-routes.ts';
import { type PrintableEntry, readPrintableEntry } from './views/read-printable-entry.ts';

export type PrintRoutesDeps = {
  db: Db;
  clock: Clock;
  registers: RegisterDirectory;
  organisation: OrganisationDirectory;
  pdf: PdfRenderer;
  /** Base address of the public pages, as the QR code carries it: `https://lunca-alba.example`. */
  publicUrl: string;
};

const entry = '/api/v1/registers/:code/entries/:year/:number';
const ReceiptQuery = z.strictObject({ format: z.enum(['a5', 'roll80']).default('a5') });
const Pdf = z.any().meta({ type: 'string', format: 'binary' });

/** Receipt and label as PDF. Each print leaves an event: a second proof of the same number is seen to be one. */
export function printRoutes(app: Http, deps: PrintRoutesDeps) {
  app.get(
    `${entry}/receipt.pdf`,
    {
      schema: {
        produces: ['application/pdf'],
        params: EntryParams,
        querystring: ReceiptQuery,
        response: { 200: Pdf },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const printable = await readPrintableEntry(deps, actor, keyOf(request.params));
      const bytes = await printReceipt(deps.pdf, printable.receipt, request.query.format);
      await recordPrint(deps, printable, `receipt-${request.query.format}`);
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="dovada-${printable.number}.pdf"`)
        .send(bytes);
    },
  );

  app.get(
    `${entry}/label.pdf`,
    { schema: { produces: ['application/pdf'], params: EntryParams, response: { 200: Pdf } } },
    async (request, reply) => {
      const actor = actorOf(request);
      const printable = await readPrintableEntry(deps, actor, keyOf(request.params));
      const bytes = await printLabel(deps.pdf, printable.label);
      await recordPrint(deps, printable, 'label-62x29');
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="eticheta-${printable.number}.pdf"`)
        .send(bytes);
    },
  );
}

/** The proof of an entry that is not asked for by its number: it goes out with the message that confirms it. */
export async function printReceiptOf(
  deps: PrintRoutesDeps,
  actor: Actor,
  entryId: string,
): Promise<{ name: string; bytes: Buffer }> {
  const { rows } = await sql<{ register: string; year: number; number: number }>`
    SELECT registers.code AS register, books.year, entries.number FROM entries
    JOIN books ON books.id = entries.book_id JOIN registers ON registers.id = books.register_id
    WHERE entries.id = ${entryId}
  `.execute(deps.db);
  if (rows[0] === undefined) throw new AppError('not-found', 'registry.entry-not-found');
  const printable = await readPrintableEntry(deps, actor, rows[0]);
  const bytes = await printReceipt(deps.pdf, printable.receipt, 'a5');
  await recordPrint(deps, printable, 'receipt-a5');
  return { name: `dovada-${printable.number}.pdf`, bytes };
}

function recordPrint(deps: PrintRoutesDeps, printable: PrintableEntry, form: string) {
  return recordEvent(deps.db, printable.acting, {
    type: 'entry.printed',
    at: deps.clock.now(),
    subjectType: 'entry',
    subjectId: printable.id,
    data: { form },
  });
}
