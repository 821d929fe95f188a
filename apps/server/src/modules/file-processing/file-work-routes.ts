import { AppError, CaseFileWorks } from '@opis/contracts';
import { z } from 'zod';
import type { Db } from '../../platform/db.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import type { Http } from '../../platform/http/http.ts';
import { type DocumentFile, type FileGuard, sendDocument } from '../documents/index.ts';
import { type Actor, actorOf } from '../identity/index.ts';
import { type FileCopy, findCopies } from './copy-reader.ts';
import { describeWorks } from './describe-works.ts';
import { fileWorkOf } from './file-work-reader.ts';

export type FileWorkRoutesDeps = {
  db: Db;
  files: FileStore;
  fileGuard: FileGuard;
  /** The documents of a file that the actor may read; throws `case-file.not-found` for others. */
  readableFiles(actor: Actor, caseFileId: string): Promise<readonly DocumentFile[]>;
};

const CaseParams = z.object({ id: z.uuid() });
const CopyParams = CaseParams.extend({ documentId: z.uuid(), kind: z.enum(['small', 'archive']) });
const Bytes = z.any().meta({ type: 'string', format: 'binary' });

/** How far the works on the documents of a file have come, and what was made of them. */
export function fileWorkRoutes(app: Http, deps: FileWorkRoutesDeps) {
  // The page asks again by itself while something is under way: that does not prolong a session.
  app.get(
    '/api/v1/case-files/:id/file-works',
    { config: { unattended: true }, schema: { params: CaseParams, response: { 200: CaseFileWorks } } },
    async (request) => await listCaseFileWorks(deps, actorOf(request), request.params.id),
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
      return sendDocument(reply, { name: toCopyName(file.name, copy), size, mediaType, bytes });
    },
  );
}

async function listCaseFileWorks(
  { db, readableFiles }: FileWorkRoutesDeps,
  actor: Actor,
  caseFileId: string,
): Promise<CaseFileWorks> {
  const files = await readableFiles(actor, caseFileId);
  const hashes = files.map(({ sha256 }) => sha256);
  const [works, copies] = await Promise.all([fileWorkOf(db, hashes), findCopies(db, hashes)]);
  const items = files.map(({ id, sha256 }) => {
    const isOf = (one: { sha256: string }) => one.sha256 === sha256;
    const place = `/case-files/${caseFileId}/documents/${id}/copies`;
    const lines = describeWorks(works.filter(isOf), copies.filter(isOf), (kind) => `${place}/${kind}`);
    return { documentId: id, lines };
  });
  return { items: items.filter(({ lines }) => lines.length > 0) };
}

function toCopyName(name: string, { kind, mediaType }: FileCopy): string {
  const stem = name.replace(/\.[a-z0-9]{1,8}$/i, '');
  const mark = kind === 'small' ? 'mic' : 'pdfa';
  return `${stem}_${mark}.${mediaType === 'image/jpeg' ? 'jpg' : 'pdf'}`;
}
