import { AppError, type ErrorCode } from '@opis/contracts';
import type { Db } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { Actor } from '../identity/index.ts';

/** A document that one of the actor's uploads is to become. `position` is from 1, in the order asked. */
export type PlannedDocument = {
  readonly documentId: string;
  readonly uploadId: string;
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
  readonly name: string;
  readonly position: number;
};

/** Row of the JSON that `documentWrites` reads; the holder adds `holder_id`. */
export type DocumentRow = {
  readonly id: string;
  readonly upload_id: string;
  readonly created_by: string;
  readonly position: number;
};

/**
 * Looks at the uploads before a registration waits for its number: each must be the actor's, unused and not expired
 * at `now`. Errors name the field: `uploads.N` with `document.upload-not-found` or `document.upload-expired`. Nothing
 * is claimed yet: `documentWrites` does, in the transaction that gives the number.
 */
export async function planDocuments(
  db: Db,
  actor: Actor,
  asked: { uploadIds: readonly string[]; now: Date },
): Promise<PlannedDocument[]> {
  if (asked.uploadIds.length === 0) return [];
  const rows = await db
    .selectFrom('uploads')
    .innerJoin('blobs', 'blobs.sha256', 'uploads.sha256')
    .select([
      'uploads.id',
      'uploads.name',
      'uploads.expires_at',
      'blobs.sha256',
      'blobs.size',
      'blobs.media_type',
    ])
    .where('uploads.id', 'in', asked.uploadIds)
    .where('uploads.account_id', '=', actor.accountId)
    .where('uploads.used_at', 'is', null)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return asked.uploadIds.map((uploadId, index) => {
    const row = byId.get(uploadId);
    // Taken out, so that the same upload twice in one command is refused like a used one.
    byId.delete(uploadId);
    if (!row) throw refused(index, 'document.upload-not-found');
    if (row.expires_at <= asked.now) throw refused(index, 'document.upload-expired');
    return {
      documentId: newId(),
      uploadId,
      sha256: row.sha256,
      size: row.size,
      mediaType: row.media_type,
      name: row.name,
      position: index + 1,
    };
  });
}

/** What `documentWrites` takes for one registration. */
export function toDocumentRows(actor: Actor, planned: readonly PlannedDocument[]): DocumentRow[] {
  return planned.map((document) => ({
    id: document.documentId,
    upload_id: document.uploadId,
    created_by: actor.accountId,
    position: document.position,
  }));
}

function refused(index: number, code: ErrorCode): AppError {
  return new AppError('validation', code, { fields: [{ path: `uploads.${index}`, code }] });
}
