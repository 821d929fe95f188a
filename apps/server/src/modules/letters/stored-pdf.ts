import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import { grantRead, openDocument } from '../documents/index.ts';
import type { LetterState } from './letter.ts';

type Deps = { db: Db; files: FileStore };

/** The bytes of a document of a letter, as last signed. */
export async function readStoredPdf(deps: Deps, letterId: string, documentId: string): Promise<Buffer> {
  const { bytes } = await openDocument(deps, grantRead(letterId), documentId);
  return Buffer.concat(await bytes.toArray());
}

/** The PDF that is signed, or that left; undefined while the letter is only words. */
export async function findStoredPdf(
  deps: Deps,
  { id, route, status }: LetterState,
): Promise<Buffer | undefined> {
  if (status === 'draft' || status === 'withdrawn') return undefined;
  if (route?.sealedDocumentId) return readStoredPdf(deps, id, route.sealedDocumentId);
  const { rows } = await sql<{ document: string }>`
    SELECT letter_documents.document_id AS document FROM letter_documents
    WHERE letter_documents.letter_id = ${id} AND letter_documents.kind = 'letter'
  `.execute(deps.db);
  return rows[0] && readStoredPdf(deps, id, rows[0].document);
}
