import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { FileStore, ReceivedFile } from '../../platform/files/file-store.ts';
import { newId } from '../../platform/ids.ts';
import { takeBlob } from './upload-store.ts';

/** Whose document it becomes; `holderType` as `documents` knows it. */
export type DocumentPlace = {
  readonly holderType: 'case-file' | 'letter' | 'outgoing-message';
  readonly holderId: string;
  readonly createdBy: string;
  readonly at: Date;
};

/**
 * Takes bytes that we made ourselves into the store, outside any transaction; `keep` makes a document of them in one,
 * `discard` always after.
 */
export function receiveMade(files: FileStore, bytes: Buffer): Promise<ReceivedFile> {
  async function* pieces() {
    yield bytes;
  }
  return files.receive(pieces(), { maxBytes: bytes.length, forbiddenTypes: [] });
}

/** Makes a document of bytes that we made ourselves, in the holder's transaction. Gives its id. */
export async function keepMade(
  tx: Tx,
  place: DocumentPlace,
  made: {
    name: string;
    file: ReceivedFile;
    pages: number | undefined;
    /** Of a masked copy: the document that it is made of, and its own id when it must be known before. */
    maskedFrom?: string;
    id?: string;
  },
): Promise<string> {
  const { name, file, pages, ...rest } = made;
  await takeBlob(tx, file, { pages, at: place.at });
  await file.keep();
  return insertDocument(tx, place, { name, sha256: file.sha256, uploadId: null, ...rest });
}

/** Another version of a document that we made ourselves, such as one more signature in its PDF. */
export async function keepMadeVersion(
  tx: Tx,
  { documentId, at }: { documentId: string; at: Date },
  made: { file: ReceivedFile; pages: number | undefined },
): Promise<void> {
  await takeBlob(tx, made.file, { pages: made.pages, at });
  await made.file.keep();
  await sql`
    INSERT INTO document_files (document_id, version, kind, sha256, added_at)
    SELECT ${documentId}, max(document_files.version) + 1, 'original', ${made.file.sha256}, ${at}
    FROM document_files WHERE document_files.document_id = ${documentId} AND document_files.kind = 'original'
  `.execute(tx);
}

/** What an upload holds, once it is a document's. */
export type ClaimedUpload = {
  readonly documentId: string;
  readonly name: string;
  readonly mediaType: string;
};

/** Makes a document of an upload of the account, once. Throws `document.upload-not-found` in the field `upload`. */
export async function keepUploaded(
  tx: Tx,
  place: DocumentPlace,
  { uploadId, name }: { uploadId: string; name?: string },
): Promise<ClaimedUpload> {
  const { rows } = await sql<{ name: string; sha256: string; media_type: string }>`
    UPDATE uploads SET used_at = ${place.at} FROM blobs
    WHERE uploads.id = ${uploadId} AND uploads.account_id = ${place.createdBy} AND uploads.used_at IS NULL
      AND uploads.expires_at > ${place.at} AND blobs.sha256 = uploads.sha256
    RETURNING uploads.name, uploads.sha256, blobs.media_type
  `.execute(tx);
  const [upload] = rows;
  if (upload === undefined) {
    const fields = [{ path: 'upload', code: 'document.upload-not-found' as const }];
    throw new AppError('validation', 'document.upload-not-found', { fields });
  }
  const shown = name ?? upload.name;
  const documentId = await insertDocument(tx, place, { name: shown, sha256: upload.sha256, uploadId });
  return { documentId, name: shown, mediaType: upload.media_type };
}

async function insertDocument(
  tx: Tx,
  { holderType, holderId, createdBy, at }: DocumentPlace,
  {
    name,
    sha256,
    uploadId,
    maskedFrom = null,
    id = newId(),
  }: { name: string; sha256: string; uploadId: string | null; maskedFrom?: string | null; id?: string },
): Promise<string> {
  await sql`
    INSERT INTO documents (id, holder_type, holder_id, position, name, upload_id, created_at, created_by, masked_from)
    SELECT ${id}, ${holderType}, ${holderId}, coalesce(max(documents.position), 0) + 1, ${name}, ${uploadId}::uuid, ${at},
      ${createdBy}, ${maskedFrom}::uuid
    FROM documents WHERE documents.holder_type = ${holderType} AND documents.holder_id = ${holderId}
  `.execute(tx);
  await sql`
    INSERT INTO document_files (document_id, version, kind, sha256, added_at) VALUES (${id}, 1, 'original', ${sha256}, ${at})
  `.execute(tx);
  return id;
}
