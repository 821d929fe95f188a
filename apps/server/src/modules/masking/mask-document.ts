import { AppError, type MaskDocumentRequest, type MaskDocumentResponse } from '@opis/contracts';
import { openTexts } from '@opis/contracts/texts';
import { sql } from 'kysely';
import messages from '../../../messages/masking.ro.json' with { type: 'json' };
import type { Db } from '../../platform/db.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import { newId } from '../../platform/ids.ts';
import type { Papers } from '../../platform/preview/papers.ts';
import { type ActDeps, addCaseItems, editCaseFile, readableDocuments } from '../case-files/index.ts';
import { type DocumentFile, keepMade, receiveMade, requireDocument } from '../documents/index.ts';
import type { Actor } from '../identity/index.ts';

export type MaskDeps = ActDeps & { files: FileStore; papers: Papers };

/** Which document of which file. */
export type DocumentKey = { caseFileId: string; documentId: string };

const text = openTexts(messages);

/**
 * Makes a masked copy of a document of a file: a document of its own at the end of the opis; the original stays inside
 * (Legea 544/2001, art. 12 and 14). Who may edit the file may. The same `requestId` again gives the same copy. Errors:
 * `case-file.not-found`, `document.not-found`, `case-file.not-allowed`, `masking.*`, `document.damaged`.
 */
export async function maskDocument(
  deps: MaskDeps,
  actor: Actor,
  { key, request }: { key: DocumentKey; request: MaskDocumentRequest },
): Promise<MaskDocumentResponse> {
  const { caseFileId } = key;
  const original = await requireOpisDocument(deps, actor, key);
  const pages = original.pages ?? 1;
  if (request.regions.some(({ page }) => page > Math.max(1, pages))) {
    throw new AppError('validation', 'masking.page-unknown');
  }
  const done = await findCopy(deps.db, actor, request.requestId);
  if (done) return { ...done, originalId: original.id, pages };
  const name = text('copy.name', { name: original.name.replace(/\.[a-z0-9]{1,5}$/i, '') });
  const documentId = newId();
  const file = await receiveMade(deps.files, Buffer.from(await draw(deps, original, request)));
  try {
    await editCaseFile(deps, actor, {
      ...{ id: caseFileId, requestId: request.requestId, type: 'document.masked' },
      body: { documentId: original.id, regions: request.regions },
      data: { documentId, originalId: original.id, requestId: request.requestId },
      async write(tx, { at }) {
        const place = {
          holderType: 'case-file',
          holderId: caseFileId,
          createdBy: actor.accountId,
          at,
        } as const;
        await keepMade(tx, place, { name, file, pages, id: documentId, maskedFrom: original.id });
        await addCaseItems(tx, { caseFileId, items: [{ documentId }], accountId: actor.accountId, at });
      },
    });
  } finally {
    await file.discard();
  }
  // Another process may have done the same at this moment: then its copy is the one.
  const kept = (await findCopy(deps.db, actor, request.requestId)) ?? { documentId, name };
  return { ...kept, originalId: original.id, pages };
}

/** A document of the opis that the actor may read. Errors: `case-file.not-found`, `document.not-found`. */
export async function requireOpisDocument(
  deps: MaskDeps,
  actor: Actor,
  { caseFileId, documentId }: DocumentKey,
): Promise<DocumentFile> {
  const grant = (await readableDocuments(deps, actor, caseFileId)).get(documentId);
  if (!grant) throw new AppError('not-found', 'document.not-found');
  return await requireDocument(deps.db, grant, documentId);
}

async function draw({ files, papers }: MaskDeps, original: DocumentFile, { regions }: MaskDocumentRequest) {
  const { sha256, mediaType } = original;
  const pdf = await files.withLocalCopy(sha256, (path) => papers.mask({ sha256, path, mediaType }, regions));
  if (!pdf) throw new AppError('dependency', 'document.damaged', { message: `no bytes under ${sha256}` });
  return pdf;
}

/** The copy that this request made before. */
async function findCopy(
  db: Db,
  { accountId }: Actor,
  requestId: string,
): Promise<{ documentId: string; name: string } | undefined> {
  const { rows } = await sql<{ documentId: string; name: string }>`
    SELECT documents.id AS "documentId", documents.name
    FROM commands JOIN events ON events.account_id = commands.account_id AND events.at = commands.created_at
      AND events.type = 'document.masked' AND events.data ->> 'requestId' = commands.request_id::text
    JOIN documents ON documents.id = (events.data ->> 'documentId')::uuid
    WHERE commands.account_id = ${accountId} AND commands.request_id = ${requestId}
  `.execute(db);
  return rows[0];
}
