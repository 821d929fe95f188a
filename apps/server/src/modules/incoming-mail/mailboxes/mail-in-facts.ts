import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';

/** How mail comes in, for whoever looks after the machine. */
export type MailInFacts = {
  /** Messages that stay on their server and that nobody has seen to, and since when the oldest is known. */
  readonly left: number;
  readonly leftSince: Date | null;
  /** Mailboxes that cannot be read, and since when the first of them. */
  readonly unread: number;
  readonly unreadSince: Date | null;
};

/** Counts what people have to see to. */
export async function readMailInFacts(db: Db): Promise<MailInFacts> {
  const { rows } = await sql<MailInFacts>`
    SELECT open.left, open.since AS "leftSince", failing.unread, failing.since AS "unreadSince"
    FROM (SELECT count(*)::int AS left, min(left_messages.noted_at) AS since FROM left_messages
        WHERE left_messages.settled_at IS NULL) AS open,
      (SELECT count(*)::int AS unread, min(mailbox_states.failed_since) AS since FROM mailbox_states
        JOIN mailboxes ON mailboxes.id = mailbox_states.mailbox_id AND mailboxes.active
        WHERE mailbox_states.failed_since IS NOT NULL) AS failing
  `.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('the database said nothing of its mail');
  return row;
}
