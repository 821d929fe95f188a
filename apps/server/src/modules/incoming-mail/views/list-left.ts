import type { IntakePage, LeftMessage } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import type { Actor } from '../../identity/index.ts';
import { inMailboxScope } from '../sight.ts';

type Row = Omit<LeftMessage, 'receivedAt'> & { received_at: Date; count: number };

const mostShown = 20;

/** What stays on its server and nobody has seen to, of the mailboxes that the actor decides about; oldest first. */
export async function listLeft(db: Db, actor: Actor): Promise<Pick<IntakePage, 'left' | 'leftCount'>> {
  const { rows } = await sql<Row>`
    SELECT left_messages.id, mailboxes.address AS mailbox, left_messages.problem, left_messages.size,
      left_messages.received_at, left_messages.from_name AS "fromName", left_messages.from_address AS "fromAddress",
      left_messages.subject, count(*) OVER ()::int AS count
    FROM left_messages JOIN mailboxes ON mailboxes.id = left_messages.mailbox_id
    WHERE left_messages.settled_at IS NULL AND ${inMailboxScope(actor, sql`left_messages.mailbox_id`)}
    ORDER BY left_messages.received_at, left_messages.id LIMIT ${mostShown}
  `.execute(db);
  const left = rows.map(({ received_at, count: _, ...row }) => ({
    ...row,
    receivedAt: received_at.toISOString(),
  }));
  return { left, leftCount: rows[0]?.count ?? 0 };
}
