import { AppError, type EntryDocument } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';
import type { Actor } from '../identity/index.ts';
import { toShownPages } from './document-pages.ts';
import { holderOf, type ReadGrant } from './read-grant.ts';
import type { Blob } from './upload-store.ts';

/** The newest original of a document, with the name that it is shown by. */
export type DocumentFile = Blob & {
  readonly id: string;
  readonly name: string;
  readonly sha256: string;
  /** The PDF whose pages stand for it on the screen: `pages` are its. */
  readonly shownAs?: string;
};

type FileRow = {
  id: string;
  name: string;
  sha256: string;
  size: number;
  media_type: string;
  preview_pages: number | null;
  shown_as: string | null;
};

/** Documents of the granted holder, in the order of its opis. */
export async function listDocuments(db: Db, grant: ReadGrant): Promise<EntryDocument[]> {
  const { rows } = await sql<FileRow>`${selectFiles(grant)} ORDER BY documents.position`.execute(db);
  return rows
    .map(toFile)
    .map(({ pages, shownAs: _shownAs, ...file }) => ({ ...file, pages: toShownPages({ ...file, pages }) }));
}

/** What lies behind each document of the granted holder, in the order of its opis; for modules that examine bytes. */
export async function listDocumentFiles(db: Db, grant: ReadGrant): Promise<DocumentFile[]> {
  const { rows } = await sql<FileRow>`${selectFiles(grant)} ORDER BY documents.position`.execute(db);
  return rows.map(toFile);
}

/** One document of the granted holder; `document.not-found` for every other, be it there or not. */
export async function requireDocument(db: Db, grant: ReadGrant, documentId: string): Promise<DocumentFile> {
  const { rows } = await sql<FileRow>`${selectFiles(grant)} AND documents.id = ${documentId}`.execute(db);
  const [row] = rows;
  if (!row) throw new AppError('not-found', 'document.not-found');
  return toFile(row);
}

/**
 * Holders that have the very bytes of these uploads of the actor; uploads that are not theirs are passed over. Tells
 * nothing about rights: the holder's module asks, in its query, which of them the actor may see.
 */
export async function findHoldersOfUploads(
  db: Db,
  actor: Actor,
  uploadIds: readonly string[],
): Promise<string[]> {
  if (uploadIds.length === 0) return [];
  const { rows } = await sql<{ holder_id: string }>`
    SELECT DISTINCT documents.holder_id
    FROM uploads
    JOIN document_files ON document_files.sha256 = uploads.sha256 AND document_files.kind = 'original'
    JOIN documents ON documents.id = document_files.document_id
    WHERE uploads.id = ANY (${uploadIds}::uuid[]) AND uploads.account_id = ${actor.accountId}
  `.execute(db);
  return rows.map((row) => row.holder_id);
}

/** A file as it was brought in: what a record of the ledger commits to. */
export type OriginalFile = { readonly name: string; readonly size: number; readonly sha256: string };

/** The originals of these holders, each in the order of its opis; for `verify`, which shows them to nobody. */
export async function listOriginals(
  db: Db,
  holderIds: readonly string[],
): Promise<ReadonlyMap<string, readonly OriginalFile[]>> {
  if (holderIds.length === 0) return new Map();
  const { rows } = await sql<OriginalFile & { holder_id: string }>`
    SELECT documents.holder_id, documents.name, blobs.size, blobs.sha256
    FROM documents
    JOIN document_files ON document_files.document_id = documents.id AND document_files.kind = 'original'
    JOIN blobs ON blobs.sha256 = document_files.sha256
    WHERE documents.holder_type = 'entry' AND documents.holder_id = ANY (${holderIds}::uuid[])
    ORDER BY documents.holder_id, documents.position
  `.execute(db);
  const originals = new Map<string, OriginalFile[]>();
  for (const { holder_id, ...file } of rows)
    originals.set(holder_id, [...(originals.get(holder_id) ?? []), file]);
  return originals;
}

const selectFiles = (grant: ReadGrant) => sql`
  SELECT documents.id, documents.name, file.sha256, blobs.size, blobs.media_type, blobs.shown_as,
    coalesce(shown.preview_pages, blobs.preview_pages) AS preview_pages
  FROM documents
  JOIN LATERAL (SELECT document_files.sha256 FROM document_files
    WHERE document_files.document_id = documents.id AND document_files.kind = 'original'
    ORDER BY document_files.version DESC LIMIT 1) AS file ON true
  JOIN blobs ON blobs.sha256 = file.sha256
  LEFT JOIN blobs AS shown ON shown.sha256 = blobs.shown_as
  WHERE documents.holder_type = ANY (${holderOf(grant).types}::text[]) AND documents.holder_id = ${holderOf(grant).id}`;

function toFile(row: FileRow): DocumentFile {
  return {
    id: row.id,
    name: row.name,
    size: row.size,
    mediaType: row.media_type,
    sha256: row.sha256,
    pages: row.preview_pages,
    ...(row.shown_as === null ? {} : { shownAs: row.shown_as }),
  };
}
