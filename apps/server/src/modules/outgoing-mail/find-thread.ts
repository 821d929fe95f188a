import type { OutgoingState } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import { readTokens } from './token.ts';

/** What a message answers. `toAddress` is whom ours was for: whoever writes from elsewhere is not known by the token alone. */
export type MailThread = {
  readonly token: string;
  readonly messageId: string;
  readonly letterId: string | null;
  readonly caseFileId: string | null;
  readonly entryId: string | null;
  readonly toAddress: string;
  /** Its Message-ID, without angle brackets. */
  readonly ownId: string | null;
  readonly state: OutgoingState;
};

/**
 * The message of ours that one that came in answers: by its token, in one of the addresses it was sent to or in a
 * Message-ID that it refers to, and by nothing else. Null when it names none of ours. Only what went out counts, and what
 * may have.
 */
export async function findThread(
  db: Db | Tx,
  named: { addresses: readonly string[]; references: readonly string[] },
): Promise<MailThread | null> {
  const tokens = readTokens(named);
  if (tokens.length === 0) return null;
  const { rows } = await sql<MailThread>`
    SELECT outgoing_messages.token, outgoing_messages.id AS "messageId", outgoing_messages.letter_id AS "letterId",
      outgoing_messages.case_file_id AS "caseFileId", outgoing_messages.entry_id AS "entryId",
      outgoing_messages.to_address AS "toAddress", outgoing_messages.message_id AS "ownId", outgoing_messages.state
    FROM unnest(${tokens}::text[]) WITH ORDINALITY AS named(token, place)
    JOIN outgoing_messages ON outgoing_messages.token = named.token
    WHERE outgoing_messages.raw_document_id IS NOT NULL
    ORDER BY named.place LIMIT 1
  `.execute(db);
  return rows[0] ?? null;
}
