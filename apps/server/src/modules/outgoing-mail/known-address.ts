import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';

/** Whether the last message to an address that ended came back, or was refused by its server for good. */
export async function hasBounced(db: Db | Tx, address: string): Promise<boolean> {
  const { rows } = await sql<{ bad: boolean }>`
    SELECT outgoing_messages.state = 'bounced' OR outgoing_messages.trouble = 'refused' AS bad FROM outgoing_messages
    WHERE outgoing_messages.to_address = ${address}
      AND outgoing_messages.state IN ('accepted', 'delivered', 'bounced', 'failed')
    ORDER BY outgoing_messages.id DESC LIMIT 1
  `.execute(db);
  return rows[0]?.bad ?? false;
}

/** Whom the file was last confirmed to by e-mail, and the thread that began there. */
export type MailedBefore = { address: string; inReplyTo: string | null; references: string[] };

/** The message of a file that others answer: the petitioner wrote by e-mail, was confirmed, and is answered there. */
export async function findMailedBefore(db: Db | Tx, caseFileId: string): Promise<MailedBefore | undefined> {
  const { rows } = await sql<{
    address: string;
    theirs: string | null;
    ours: string | null;
    named: string[];
  }>`
    SELECT outgoing_messages.to_address AS address, outgoing_messages.in_reply_to AS theirs,
      outgoing_messages.message_id AS ours, outgoing_messages.reference_ids AS named
    FROM outgoing_messages
    WHERE outgoing_messages.case_file_id = ${caseFileId}
      AND (outgoing_messages.purpose = 'confirmation' OR outgoing_messages.state IN ('accepted', 'delivered'))
    ORDER BY outgoing_messages.id DESC LIMIT 1
  `.execute(db);
  const [last] = rows;
  if (last === undefined) return undefined;
  const { address, theirs, ours, named } = last;
  const references = [...named, ...(theirs ? [theirs] : []), ...(ours ? [ours] : [])];
  return { address, inReplyTo: theirs ?? ours, references: [...new Set(references)] };
}
