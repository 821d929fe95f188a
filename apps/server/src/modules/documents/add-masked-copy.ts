import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { ReceivedFile } from '../../platform/files/file-store.ts';
import { newId } from '../../platform/ids.ts';
import type { Actor } from '../identity/index.ts';
import { toDocumentName } from './document-name.ts';
import { holderOf, type ReadGrant } from './read-grant.ts';
import { takeBlob } from './upload-store.ts';

/** A copy to keep beside its original: bytes that came in, and what it is called. */
export type MaskedCopy = {
  readonly originalId: string;
  readonly received: ReceivedFile;
  readonly name: string;
  readonly pages: number;
  readonly at: Date;
};

/**
 * Makes a masked copy a document of the granted holder, last in its opis; the original stays as it is. The caller has
 * checked that the original is the holder's, and discards what it received.
 */
export async function addMaskedCopy(
  tx: Tx,
  actor: Actor,
  { grant, copy }: { grant: ReadGrant; copy: MaskedCopy },
): Promise<string> {
  const documentId = newId();
  await takeBlob(tx, copy.received, { pages: copy.pages, at: copy.at });
  await copy.received.keep();
  await sql`
    INSERT INTO documents (id, holder_type, holder_id, position, name, created_at, created_by, masked_from)
    SELECT ${documentId}, 'entry', ${holderOf(grant)}, max(documents.position) + 1, ${toDocumentName(copy.name)},
      ${copy.at}, ${actor.accountId}, ${copy.originalId}
    FROM documents WHERE documents.holder_type = 'entry' AND documents.holder_id = ${holderOf(grant)}
  `.execute(tx);
  await sql`
    INSERT INTO document_files (document_id, version, kind, sha256, added_at)
    VALUES (${documentId}, 1, 'original', ${copy.received.sha256}, ${copy.at})
  `.execute(tx);
  return documentId;
}
