import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';
import type { FileStore } from '../../platform/files/file-store.ts';

/** One distinct content that documents name, with the holders (entries) that would lose it. */
export type NamedBytes = {
  readonly sha256: string;
  readonly size: number;
  readonly holderIds: readonly string[];
};

/** Bytes that are not what they were: gone, or with another hash or size. */
export type DamagedBytes = NamedBytes & { readonly finding: 'missing' | 'changed' };

const pageSize = 500;

/** Every content that a document names, once each, in the order of hashes. */
export async function* documentHashes(db: Db): AsyncGenerator<NamedBytes> {
  for (let after = ''; ; ) {
    const { rows } = await sql<{ sha256: string; size: number; holder_ids: string[] }>`
      SELECT named.sha256, blobs.size, named.holder_ids
      FROM (SELECT document_files.sha256, array_agg(DISTINCT documents.holder_id) AS holder_ids
        FROM document_files JOIN documents ON documents.id = document_files.document_id
        WHERE document_files.sha256 > ${after}
        GROUP BY document_files.sha256 ORDER BY document_files.sha256 LIMIT ${pageSize}) AS named
      JOIN blobs ON blobs.sha256 = named.sha256
      ORDER BY named.sha256
    `.execute(db);
    for (const row of rows) yield { sha256: row.sha256, size: row.size, holderIds: row.holder_ids };
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = last.sha256;
  }
}

/** Reads every file that a document names and tells of each that is missing or changed; silent when all is well. */
export async function* findDamagedBytes(deps: { db: Db; files: FileStore }): AsyncGenerator<DamagedBytes> {
  for await (const named of documentHashes(deps.db)) {
    const found = await readHash(deps.files, named.sha256);
    if (!found) yield { ...named, finding: 'missing' };
    else if (found.sha256 !== named.sha256 || found.size !== named.size)
      yield { ...named, finding: 'changed' };
  }
}

async function readHash(files: FileStore, sha256: string) {
  const bytes = await files.open(sha256);
  if (!bytes) return undefined;
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of bytes) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { sha256: hash.digest('hex'), size };
}
