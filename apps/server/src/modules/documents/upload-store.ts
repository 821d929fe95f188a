import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import type { StoredFile } from '../../platform/files/file-store.ts';

/** So long an upload waits for its entry. */
export const uploadLifetimeMs = 24 * 60 * 60 * 1000;

/** Bytes of an account that wait for their entry. */
export type Upload = {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly sha256: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
};

/** What a row of `blobs` says of its bytes; `pages` is null until somebody could look. */
export type Blob = { readonly size: number; readonly mediaType: string; readonly pages: number | null };

/**
 * Names the bytes and takes the lock on their row: until the transaction ends no sweeper touches them. What was told
 * of the same bytes before holds.
 */
export async function takeBlob(
  tx: Tx,
  file: StoredFile,
  seen: { pages: number | undefined; at: Date },
): Promise<Blob> {
  const { rows } = await sql<{ size: number; media_type: string; preview_pages: number | null }>`
    INSERT INTO blobs (sha256, size, media_type, preview_pages, stored_at)
    VALUES (${file.sha256}, ${file.size}, ${file.mediaType}, ${seen.pages ?? null}, ${seen.at})
    ON CONFLICT (sha256) DO UPDATE SET
      stored_at = greatest(blobs.stored_at, excluded.stored_at),
      preview_pages = coalesce(blobs.preview_pages, excluded.preview_pages)
    RETURNING size, media_type, preview_pages
  `.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('an upsert returns its row');
  return { size: row.size, mediaType: row.media_type, pages: row.preview_pages };
}

export async function insertUpload(tx: Tx, upload: Upload): Promise<void> {
  await tx
    .insertInto('uploads')
    .values({
      id: upload.id,
      account_id: upload.accountId,
      name: upload.name,
      sha256: upload.sha256,
      created_at: upload.createdAt,
      expires_at: upload.expiresAt,
      used_at: null,
    })
    .execute();
}

/** The bytes of an upload that is this account's, not used and not expired; not-found for every other. */
export async function requireOwnUpload(
  db: Db,
  asked: { uploadId: string; accountId: string; now: Date },
): Promise<Blob & { readonly sha256: string }> {
  const row = await db
    .selectFrom('uploads')
    .innerJoin('blobs', 'blobs.sha256', 'uploads.sha256')
    .select(['blobs.sha256', 'blobs.size', 'blobs.media_type', 'blobs.preview_pages'])
    .where('uploads.id', '=', asked.uploadId)
    .where('uploads.account_id', '=', asked.accountId)
    .where('uploads.used_at', 'is', null)
    .where('uploads.expires_at', '>', asked.now)
    .executeTakeFirst();
  if (!row) throw new AppError('not-found', 'document.upload-not-found');
  return { sha256: row.sha256, size: row.size, mediaType: row.media_type, pages: row.preview_pages };
}

/** False when there was none of this account's that waits. */
export async function deleteOwnUpload(
  db: Db,
  asked: { uploadId: string; accountId: string },
): Promise<boolean> {
  const done = await db
    .deleteFrom('uploads')
    .where('uploads.id', '=', asked.uploadId)
    .where('uploads.account_id', '=', asked.accountId)
    .where('uploads.used_at', 'is', null)
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
}
