import { AppError, DocumentNotes, FileNotes } from '@opis/contracts';
import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import type { Http } from '../../platform/http/http.ts';
import { type DocumentFile, type FileGuard, requireOwnUpload, sendDocument } from '../documents/index.ts';
import { type Actor, actorOf } from '../identity/index.ts';
import { type FileCopy, findCopies } from './copy-reader.ts';
import { describeFiles, noteDocuments } from './describe-files.ts';

export type FileWorkRoutesDeps = {
  db: Db;
  clock: Clock;
  files: FileStore;
  fileGuard: FileGuard;
  /** The documents of a file that the actor may read; throws `case-file.not-found` for others. */
  readableFiles(actor: Actor, caseFileId: string): Promise<readonly DocumentFile[]>;
  /** The name under which a document of the case file is offered. */
  nameOffered(actor: Actor, file: { id: string; name: string }): Promise<string>;
};

const CaseParams = z.object({ id: z.uuid() });
const CopyParams = CaseParams.extend({ documentId: z.uuid(), kind: z.enum(['small', 'archive']) });
const Bytes = z.any().meta({ type: 'string', format: 'binary' });

/** How far the works on the documents of a file have come, and what was made of them. */
export function fileWorkRoutes(app: Http, deps: FileWorkRoutesDeps) {
  // The page asks again by itself while something is under way: that does not prolong a session.
  app.get(
    '/api/v1/case-files/:id/file-works',
    { config: { unattended: true }, schema: { params: CaseParams, response: { 200: DocumentNotes } } },
    async (request) => {
      const { id } = request.params;
      const files = await deps.readableFiles(actorOf(request), id);
      const documentOf = new Map(files.map((file) => [file.sha256, file.id]));
      return await noteDocuments(
        deps,
        files,
        ({ sha256, kind }) => `/case-files/${id}/documents/${documentOf.get(sha256)}/copies/${kind}`,
      );
    },
  );
  app.get(
    '/api/v1/uploads/:id/file-works',
    { config: { unattended: true }, schema: { params: CaseParams, response: { 200: FileNotes } } },
    async (request) => {
      const { sha256 } = await requireOwnUpload(deps.db, {
        ...{ uploadId: request.params.id, accountId: actorOf(request).accountId },
        now: deps.clock.now(),
      });
      return (await describeFiles(deps, [sha256]))(sha256);
    },
  );

  app.get(
    '/api/v1/case-files/:id/documents/:documentId/copies/:kind',
    { schema: { produces: ['application/octet-stream'], params: CopyParams, response: { 200: Bytes } } },
    async (request, reply) => {
      const { id, documentId, kind } = request.params;
      const files = await deps.readableFiles(actorOf(request), id);
      const file = files.find((one) => one.id === documentId);
      const copies = file ? await findCopies(deps.db, [file.sha256]) : [];
      const copy = copies.find((one) => one.kind === kind);
      if (!file || !copy) throw new AppError('not-found', 'document.not-found');
      await deps.fileGuard.requireOpenable(file.sha256);
      const bytes = await deps.files.open(copy.copySha256);
      if (!bytes) throw new AppError('dependency', 'document.damaged');
      const { size, mediaType } = copy;
      const name = toCopyName(await deps.nameOffered(actorOf(request), { id, name: file.name }), copy);
      return sendDocument(reply, { name, size, mediaType, bytes });
    },
  );
}

function toCopyName(name: string, { kind, mediaType }: FileCopy): string {
  const stem = name.replace(/\.[a-z0-9]{1,8}$/i, '');
  const mark = kind === 'small' ? 'mic' : 'pdfa';
  return `${stem}_${mark}.${mediaType === 'image/jpeg' ? 'jpg' : 'pdf'}`;
}
