import { AppError, type PublishedAnswers } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import { type DocumentDeps, grantRead, type OpenedDocument, openDocument } from '../documents/index.ts';

const most = 500;

type Row = Omit<PublishedAnswers['items'][number], 'documents'> & {
  documents: { id: string; pages: number }[];
};

/**
 * What is published, newest first, at most 500, for everybody: words written anew and masked copies alone. Neither a name,
 * nor a number, nor what a copy is called, which may say whose it is.
 */
export async function listPublishedAnswers(db: Db): Promise<PublishedAnswers> {
  const { rows } = await sql<Row>`
    SELECT information_publications.case_file_id AS id, information_publications.title, information_publications.question,
      information_publications.answer, information_publications.published_on AS "publishedOn",
      coalesce((SELECT json_agg(json_build_object('id', documents.id, 'pages', coalesce((SELECT blobs.preview_pages
            FROM document_files JOIN blobs ON blobs.sha256 = document_files.sha256
            WHERE document_files.document_id = documents.id ORDER BY document_files.version LIMIT 1), 0))
          ORDER BY information_publication_documents.position)
        FROM information_publication_documents
        JOIN documents ON documents.id = information_publication_documents.document_id
        WHERE information_publication_documents.case_file_id = information_publications.case_file_id), '[]') AS documents
    FROM information_publications WHERE information_publications.withdrawn_on IS NULL
    ORDER BY information_publications.published_on DESC, information_publications.case_file_id DESC LIMIT ${most}
  `.execute(db);
  return { items: rows };
}

/** A masked copy shown with an answer that is published now. Throws `document.not-found` for anything else. */
export async function openPublishedCopy(
  deps: { db: Db; files: FileStore } & Pick<DocumentDeps, 'fileGuard'>,
  { id, documentId }: { id: string; documentId: string },
): Promise<OpenedDocument> {
  const { rows } = await sql<{ holder: string; position: number }>`
    SELECT documents.holder_id AS holder, information_publication_documents.position
    FROM information_publication_documents
    JOIN information_publications
      ON information_publications.case_file_id = information_publication_documents.case_file_id
      AND information_publications.withdrawn_on IS NULL
    JOIN documents ON documents.id = information_publication_documents.document_id AND documents.masked_from IS NOT NULL
    WHERE information_publications.case_file_id = ${id} AND documents.id = ${documentId}
  `.execute(deps.db);
  const [copy] = rows;
  if (copy === undefined) throw new AppError('not-found', 'document.not-found');
  const opened = await openDocument(deps, grantRead(copy.holder), documentId);
  return { ...opened, name: `document-${copy.position}.pdf` };
}
