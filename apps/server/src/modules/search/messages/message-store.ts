import type { WrittenNumber } from '@opis/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/db.ts';
import { fieldGap } from '../search-words.ts';

/** A message as the index reads it: what its header says, and the beginning of its text, folded. */
export type IndexableMessage = {
  id: string;
  fromName: string | null;
  fromAddress: string | null;
  subject: string;
  text: string;
  quoted: readonly WrittenNumber[];
  fileNames: readonly string[];
};

/** Those of these messages that are there. */
export async function readIndexableMessages(tx: Tx, ids: readonly string[]): Promise<IndexableMessage[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<IndexableMessage>`
    SELECT incoming_messages.id, incoming_messages.from_name AS "fromName",
      incoming_messages.from_address AS "fromAddress", incoming_messages.subject, intake_proposals.words AS text,
      intake_proposals.quoted,
      ARRAY(SELECT incoming_parts.name FROM incoming_parts WHERE incoming_parts.message_id = incoming_messages.id
        AND incoming_parts.name IS NOT NULL ORDER BY incoming_parts.ordinal) AS "fileNames"
    FROM incoming_messages JOIN intake_proposals ON intake_proposals.message_id = incoming_messages.id
    WHERE incoming_messages.id = ANY (${ids}::uuid[])
  `.execute(tx);
  return rows;
}

/** A row of the index before its words are lexemes. */
export type MessageRow = {
  message_id: string;
  names: string;
  subject: string;
  words: string;
  keys: string[];
};

const lexemes = sql.raw(`
  ts_delete(setweight(to_tsvector('simple', '${fieldGap} ' || row.names), 'A')
    || setweight(to_tsvector('simple', '${fieldGap} ' || row.subject), 'B') || strip(to_tsvector('ro', row.subject))
    || to_tsvector('simple', '${fieldGap} ' || row.words) || strip(to_tsvector('ro', row.words)), '${fieldGap}')
  || array_to_tsvector(row.keys)`);

/** Writes rows of messages anew. */
export async function writeMessageRows(tx: Tx, rows: readonly MessageRow[]): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map(({ message_id }) => message_id);
  await sql`DELETE FROM search_messages WHERE search_messages.message_id = ANY (${ids}::uuid[])`.execute(tx);
  await sql`
    INSERT INTO search_messages (message_id, words)
    SELECT row.message_id, ${lexemes}
    FROM json_to_recordset(${JSON.stringify(rows)}) AS row(message_id uuid, names text, subject text, words text, keys text[])
  `.execute(tx);
}
