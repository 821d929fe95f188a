import { sql } from 'kysely';
import type { Tx } from '../../../platform/db.ts';

/** A document to come into the opis of a file, after those that are there. */
export type NewCaseItem = { readonly documentId: string; readonly title?: string | undefined };

/**
 * Puts documents of the file itself (of a letter, added later) into its opis, in the caller's transaction, which locks the
 * file. Those of entries come with their registration.
 */
export async function addCaseItems(
  tx: Tx,
  {
    caseFileId,
    items,
    accountId,
    at,
  }: {
    caseFileId: string;
    items: readonly NewCaseItem[];
    accountId: string;
    at: Date;
  },
): Promise<void> {
  const rows = items.map(({ documentId, title }, index) => ({
    id: documentId,
    title: title || null,
    place: index + 1,
  }));
  await sql`
    INSERT INTO case_items (document_id, case_file_id, position, title, added_at, added_by)
    SELECT item.id, ${caseFileId}, item.place + (SELECT coalesce(max(case_items.position), 0) FROM case_items
      WHERE case_items.case_file_id = ${caseFileId}), item.title, ${at}, ${accountId}
    FROM json_to_recordset(${JSON.stringify(rows)}) AS item(id uuid, title text, place int)
  `.execute(tx);
}
