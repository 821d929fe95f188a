import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';
import type { FileStore } from '../../platform/files/file-store.ts';

/** A document whose bytes are in no store: its name as it came in, and the holder that knows its place. */
export type LostDocument = { sha256: string; name: string; holderId: string };

const pageSize = 1_000;

/** Hashes that rows name and the store has not; those already written down as lost are passed over. */
export async function listMissing(db: Db, files: FileStore): Promise<string[]> {
  const missing: string[] = [];
  for (let after = ''; ; ) {
    const { rows } = await sql<{ sha256: string }>`
      SELECT blobs.sha256 FROM blobs
      WHERE blobs.sha256 > ${after} AND NOT EXISTS (SELECT FROM lost_files WHERE lost_files.sha256 = blobs.sha256)
      ORDER BY blobs.sha256 LIMIT ${pageSize}
    `.execute(db);
    for (const { sha256 } of rows) if (!(await files.has(sha256))) missing.push(sha256);
    const last = rows.at(-1);
    if (last === undefined) return missing;
    after = last.sha256;
  }
}

/** The documents of these bytes, for whoever restores and reads everything; bytes of no document are not in it. */
export async function listNaming(db: Db, hashes: readonly string[]): Promise<LostDocument[]> {
  const { rows } = await sql<LostDocument>`
    SELECT DISTINCT document_files.sha256, documents.name, documents.holder_id AS "holderId"
    FROM document_files JOIN documents ON documents.id = document_files.document_id
    WHERE document_files.sha256 = ANY (${hashes}::text[])
    ORDER BY documents.name
  `.execute(db);
  return rows;
}

/** Writes down that no copy has these bytes; `owner` is the database's owner, as the program may not. */
export async function recordLost(owner: Db, hashes: readonly string[], at: Date): Promise<void> {
  await sql`
    INSERT INTO lost_files (sha256, found_at) SELECT lost.sha256, ${at} FROM unnest(${hashes}::text[]) AS lost(sha256)
    ON CONFLICT (sha256) DO NOTHING
  `.execute(owner);
}

/** Every hash that was written down as lost. */
export async function listLost(db: Db): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ sha256: string }>`SELECT lost_files.sha256 FROM lost_files`.execute(db);
  return new Set(rows.map(({ sha256 }) => sha256));
}

/** Bytes that came in from `since` on, oldest first, by pages that begin after `after`. */
export async function listStored(
  db: Db,
  {
    since,
    after,
    limit,
  }: { since: Date; after: { storedAt: Date; sha256: string } | undefined; limit: number },
): Promise<{ sha256: string; storedAt: Date }[]> {
  const { rows } = await sql<{ sha256: string; storedAt: Date }>`
    SELECT blobs.sha256, blobs.stored_at AS "storedAt" FROM blobs
    WHERE blobs.stored_at >= ${since}
      AND ${after ? sql`(blobs.stored_at, blobs.sha256) > (${after.storedAt}, ${after.sha256})` : sql`true`}
    ORDER BY blobs.stored_at, blobs.sha256 LIMIT ${limit}
  `.execute(db);
  return rows;
}
