import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';

/** What we made of a file, in bytes of the copy and of the original. */
export type FileCopy = {
  readonly sha256: string;
  readonly kind: 'small' | 'archive';
  readonly copySha256: string;
  readonly size: number;
  readonly originalSize: number;
  readonly mediaType: string;
};

/** Copies of these files; rights are those of the document that holds the original. */
export async function findCopies(db: Db, sha256s: readonly string[]): Promise<FileCopy[]> {
  if (sha256s.length === 0) return [];
  const { rows } = await sql<FileCopy>`
    SELECT file_copies.sha256, file_copies.kind, file_copies.copy_sha256 AS "copySha256", made.size,
      original.size AS "originalSize", made.media_type AS "mediaType"
    FROM file_copies
    JOIN blobs AS made ON made.sha256 = file_copies.copy_sha256
    JOIN blobs AS original ON original.sha256 = file_copies.sha256
    WHERE file_copies.sha256 = ANY (${sha256s}::text[])
  `.execute(db);
  return rows;
}
