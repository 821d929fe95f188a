import { AppError, type UploadResponse } from '@opis/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { ReceivedFile, StoredFile } from '../../platform/files/file-store.ts';
import { maxShownPages } from '../../platform/preview/preview-job.ts';
import { toShownPages } from './document-pages.ts';
import { insertUpload, takeBlob, uploadLifetimeMs } from './upload-store.ts';

/** Bytes that are in the store and named by the caller's own rows, as something to keep once more. */
export const storedAlready = (file: StoredFile): ReceivedFile => ({
  ...file,
  localPath: '',
  keep: async () => {},
  discard: async () => {},
});

/** Keeps bytes that came in for something that is no document yet, in the transaction of the row that names them. */
export async function keepBytes(tx: Tx, file: ReceivedFile, at: Date): Promise<void> {
  await takeBlob(tx, file, { pages: undefined, at });
  await file.keep();
}

/** Takes an upload of the account for something that is no document yet. Throws `document.upload-not-found`. */
export async function claimUpload(
  tx: Tx,
  { uploadId, accountId, at }: { uploadId: string; accountId: string; at: Date },
): Promise<StoredFile & { readonly name: string }> {
  const { rows } = await sql<StoredFile & { name: string }>`
    UPDATE uploads SET used_at = ${at} FROM blobs
    WHERE uploads.id = ${uploadId} AND uploads.account_id = ${accountId} AND uploads.used_at IS NULL
      AND uploads.expires_at > ${at} AND blobs.sha256 = uploads.sha256
    RETURNING uploads.name, uploads.sha256, blobs.media_type AS "mediaType", blobs.size
  `.execute(tx);
  const [upload] = rows;
  if (upload === undefined) throw new AppError('validation', 'document.upload-not-found');
  return upload;
}

/** Lays bytes that we made, or have, before an account as an upload of its own, to be registered like any other. */
export async function offerUpload(
  tx: Tx,
  { accountId, at }: { accountId: string; at: Date },
  made: { id: string; name: string; file: ReceivedFile; pages: number },
): Promise<UploadResponse> {
  const { id, name, file } = made;
  const blob = await takeBlob(tx, file, { pages: Math.min(made.pages, maxShownPages), at });
  await file.keep();
  const expiresAt = new Date(at.getTime() + uploadLifetimeMs);
  await insertUpload(tx, { id, accountId, name, sha256: file.sha256, createdAt: at, expiresAt });
  const pages = toShownPages(blob);
  return { id, name, sha256: file.sha256, size: blob.size, mediaType: blob.mediaType, pages };
}
