import {
  type CourtCase,
  formatRegistrationNumber,
  type InformationComplaint,
  type InformationDocument,
  type InformationPublication,
} from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import { documentsOf } from '../masked-copies.ts';

/** Pages of a document as it came, the first version; 0 where nobody could count them. */
const pagesOf = (
  id: RawBuilder<unknown>,
) => sql<number>`coalesce((SELECT blobs.preview_pages FROM document_files
  JOIN blobs ON blobs.sha256 = document_files.sha256
  WHERE document_files.document_id = ${id} ORDER BY document_files.version LIMIT 1), 0)`;

type ComplaintRow = Omit<InformationComplaint, 'registrationNumber' | 'requestNumber' | 'inTime'> & {
  number: number;
  on: string;
  requestNo: number;
  requestOn: string;
};

/** Complaints about a request, or the one that is this file; oldest first. */
export async function listComplaints(
  db: Db,
  where: { requestId: string } | { id: string },
): Promise<InformationComplaint[]> {
  const condition: RawBuilder<unknown> =
    'id' in where
      ? sql`information_complaints.case_file_id = ${where.id}`
      : sql`information_complaints.request_id = ${where.requestId}`;
  const { rows } = await sql<ComplaintRow>`
    SELECT information_complaints.case_file_id AS id, entries.number, entries.registered_on AS on,
      information_complaints.request_id AS "requestId", requested.number AS "requestNo",
      requested.registered_on AS "requestOn", information_complaints.about, information_complaints.known_on AS "knownOn",
      information_complaints.lodged_on AS "lodgedOn", information_complaints.lodge_by AS "lodgeBy",
      information_complaints.verdict, information_complaints.decided_on AS "decidedOn"
    FROM information_complaints
    JOIN entries ON entries.id = information_complaints.case_file_id
    JOIN entries AS requested ON requested.id = information_complaints.request_id
    WHERE ${condition} ORDER BY information_complaints.lodged_on, information_complaints.case_file_id
  `.execute(db);
  return rows.map(({ number, on, requestNo, requestOn, ...row }) => ({
    ...row,
    registrationNumber: formatRegistrationNumber(number, on),
    requestNumber: formatRegistrationNumber(requestNo, requestOn),
    inTime: row.lodgedOn <= row.lodgeBy,
  }));
}

/** Court cases about a request, oldest first. */
export async function listCourtCases(db: Db, fileId: string): Promise<CourtCase[]> {
  const { rows } = await sql<CourtCase>`
    SELECT information_court_cases.id, information_court_cases.court, information_court_cases.number,
      information_court_cases.filed_on AS "filedOn", information_court_cases.state,
      information_court_cases.state_on AS "stateOn"
    FROM information_court_cases WHERE information_court_cases.case_file_id = ${fileId}
    ORDER BY information_court_cases.filed_on, information_court_cases.id
  `.execute(db);
  return rows;
}

/** Documents of the file's opis, those that are masked copies told apart. */
export async function listFileDocuments(db: Db, fileId: string): Promise<InformationDocument[]> {
  const { rows } = await sql<InformationDocument>`
    SELECT own.id, own.name, ${pagesOf(sql`own.id`)} AS pages, own.masked
    FROM ${documentsOf(fileId)} ORDER BY own.position, own.id
  `.execute(db);
  return rows;
}

/** What of the request anybody may read, also when it was withdrawn. */
export async function findPublication(db: Db, fileId: string): Promise<InformationPublication | null> {
  const { rows } = await sql<InformationPublication>`
    SELECT information_publications.title, information_publications.question, information_publications.answer,
      information_publications.published_on AS "publishedOn", coalesce(account_names.name, '') AS by,
      information_publications.withdrawn_on AS "withdrawnOn",
      coalesce((SELECT json_agg(json_build_object('id', documents.id, 'name', documents.name,
          'pages', ${pagesOf(sql`documents.id`)}) ORDER BY information_publication_documents.position)
        FROM information_publication_documents
        JOIN documents ON documents.id = information_publication_documents.document_id
        WHERE information_publication_documents.case_file_id = information_publications.case_file_id), '[]') AS documents
    FROM information_publications
    LEFT JOIN account_names ON account_names.account_id = information_publications.published_by
    WHERE information_publications.case_file_id = ${fileId}
  `.execute(db);
  return rows[0] ?? null;
}
