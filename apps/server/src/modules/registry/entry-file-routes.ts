import { AppError, DocumentNotes } from '@opis/contracts';
import { z } from 'zod';
import type { Http } from '../../platform/http/http.ts';
import {
  type DocumentDeps,
  type FileGuard,
  grantRead,
  listDocumentFiles,
  openDocument,
  type ReadGrant,
  renderDocumentPage,
  sendDocument,
  sendPage,
} from '../documents/index.ts';
import { recordAccess } from '../events/index.ts';
import { noteDocuments } from '../file-processing/index.ts';
import { type Actor, actorOf } from '../identity/index.ts';
import { actingOnEntry } from './acting-on-entry.ts';
import { registeredName } from './registered-name.ts';
import type { RegisterDirectory } from './registers.ts';
import { EntryParams, keyOf } from './registry-routes.ts';
import { toEntryRow } from './views/entry-row.ts';
import { requireEntry } from './views/get-entry-detail.ts';

export type EntryFileDeps = DocumentDeps & { registers: RegisterDirectory; fileGuard: FileGuard };

const DocumentParams = EntryParams.extend({ documentId: z.uuid() });
const PageParams = DocumentParams.extend({ page: z.coerce.number().int().min(1).max(200) });
const Bytes = z.any().meta({ type: 'string', format: 'binary' });
const entry = '/api/v1/registers/:code/entries/:year/:number';
const document = `${entry}/documents/:documentId`;

/** The files of an entry, for its readers: to save, or as pictures of pages. */
export function entryFileRoutes(app: Http, deps: EntryFileDeps) {
  // The page asks again by itself while something is under way: that does not prolong a session.
  app.get(
    `${entry}/file-works`,
    { config: { unattended: true }, schema: { params: EntryParams, response: { 200: DocumentNotes } } },
    async (request) => {
      const { record } = await requireReadable(deps, actorOf(request), request.params);
      return await noteDocuments(deps, await listDocumentFiles(deps.db, grantRead(record.id, 'entry')));
    },
  );

  app.get(
    `${document}/content`,
    { schema: { produces: ['application/octet-stream'], params: DocumentParams, response: { 200: Bytes } } },
    async (request, reply) => {
      const grant = await grantFile(deps, actorOf(request), request.params);
      const { documentId, number, year } = request.params;
      const opened = await openDocument(deps, grant, documentId);
      return sendDocument(reply, {
        ...opened,
        name: registeredName({ number: String(number), year, name: opened.name }),
      });
    },
  );

  app.get(
    `${document}/pages/:page.png`,
    { schema: { produces: ['image/png'], params: PageParams, response: { 200: Bytes } } },
    async (request, reply) => {
      const { documentId, page } = request.params;
      const grant = await grantFile(deps, actorOf(request), request.params);
      return sendPage(reply, await renderDocumentPage(deps, grant, { documentId, page }));
    },
  );
}

async function grantFile(
  deps: EntryFileDeps,
  actor: Actor,
  params: z.infer<typeof EntryParams>,
): Promise<ReadGrant> {
  const { access, record, bookId } = await requireReadable(deps, actor, params);
  const place = { access, bookId, number: record.number, unitId: record.unit_id };
  await recordAccess(deps.db, await actingOnEntry(deps.db, actor, place, 'read-file'), {
    kind: 'file-read',
    at: deps.clock.now(),
    subjectType: 'entry',
    subjectId: record.id,
    purpose: 'document',
  });
  return grantRead(record.id, 'entry');
}

// The row of the book is one right, the file another: who may not read the file gets the words for what is not there.
async function requireReadable(deps: EntryFileDeps, actor: Actor, params: z.infer<typeof EntryParams>) {
  const seen = await requireEntry(deps, actor, keyOf(params));
  if (!toEntryRow(actor, seen.access, seen.record).actions.includes('read-file')) {
    throw new AppError('not-found', 'document.not-found');
  }
  return seen;
}
