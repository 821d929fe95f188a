import { sql } from 'kysely';

/** True for a line of the opis that is a masked copy of another document of the file; the query names `case_items`. */
export const isMaskedCopy = sql<boolean>`EXISTS (SELECT FROM information_masked_copies
  WHERE information_masked_copies.document_id = case_items.document_id)`;
