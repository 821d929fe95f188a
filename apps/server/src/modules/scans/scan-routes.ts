import {
  BringScansRequest,
  BringScansResponse,
  EditScanRequest,
  FileOriginalRequest,
  FileScanRequest,
  FileScanResponse,
  LastScan,
  LastScanQuery,
  ScanDetail,
  ScanEntries,
  ScanEntryQuery,
  ScanTray,
  TakeScanRequest,
  UndoScanRequest,
  UploadResponse,
} from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../platform/http/http.ts';
import type { PdfRenderer } from '../../platform/pdf/pdf-renderer.ts';
import { sendDocument, sendPage } from '../documents/index.ts';
import { actorOf } from '../identity/index.ts';
import { bringScans } from './bring-scans.ts';
import { drawScanPage, readThumbnail } from './draw-scan.ts';
import { editScan, undoScan } from './edit-scan.ts';
import { fileOriginal } from './file-original.ts';
import { type FileScanDeps, fileScan } from './file-scan.ts';
import { openOriginal } from './open-original.ts';
import { printSeparators } from './print-separators.ts';
import { bringBackScan, putAwayScan } from './put-away-scan.ts';
import { findWritten } from './scan-entries.ts';
import { scansInReach } from './scan-reach.ts';
import { listScans, readLastScan, readScanDetail, type ScanViewDeps } from './scan-views.ts';
import { takeScan } from './take-scan.ts';

export type ScanRoutesDeps = FileScanDeps & ScanViewDeps & { pdf: PdfRenderer };

const params = z.object({ id: z.uuid() });
const pageParams = params.extend({ page: z.coerce.number().int().min(1).max(2000) });
const Bytes = z.any().meta({ type: 'string', format: 'binary' });
const base = '/api/v1/scans';
const one = `${base}/:id`;

/** Paper that was scanned, until it is in the files where it belongs. */
export function scanRoutes(app: Http, deps: ScanRoutesDeps) {
  app.get(base, { schema: { response: { 200: ScanTray } } }, (request) => listScans(deps, actorOf(request)));
  app.post(
    base,
    { schema: { body: BringScansRequest, response: { 201: BringScansResponse } } },
    async (request, reply) => reply.code(201).send(await bringScans(deps, actorOf(request), request.body)),
  );
  app.get(
    `${base}/last`,
    { schema: { querystring: LastScanQuery, response: { 200: LastScan } } },
    (request) => readLastScan(deps, actorOf(request), request.query),
  );
  app.get(
    `${base}/entries`,
    { schema: { querystring: ScanEntryQuery, response: { 200: ScanEntries } } },
    async (request) => {
      scansInReach(actorOf(request));
      const found = await findWritten(deps, actorOf(request), request.query.text);
      return { items: found.map(({ shown }) => shown) };
    },
  );
  app.get(one, { schema: { params, response: { 200: ScanDetail } } }, (request) =>
    readScanDetail(deps, actorOf(request), request.params.id),
  );
  acts(app, deps);
  pictures(app, deps);
}

function acts(app: Http, deps: ScanRoutesDeps) {
  const detail = { 200: ScanDetail };
  const nothing = { 204: z.null() };
  app.post(`${one}/edits`, { schema: { params, body: EditScanRequest, response: detail } }, (request) =>
    editScan(deps, actorOf(request), { ...request.body, ...request.params }),
  );
  app.post(`${one}/undo`, { schema: { params, body: UndoScanRequest, response: detail } }, (request) =>
    undoScan(deps, actorOf(request), { ...request.body, ...request.params }),
  );
  app.post(
    `${one}/file`,
    { schema: { params, body: FileScanRequest, response: { 201: FileScanResponse } } },
    async (request, reply) =>
      reply.code(201).send(await fileScan(deps, actorOf(request), { ...request.body, ...request.params })),
  );
  app.post(
    `${one}/file-original`,
    { schema: { params, body: FileOriginalRequest, response: { 201: FileScanResponse } } },
    async (request, reply) =>
      reply
        .code(201)
        .send(await fileOriginal(deps, actorOf(request), { ...request.body, ...request.params })),
  );
  app.post(
    `${one}/take`,
    { schema: { params, body: TakeScanRequest, response: { 201: UploadResponse } } },
    async (request, reply) =>
      reply.code(201).send(await takeScan(deps, actorOf(request), { ...request.body, ...request.params })),
  );
  app.post(`${one}/put-away`, { schema: { params, response: nothing } }, async (request, reply) => {
    await putAwayScan(deps, actorOf(request), request.params.id);
    return reply.code(204).send(null);
  });
  app.post(`${one}/bring-back`, { schema: { params, response: nothing } }, async (request, reply) => {
    await bringBackScan(deps, actorOf(request), request.params.id);
    return reply.code(204).send(null);
  });
}

function pictures(app: Http, deps: ScanRoutesDeps) {
  app.get(
    `${one}/original`,
    { schema: { produces: ['application/octet-stream'], params, response: { 200: Bytes } } },
    async (request, reply) =>
      sendDocument(reply, await openOriginal(deps, actorOf(request), request.params.id)),
  );
  app.get(
    `${one}/pages/:page.webp`,
    { schema: { produces: ['image/webp'], params: pageParams, response: { 200: Bytes } } },
    async (request, reply) =>
      reply
        .header('content-disposition', 'inline')
        // Whoever may see it may see it for as long as they work; what it shows never changes.
        .header('cache-control', 'private, max-age=3600')
        .type('image/webp')
        .send(await readThumbnail(deps, actorOf(request), request.params)),
  );
  app.get(
    `${one}/pages/:page.png`,
    {
      schema: {
        produces: ['image/png'],
        params: pageParams,
        querystring: z.strictObject({ came: z.literal('1').optional(), v: z.string().max(20).optional() }),
        response: { 200: Bytes },
      },
    },
    async (request, reply) => {
      const asked = { ...request.params, asCame: request.query.came === '1' };
      return sendPage(reply, await drawScanPage(deps, actorOf(request), asked));
    },
  );
  app.get(
    `${base}/separators.pdf`,
    {
      schema: {
        produces: ['application/pdf'],
        querystring: z.strictObject({ sheets: z.coerce.number().int().min(1).max(50).default(1) }),
        response: { 200: Bytes },
      },
    },
    async (request, reply) => {
      scansInReach(actorOf(request));
      return reply
        .type('application/pdf')
        .header('content-disposition', 'inline; filename="foi-despartitoare.pdf"')
        .send(await printSeparators(deps, request.query.sheets));
    },
  );
}
