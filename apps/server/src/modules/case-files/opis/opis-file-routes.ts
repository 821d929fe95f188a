import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Http } from '../../../platform/http/http.ts';
import {
  type DocumentDeps,
  grantRead,
  openDocument,
  type ReadGrant,
  renderDocumentPage,
  sendDocument,
  sendPage,
} from '../../documents/index.ts';
import { recordAccess } from '../../events/index.ts';
import { type Actor, actorOf, inNameOf } from '../../identity/index.ts';
import { registeredName } from '../../registry/index.ts';
import { type CaseViewDeps, requireCaseFile } from '../views/require-case-file.ts';

export type OpisFileDeps = DocumentDeps & CaseViewDeps;

const DocumentParams = z.object({ id: z.uuid(), documentId: z.uuid() });
const PageParams = DocumentParams.extend({ page: z.coerce.number().int().min(1).max(200) });
const Bytes = z.any().meta({ type: 'string', format: 'binary' });
const document = '/api/v1/case-files/:id/documents/:documentId';

/** The documents that a file holds of its own, for its readers: to save, or as pictures of pages. */
export function opisFileRoutes(app: Http, deps: OpisFileDeps) {
  app.get(
    `${document}/content`,
    { schema: { produces: ['application/octet-stream'], params: DocumentParams, response: { 200: Bytes } } },
    async (request, reply) => {
      const { grant, number, year } = await grantFile(deps, actorOf(request), request.params);
      const opened = await openDocument(deps, grant, request.params.documentId);
      const name = registeredName({ number: String(number), year, name: opened.name });
      return sendDocument(reply, { ...opened, name });
    },
  );
  app.get(
    `${document}/pages/:page.png`,
    { schema: { produces: ['image/png'], params: PageParams, response: { 200: Bytes } } },
    async (request, reply) => {
      const { documentId, page } = request.params;
      const { grant } = await grantFile(deps, actorOf(request), request.params);
      return sendPage(reply, await renderDocumentPage(deps, grant, { documentId, page }));
    },
  );
}

// The row of the book is one right, the file another: who may not read the file gets the words for what is not there.
async function grantFile(
  deps: OpisFileDeps,
  actor: Actor,
  { id, documentId }: z.infer<typeof DocumentParams>,
): Promise<{ grant: ReadGrant; number: number; year: number }> {
  const { record } = await requireCaseFile(deps, actor, id);
  const { rows } = await sql<{ holder: string }>`
    SELECT documents.holder_id AS holder FROM case_items JOIN documents ON documents.id = case_items.document_id
    WHERE case_items.case_file_id = ${id} AND case_items.document_id = ${documentId} AND case_items.entry_id IS NULL
  `.execute(deps.db);
  const [found] = rows;
  if (found === undefined || !record.reader) throw new AppError('not-found', 'document.not-found');
  const places = [record.handler?.id, record.unit?.id];
  const acting = inNameOf(actor, ({ principals }) =>
    places.some((place) => place !== undefined && principals.includes(place)),
  );
  await recordAccess(deps.db, acting, {
    ...{ kind: 'file-read', at: deps.clock.now(), subjectType: 'case-file', subjectId: id },
    purpose: 'document',
  });
  return { grant: grantRead(found.holder), number: record.number, year: record.year };
}
