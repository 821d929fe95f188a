import { sql } from 'kysely';

/**
 * Documents of a file, of its opis and of its entries, as a table expression `own(id, name, position)`: a masked copy lies
 * beside its original.
 */
export const documentsOf = (fileId: string) => sql`(
  SELECT documents.id, coalesce(case_items.title, documents.name) AS name, documents.masked_from IS NOT NULL AS masked,
    coalesce(case_items.position, 1000 + documents.position) AS position
  FROM documents LEFT JOIN case_items ON case_items.document_id = documents.id
  WHERE case_items.case_file_id = ${fileId} OR (documents.holder_type = 'entry' AND documents.holder_id IN (
    SELECT case_entries.entry_id FROM case_entries WHERE case_entries.case_file_id = ${fileId}))
) AS own`;
