/**
 * Common table expressions that claim uploads and make documents of them, for the one statement in which a holder
 * registers a whole batch. `rows` is the parameter with the JSON array of `DocumentRow & { holder_id }`, `at` the one
 * with the moment, `when` a table expression of the caller that has one row when the batch goes through, else none.
 *
 * An upload that was used, expired, discarded or another account's since it was planned is not claimed; its document
 * then has no name, and `NOT NULL` fails the whole statement (SQLSTATE 23502): nothing of the batch is written. Plan
 * each registration again, alone: the one at fault gets its sentence from `planDocuments`.
 */
export function documentWrites(given: { rows: string; at: string; when: string }): string {
  const items = `json_to_recordset(${given.rows}::json)
    AS item(id uuid, upload_id uuid, holder_id uuid, created_by uuid, position int)`;
  return `
claimed_uploads AS (
  UPDATE uploads SET used_at = ${given.at}::timestamptz
  FROM ${given.when}, ${items}
  WHERE uploads.id = item.upload_id AND uploads.account_id = item.created_by
    AND uploads.used_at IS NULL AND uploads.expires_at > ${given.at}::timestamptz
  RETURNING uploads.id, uploads.name, uploads.sha256
), new_documents AS (
  INSERT INTO documents (id, holder_type, holder_id, position, name, upload_id, created_at, created_by)
  SELECT item.id, 'entry', item.holder_id, item.position, claimed_uploads.name, item.upload_id,
    ${given.at}::timestamptz, item.created_by
  FROM ${given.when} CROSS JOIN ${items}
  LEFT JOIN claimed_uploads ON claimed_uploads.id = item.upload_id
), new_document_files AS (
  INSERT INTO document_files (document_id, version, kind, sha256, added_at)
  SELECT item.id, 1, 'original', claimed_uploads.sha256, ${given.at}::timestamptz
  FROM ${given.when} CROSS JOIN ${items}
  LEFT JOIN claimed_uploads ON claimed_uploads.id = item.upload_id
)`;
}
