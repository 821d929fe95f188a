import {
  EmergencyNumberQuery,
  EmergencyPlace,
  EmergencySheetDetail,
  EmergencySheets,
  EmergencySheetsQuery,
  EnterEmergencyLineRequest,
  Id,
  MakeEmergencySheetRequest,
  RegisterDocumentResponse,
  VoidEmergencyLinesRequest,
} from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../../platform/http/http.ts';
import type { PdfRenderer } from '../../../platform/pdf/pdf-renderer.ts';
import { recordEvent } from '../../events/index.ts';
import { actorOf } from '../../identity/index.ts';
import { printedInstitution } from '../print/printed-institution.ts';
import type { RegisterDocumentDeps } from '../register-document.ts';
import { enterEmergencyLine } from './enter-line.ts';
import { makeEmergencySheet } from './make-sheet.ts';
import { printSheet } from './sheet-print.ts';
import { findByEmergencyNumber, getSheet, listSheets } from './sheet-views.ts';
import { voidEmergencyLines } from './void-lines.ts';

export type EmergencyRoutesDeps = RegisterDocumentDeps & { pdf: PdfRenderer; publicUrl: string };

const sheets = '/api/v1/emergency/sheets';
const OneSheet = z.strictObject({ id: Id });
const OneLine = z.strictObject({ id: Id, number: z.coerce.number().int().min(1).max(9999) });
const Pdf = z.any().meta({ type: 'string', format: 'binary' });

/** Emergency books: sheets made and printed, their lines entered or voided, and an emergency number found again. */
export function emergencyRoutes(app: Http, deps: EmergencyRoutesDeps): void {
  app.get(
    sheets,
    { schema: { querystring: EmergencySheetsQuery, response: { 200: EmergencySheets } } },
    async (request) => ({ items: await listSheets(deps, actorOf(request), request.query.state) }),
  );
  app.post(
    sheets,
    { schema: { body: MakeEmergencySheetRequest, response: { 201: EmergencySheetDetail } } },
    async (request, reply) =>
      reply.code(201).send(await makeEmergencySheet(deps, actorOf(request), request.body)),
  );
  app.get(
    `${sheets}/:id`,
    { schema: { params: OneSheet, response: { 200: EmergencySheetDetail } } },
    (request) => getSheet(deps, actorOf(request), request.params.id),
  );
  app.get(
    `${sheets}/:id/sheet.pdf`,
    { schema: { produces: ['application/pdf'], params: OneSheet, response: { 200: Pdf } } },
    async (request, reply) => {
      const actor = actorOf(request);
      const sheet = await getSheet(deps, actor, request.params.id);
      const bytes = await printSheet(deps.pdf, sheet, await printedInstitution(deps));
      const subject = { subjectType: 'emergency-sheet', subjectId: sheet.id } as const;
      await recordEvent(deps.db, actor, {
        ...subject,
        type: 'emergency.sheet-printed',
        at: deps.clock.now(),
      });
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="foaie-${sheet.first.replace('/', '-')}.pdf"`)
        .send(bytes);
    },
  );
  lineRoutes(app, deps);
}

function lineRoutes(app: Http, deps: EmergencyRoutesDeps) {
  app.post(
    `${sheets}/:id/lines/:number/entry`,
    {
      schema: {
        params: OneLine,
        body: EnterEmergencyLineRequest,
        response: { 201: RegisterDocumentResponse },
      },
    },
    async (request, reply) => {
      const { id, number } = request.params;
      const command = { ...request.body, sheetId: id, number };
      return reply.code(201).send(await enterEmergencyLine(deps, actorOf(request), command));
    },
  );
  app.post(
    `${sheets}/:id/void`,
    {
      schema: { params: OneSheet, body: VoidEmergencyLinesRequest, response: { 200: EmergencySheetDetail } },
    },
    (request) => voidEmergencyLines(deps, actorOf(request), { ...request.body, sheetId: request.params.id }),
  );
  app.get(
    '/api/v1/emergency/entries',
    { schema: { querystring: EmergencyNumberQuery, response: { 200: EmergencyPlace } } },
    (request) => findByEmergencyNumber(deps, actorOf(request), request.query.number),
  );
}
